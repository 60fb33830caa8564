// Owns taking back an edit of a contact, or what a capture filled.
import { recordEvent } from '../events/record-event.ts';
import type { WriteCtx } from '../http/context.ts';
import { defineUndo, undoConflict } from '../undo/define-undo.ts';
import { giveBack, RecordChange } from '../undo/snapshot.ts';
import { wireName } from '../undo/wire-name.ts';
import { holdContact } from './contact-row.ts';
import { claimPoints, normalizePoints } from './points.ts';
import { NewPoint } from './schema.ts';

export const undoContactChange = defineUndo({
  permission: 'contacts.write',
  payload: RecordChange,
  undo: async (ctx, change) => {
    const { id, before, partsBefore } = change;
    const points = partsBefore.contact_points;
    if (points) await holdPoints(ctx, id, points);
    const row = await holdContact(ctx, id);
    if (!row || row.deleted) throw undoConflict('Somebody deleted this contact since.');
    await giveBack(ctx, 'contact', change);
    const changed = [
      ...Object.keys(before).map(wireName),
      ...(points ? ['points'] : []),
      ...(partsBefore.employments ? ['employments'] : []),
    ];
    await recordEvent(ctx, 'contact.updated', { subjectId: id, payload: { changed } });
    return [{ type: 'contact', id }];
  },
});

async function holdPoints(ctx: WriteCtx, id: string, parts: Record<string, unknown>[]): Promise<void> {
  const points = normalizePoints(NewPoint.array().parse(parts));
  const other = (await claimPoints(ctx, points)).find(({ contactId }) => contactId !== id);
  if (other) throw undoConflict('Another contact has one of the contact points by now.');
}
