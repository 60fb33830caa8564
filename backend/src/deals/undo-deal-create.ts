// Owns taking back that somebody created a deal.
import { z } from 'zod';
import { defineUndo, undoConflict } from '../undo/define-undo.ts';
import { holdDeal } from './deal-row.ts';
import { deleteDeal } from './delete-deal.ts';

/** Deletes the deal softly, if nobody changed it since; another place within its stage is no change. */
export const undoDealCreate = defineUndo({
  permission: 'deals.write',
  payload: z.object({ id: z.uuid(), version: z.number().int() }),
  undo: async (ctx, { id, version }) => {
    const row = await holdDeal(ctx, id);
    if (row.version !== version || row.deleted) throw undoConflict('Somebody went on with this deal since.');
    await deleteDeal(ctx, id);
    return [{ type: 'deal', id }];
  },
});
