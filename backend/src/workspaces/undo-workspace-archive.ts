// Owns taking back that somebody archived a workspace.
import { defineUndoDelete } from '../undo/define-undo-delete.ts';
import { holdWorkspace, restoreWorkspace } from './update-workspace.ts';

export const undoWorkspaceArchive = defineUndoDelete({
  type: 'workspace',
  permission: 'workspaces.manage',
  hold: holdWorkspace,
  restore: restoreWorkspace,
});
