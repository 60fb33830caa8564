// Owns pipelines as their reader calls them.
import type { Pipeline } from '@kith/sdk';
import { type Language, stageName } from '@kith/sdk/words';

/** Pipelines whose names, and those of their stages, are in the reader's language where they still are the first ones. */
export const spokenPipelines = (pipelines: readonly Pipeline[], language: Language): Pipeline[] =>
  pipelines.map((pipeline) => ({
    ...pipeline,
    name: stageName(pipeline.name, language),
    stages: pipeline.stages.map((stage) => ({ ...stage, name: stageName(stage.name, language) })),
  }));
