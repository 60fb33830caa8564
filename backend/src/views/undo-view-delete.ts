// Owns taking back that somebody deleted a view.
import { defineUndoDelete } from '../undo/define-undo-delete.ts';
import { holdView, restoreView } from './save-view.ts';

export const undoViewDelete = defineUndoDelete({
  type: 'view',
  permission: 'views.write',
  hold: holdView,
  restore: restoreView,
});
