// Owns merging one record into another of its kind, in the caller's transaction.
import { z } from 'zod';
import { AppError } from '../errors.ts';
import { recordEvent } from '../events/record-event.ts';
import type { WriteCtx } from '../http/context.ts';
import { changedColumns, decideFields, type Pair, type StoredRow } from './merge-fields.ts';
import { mergedAway } from './merged-away.ts';
import type { MergeField, MergeRequest } from './schema.ts';

export type MergeKind = 'contact' | 'company';
const tables = { contact: 'contacts', company: 'companies' } as const;

/** How long a merge can be undone, in milliseconds. */
export const mergeLasts = 30 * 24 * 60 * 60_000;

const Done = z.object({ id: z.uuid(), moved: z.record(z.string(), z.number()), dropped: z.number() });

export interface MergedRecords {
  mergeId: string;
  fields: MergeField[];
  moves: { what: string; count: number }[];
  dropped: number;
}

type Wanted = Pick<MergeRequest, 'winnerId' | 'loserId' | 'choices'>;

/**
 * Merges. The caller has locked whatever stands before the records in the order of locks.
 * @throws AppError `not_found`, `contact_deleted`, `record_merged` or `invalid_input`.
 */
export async function mergeRecords(ctx: WriteCtx, kind: MergeKind, wanted: Wanted): Promise<MergedRecords> {
  const { tx, organizationId, deps } = ctx;
  const { winnerId, loserId, choices } = wanted;
  const pair = await holdPair(ctx, kind, wanted);
  const fields = decideFields(kind, pair, choices);
  const columns = JSON.stringify(changedColumns(kind, pair, fields));
  const until = new Date(deps.now().getTime() + mergeLasts);
  const [row] = await tx`
    select app.merge_records(${kind}, ${organizationId}, ${winnerId}, ${loserId}, ${columns}::text::jsonb, ${until}) as done`;
  const { id, moved, dropped } = Done.parse(row?.['done']);
  await recordEvent(ctx, `${kind}.merged`, { subjectId: winnerId, payload: { loserId, mergeId: id } });
  const moves = Object.entries(moved).flatMap(([what, count]) => (count === 0 ? [] : [{ what, count }]));
  return { mergeId: id, fields: await withoutUnseen(ctx, fields), moves, dropped };
}

/** Whoever sees some records only is not told of a company beyond them. */
async function withoutUnseen({ tx, organizationId }: WriteCtx, fields: MergeField[]): Promise<MergeField[]> {
  const company = fields.find(({ field }) => field === 'companyId');
  const ids = [company?.winner, company?.loser].filter((id) => typeof id === 'string');
  if (ids.length === 0) return fields;
  const seen = await tx`
    select from app.companies where organization_id = ${organizationId} and id = any(${ids}::uuid[])`;
  return seen.length === new Set(ids).size ? fields : fields.filter((one) => one !== company);
}

/** Holds both records, always in the same order, so that two merges never wait for each other in a circle. */
async function holdPair(ctx: WriteCtx, kind: MergeKind, { winnerId, loserId }: Wanted): Promise<Pair> {
  const { tx, organizationId } = ctx;
  const rows = await tx<{ row: StoredRow }[]>`
    select to_jsonb(r) as row from app.${tx(tables[kind])} r
    where r.organization_id = ${organizationId} and r.id in (${winnerId}, ${loserId}) order by r.id for update`;
  const [winner, loser] = [winnerId, loserId].map((id) => rows.find(({ row }) => row['id'] === id.toLowerCase())?.row);
  if (!winner || !loser) throw new AppError('not_found', `There is no such ${kind} here.`);
  for (const row of [winner, loser]) {
    if (row['merged_into'] !== null) throw await mergedAway(ctx, kind, String(row['id']));
    if (row['deleted_at'] !== null) {
      throw new AppError('record_deleted', 'One of the two was deleted. Restore it to merge it.');
    }
  }
  return { winner, loser };
}
