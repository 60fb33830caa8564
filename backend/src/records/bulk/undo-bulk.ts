// Owns taking back that many records were changed or deleted at once.
import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { restoreDeal } from '../../deals/delete-deal.ts';
import { recordEvents } from '../../events/record-event.ts';
import type { WriteCtx } from '../../http/context.ts';
import { defineUndo, type UndoKind, undoConflict } from '../../undo/define-undo.ts';
import { type BulkKind, bulkKinds } from './bulk-kinds.ts';
import { BulkColumns, type BulkRow, holdRows, setDeleted, writeRows } from './bulk-rows.ts';

const Some = BulkColumns.partial();
const Change = z.object({ id: z.uuid(), before: Some, after: Some });
type Change = z.infer<typeof Change>;

/** Gives all of them back, or none when somebody changed the same columns of one since. */
const undoEdit = (kind: BulkKind): UndoKind<{ rows: Change[] }> =>
  defineUndo({
    permission: bulkKinds[kind].permission,
    payload: z.object({ rows: z.array(Change) }),
    undo: async (ctx, { rows }) => {
      const ids = rows.map(({ id }) => id);
      const now = new Map((await holdRows(ctx, kind, ids)).map((row) => [row.id, row]));
      const others = rows.filter((change) => !same(now.get(change.id), change)).length;
      if (others > 0)
        throw undoConflict(`Somebody changed the same fields of ${others} of these ${kindsOf(kind)} since.`);
      const back = rows.flatMap(({ id, before }) => {
        const row = now.get(id);
        return row ? [{ ...row, ...filled(before) }] : [];
      });
      await writeRows(ctx, kind, back);
      await recordEvents(
        ctx,
        bulkKinds[kind].updated,
        rows
          .filter(({ before }) => Object.keys(before).length > 0)
          .map(({ id, before }) => ({ subjectId: id, payload: { changed: Object.keys(before) } })),
      );
      return ids.map((id) => ({ type: kind, id }));
    },
  });

/** Brings them back, or none when somebody restored one since. */
const undoDelete = (kind: BulkKind): UndoKind<{ ids: string[] }> =>
  defineUndo({
    permission: bulkKinds[kind].permission,
    payload: z.object({ ids: z.array(z.uuid()) }),
    undo: async (ctx, { ids }) => {
      const gone = (await holdRows(ctx, kind, ids)).filter(({ deleted }) => deleted);
      if (gone.length < ids.length) throw undoConflict(`Somebody restored some of these ${kindsOf(kind)} since.`);
      const moved = kind === 'deal' ? await restoreHomeless(ctx, ids) : [];
      const left = ids.filter((id) => !moved.includes(id));
      await setDeleted(ctx, kind, { ids: left, deleted: false });
      await recordEvents(
        ctx,
        bulkKinds[kind].restored,
        left.map((subjectId) => ({ subjectId, payload: {} })),
      );
      return ids.map((id) => ({ type: kind, id }));
    },
  });

/** Deals whose stage or pipeline went meanwhile need another one. @returns their ids. */
async function restoreHomeless(ctx: WriteCtx, ids: string[]): Promise<string[]> {
  const { tx, organizationId } = ctx;
  const rows = await tx<{ id: string }[]>`
    select d.id from app.deals d
    join app.pipeline_stages s on s.organization_id = d.organization_id and s.id = d.stage_id
    join app.pipelines p on p.organization_id = d.organization_id and p.id = d.pipeline_id
    where d.organization_id = ${organizationId} and d.id = any(${ids}::uuid[])
      and (s.deleted_at is not null or p.deleted_at is not null)
    order by d.id`;
  for (const { id } of rows) await restoreDeal(ctx, id);
  return rows.map(({ id }) => id);
}

const kindsOf = (kind: BulkKind) => bulkKinds[kind].table;

export const bulkUndos = {
  'contact.bulk_edit': undoEdit('contact'),
  'contact.bulk_delete': undoDelete('contact'),
  'company.bulk_edit': undoEdit('company'),
  'company.bulk_delete': undoDelete('company'),
  'deal.bulk_edit': undoEdit('deal'),
  'deal.bulk_delete': undoDelete('deal'),
};

const filled = (some: z.infer<typeof Some>): Partial<BulkColumns> =>
  Object.fromEntries(Object.entries(some).filter(([, value]) => value !== undefined));

const same = (row: BulkRow | undefined, { after }: Change) =>
  row !== undefined && !row.deleted && isDeepStrictEqual({ ...row, ...filled(after) }, row);
