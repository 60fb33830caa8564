// Owns taking back that somebody saved a new view.
import { defineUndoCreate } from '../undo/define-undo-create.ts';
import { deleteView, holdView } from './save-view.ts';

/** Deletes the view softly, if nobody changed it since. */
export const undoViewCreate = defineUndoCreate({
  type: 'view',
  permission: 'views.write',
  hold: async (ctx, id) => {
    const { version, deletedAt } = await holdView(ctx, id);
    return { version, deleted: deletedAt !== null };
  },
  remove: deleteView,
});
