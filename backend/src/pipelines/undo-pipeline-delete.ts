// Owns taking back that somebody deleted a pipeline.
import { defineUndoDelete } from '../undo/define-undo-delete.ts';
import { holdPipeline } from './pipeline-row.ts';
import { restorePipeline } from './update-pipeline.ts';

export const undoPipelineDelete = defineUndoDelete({
  type: 'pipeline',
  permission: 'pipelines.manage',
  hold: holdPipeline,
  restore: restorePipeline,
});
