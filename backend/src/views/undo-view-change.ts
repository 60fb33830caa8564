// Owns taking back that somebody changed a view.
import { z } from 'zod';
import { AppError } from '../errors.ts';
import { defineUndo, undoConflict } from '../undo/define-undo.ts';
import { updateView } from './save-view.ts';
import { ViewPatch } from './schema.ts';

/** Writes the parts back, if nobody changed the view since. */
export const undoViewChange = defineUndo({
  permission: 'views.write',
  payload: z.object({ id: z.uuid(), version: z.number().int(), before: ViewPatch }),
  undo: async (ctx, { id, version, before }) => {
    await updateView(ctx, { id, version, patch: before }).catch((error: unknown) => {
      throw error instanceof AppError ? undoConflict('Somebody changed this view, or what it shows, since.') : error;
    });
    return [{ type: 'view', id }];
  },
});
