// Owns taking back that many contacts were changed or deleted at once.
import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { recordEvents } from '../events/record-event.ts';
import { defineUndo, undoConflict } from '../undo/define-undo.ts';
import { BulkColumns, type BulkRow, holdRows, setDeleted, writeRows } from './bulk-rows.ts';

const Some = BulkColumns.partial();
const Change = z.object({ id: z.uuid(), before: Some, after: Some });
type Change = z.infer<typeof Change>;

/** Gives all of them back, or none when somebody changed the same columns of one since. */
export const undoBulkEdit = defineUndo({
  permission: 'contacts.write',
  payload: z.object({ rows: z.array(Change) }),
  undo: async (ctx, { rows }) => {
    const now = new Map(
      (
        await holdRows(
          ctx,
          rows.map(({ id }) => id),
        )
      ).map((row) => [row.id, row]),
    );
    const others = rows.filter((change) => !same(now.get(change.id), change)).length;
    if (others > 0) throw undoConflict(`Somebody changed the same fields of ${others} of these contacts since.`);
    const back = rows.flatMap(({ id, before }) => {
      const row = now.get(id);
      return row ? [{ ...row, ...filled(before) }] : [];
    });
    await writeRows(ctx, back);
    await recordEvents(
      ctx,
      'contact.updated',
      rows
        .filter(({ before }) => Object.keys(before).length > 0)
        .map(({ id, before }) => ({ subjectId: id, payload: { changed: Object.keys(before) } })),
    );
    return rows.map(({ id }) => ({ type: 'contact', id }));
  },
});

/** Brings them back, or none when somebody restored one since. */
export const undoBulkDelete = defineUndo({
  permission: 'contacts.write',
  payload: z.object({ ids: z.array(z.uuid()) }),
  undo: async (ctx, { ids }) => {
    const gone = (await holdRows(ctx, ids)).filter(({ deleted }) => deleted);
    if (gone.length < ids.length) throw undoConflict('Somebody restored some of these contacts since.');
    await setDeleted(ctx, ids, false);
    await recordEvents(
      ctx,
      'contact.restored',
      ids.map((subjectId) => ({ subjectId, payload: {} })),
    );
    return ids.map((id) => ({ type: 'contact', id }));
  },
});

const filled = (some: z.infer<typeof Some>): Partial<BulkColumns> =>
  Object.fromEntries(Object.entries(some).filter(([, value]) => value !== undefined));

const same = (row: BulkRow | undefined, { after }: Change) =>
  row !== undefined && !row.deleted && isDeepStrictEqual({ ...row, ...filled(after) }, row);
