// Owns taking back that many records were changed or deleted at once.
import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { restoreDeal } from '../../deals/delete-deal.ts';
import { recordEvents } from '../../events/record-event.ts';
import type { WriteCtx } from '../../http/context.ts';
import { defineUndo, type UndoKind, undoConflict } from '../../undo/define-undo.ts';
import type { Part } from '../../undo/undo-parts.ts';
import { type BulkKind, bulkKinds } from './bulk-kinds.ts';
import { BulkColumns, type BulkRow, holdRows, setDeleted, writeRows } from './bulk-rows.ts';

const Some = BulkColumns.partial();
const Change = z.object({ id: z.uuid(), before: Some, after: Some });
type Change = z.infer<typeof Change>;
const Edited = z.object({ rows: z.array(Change) });
const Deleted = z.object({ ids: z.array(z.uuid()) });

/** Holds the rows. @throws AppError `undo_conflict` when somebody changed the same columns of one since. */
async function holdSame(ctx: WriteCtx, kind: BulkKind, rows: Change[]): Promise<Map<string, BulkRow>> {
  const held = await holdRows(
    ctx,
    kind,
    rows.map(({ id }) => id),
  );
  const now = new Map(held.map((row) => [row.id, row]));
  const others = rows.filter((change) => !same(now.get(change.id), change)).length;
  if (others > 0) throw undoConflict(`Somebody changed the same fields of ${others} of these ${kindsOf(kind)} since.`);
  return now;
}

/** Holds the rows. @throws AppError `undo_conflict` when somebody restored one since. */
async function holdGone(ctx: WriteCtx, kind: BulkKind, ids: string[]): Promise<void> {
  const gone = (await holdRows(ctx, kind, ids)).filter(({ deleted }) => deleted);
  if (gone.length < ids.length) throw undoConflict(`Somebody restored some of these ${kindsOf(kind)} since.`);
}

/** Whether a part could be taken back now. @throws AppError `undo_conflict`. */
export async function checkBulk(ctx: WriteCtx, kind: BulkKind, { kind: name, payload }: Part): Promise<void> {
  if (name === bulkKinds[kind].undoDelete) await holdGone(ctx, kind, Deleted.parse(payload).ids);
  else await holdSame(ctx, kind, Edited.parse(payload).rows);
}

/** Gives all of them back, or none when somebody changed the same columns of one since. */
const undoEdit = (kind: BulkKind): UndoKind<{ rows: Change[] }> =>
  defineUndo({
    permission: bulkKinds[kind].permission,
    payload: Edited,
    undo: async (ctx, { rows }) => {
      const ids = rows.map(({ id }) => id);
      const now = await holdSame(ctx, kind, rows);
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
    payload: Deleted,
    undo: async (ctx, { ids }) => {
      await holdGone(ctx, kind, ids);
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
