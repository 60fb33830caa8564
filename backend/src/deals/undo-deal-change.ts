// Owns taking back an edit of a deal.
import { recordEvent } from '../events/record-event.ts';
import { defineUndo, undoConflict } from '../undo/define-undo.ts';
import { giveBack, RecordChange } from '../undo/snapshot.ts';
import { wireName } from '../undo/wire-name.ts';
import { holdDeal } from './deal-row.ts';

export const undoDealChange = defineUndo({
  permission: 'deals.write',
  payload: RecordChange,
  undo: async (ctx, change) => {
    const { id, before, partsBefore } = change;
    if ((await holdDeal(ctx, id)).deleted) throw undoConflict('Somebody deleted this deal since.');
    await giveBack(ctx, 'deal', change);
    const changed = [...Object.keys(before).map(wireName), ...(partsBefore.deal_contacts ? ['contacts'] : [])];
    await recordEvent(ctx, 'deal.updated', { subjectId: id, payload: { changed } });
    return [{ type: 'deal', id }];
  },
});
