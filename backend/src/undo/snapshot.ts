// Owns records as they were: taken before a change, compared after it, and given back.
import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import type { WriteCtx } from '../http/context.ts';
import { undoConflict } from './define-undo.ts';
import { offerUndo } from './offer-undo.ts';
import { type PartTable, partsOf, type Rows, readParts, writeParts } from './snapshot-parts.ts';

const tables = { contact: 'contacts', company: 'companies', deal: 'deals' } as const;
export type SnapshotKind = keyof typeof tables;

/** Columns that follow from others or only count: what a person wrote is in none of them. */
const bookkeeping = [
  ...['id', 'organization_id', 'version', 'created_at', 'created_by', 'updated_at', 'search', 'sort_name'],
  ...['last_interaction_at', 'active_at', 'next_task_at', 'do_not_contact_since'],
  ...['rank', 'stage_since', 'won_at', 'lost_at', 'pipeline_id', 'stage_id'],
];

const Columns = z.record(z.string(), z.unknown());
const Parts = z.partialRecord(
  z.enum(['contact_points', 'employments', 'company_points', 'deal_contacts']),
  z.array(Columns),
);
/** What a change did to one record: the columns that differ, and the kinds of parts that differ, whole. */
export const RecordChange = z.object({
  id: z.uuid(),
  before: Columns,
  after: Columns,
  partsBefore: Parts,
  partsAfter: Parts,
});
export type RecordChange = z.infer<typeof RecordChange>;

export interface Snapshot {
  id: string;
  row: z.infer<typeof Columns>;
  parts: Partial<Record<PartTable, Rows>>;
}

/** Reads a record that the caller holds, with its parts. */
export async function takeSnapshot(ctx: WriteCtx, kind: SnapshotKind, id: string): Promise<Snapshot> {
  const { tx, organizationId } = ctx;
  const [[found], parts] = await Promise.all([
    tx<Pick<Snapshot, 'row'>[]>`
      select to_jsonb(r) - ${bookkeeping}::text[] as row
      from app.${tx(tables[kind])} r where r.organization_id = ${organizationId} and r.id = ${id}`,
    readParts(ctx, kind, id),
  ]);
  if (!found) throw new Error('The record of the snapshot is not there');
  return { id, row: found.row, parts };
}

/** What differs from the snapshot by now; null when nothing does. */
export async function changeSince(ctx: WriteCtx, kind: SnapshotKind, before: Snapshot): Promise<RecordChange | null> {
  const after = await takeSnapshot(ctx, kind, before.id);
  const columns = Object.keys(after.row).filter((column) => !isDeepStrictEqual(before.row[column], after.row[column]));
  const parts = partsOf[kind].filter((part) => !isDeepStrictEqual(before.parts[part], after.parts[part]));
  if (columns.length === 0 && parts.length === 0) return null;
  return {
    id: before.id,
    before: pick(before.row, columns),
    after: pick(after.row, columns),
    partsBefore: pick(before.parts, parts),
    partsAfter: pick(after.parts, parts),
  };
}

/** Offers to give back what differs from the snapshot by now. Null when nothing does. */
export async function offerGiveBack(ctx: WriteCtx, kind: 'contact' | 'deal', before: Snapshot): Promise<string | null> {
  const change = await changeSince(ctx, kind, before);
  return change && offerUndo(ctx, `${kind}.change`, change);
}

const pick = <T>(from: Record<string, T>, keys: string[]): Record<string, T> =>
  Object.fromEntries(Object.entries(from).filter(([key]) => keys.includes(key)));

const touchedParts = (kind: SnapshotKind, { partsBefore }: RecordChange) =>
  partsOf[kind].filter((part) => partsBefore[part] !== undefined);

/** @throws AppError `undo_conflict` when one of the columns or parts of the change, of a held record, changed since. */
export async function requireUnchanged(ctx: WriteCtx, kind: SnapshotKind, change: RecordChange): Promise<void> {
  const { id, before, after, partsAfter } = change;
  const now = await takeSnapshot(ctx, kind, id);
  const same =
    Object.keys(before).every((column) => isDeepStrictEqual(now.row[column], after[column])) &&
    touchedParts(kind, change).every((part) => isDeepStrictEqual(now.parts[part], partsAfter[part]));
  if (!same) throw undoConflict('Somebody changed the same fields since.');
}

/**
 * Gives a held record back what a change took, columns and parts as they were. Other changes since then stay.
 * @throws AppError `undo_conflict` when one of the same columns or parts changed since.
 */
export async function giveBack(ctx: WriteCtx, kind: SnapshotKind, change: RecordChange): Promise<void> {
  const { id, before, partsBefore } = change;
  await requireUnchanged(ctx, kind, change);
  const touched = touchedParts(kind, change);
  if (Object.keys(before).length > 0) await writeColumns(ctx, kind, { id, values: before });
  for (const part of touched) await writeParts(ctx, part, { id, rows: partsBefore[part] ?? [] });
  if (touched.length > 0) {
    // Raises the version: the parts are the record's.
    const { tx, organizationId } = ctx;
    await tx`
      update app.${tx(tables[kind])} set updated_at = now() where organization_id = ${organizationId} and id = ${id}`;
  }
}

async function writeColumns(
  { tx, organizationId }: WriteCtx,
  kind: SnapshotKind,
  { id, values }: { id: string; values: z.infer<typeof Columns> },
): Promise<void> {
  const table = tx(tables[kind]);
  const [first, ...rest] = Object.keys(values).map((column) => tx`${tx(column)} = was.${tx(column)}`);
  if (!first) return;
  await tx`
    update app.${table} r set ${rest.reduce((list, assignment) => tx`${list}, ${assignment}`, first)}
    from jsonb_populate_record(null::app.${table}, ${JSON.stringify(values)}::text::jsonb) as was
    where r.organization_id = ${organizationId} and r.id = ${id}`;
}
