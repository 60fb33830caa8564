// Owns taking back that somebody created a pipeline.
import { defineUndoCreate } from '../undo/define-undo-create.ts';
import { holdPipeline } from './pipeline-row.ts';
import { deletePipeline } from './update-pipeline.ts';

/** Deletes the pipeline softly, if nobody changed it or its stages since and no deal stands in it. */
export const undoPipelineCreate = defineUndoCreate({
  type: 'pipeline',
  permission: 'pipelines.manage',
  hold: holdPipeline,
  remove: deletePipeline,
});
