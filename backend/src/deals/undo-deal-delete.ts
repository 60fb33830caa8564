// Owns taking back that somebody deleted a deal.
import { z } from 'zod';
import { defineUndo, undoConflict } from '../undo/define-undo.ts';
import { holdDeal } from './deal-row.ts';
import { restoreDeal } from './delete-deal.ts';

export const undoDealDelete = defineUndo({
  permission: 'deals.write',
  payload: z.object({ id: z.uuid(), version: z.number().int() }),
  undo: async (ctx, { id, version }) => {
    const row = await holdDeal(ctx, id);
    if (row.version !== version) throw undoConflict('Somebody restored or changed this deal since.');
    await restoreDeal(ctx, id);
    return [{ type: 'deal', id }];
  },
});
