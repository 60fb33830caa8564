// Owns reading the rows of an import batch by batch, and writing down what was decided about them.
import { z } from 'zod';
import type { ReadCtx, WriteCtx } from '../../http/context.ts';
import type { RowPlan, StoredRow } from './row-plan.ts';

/** Rows of one transaction. */
export const batchSize = 1000;

const Reason = z.object({
  code: z.enum(['ragged', 'unreadable', 'too_long']),
  count: z.number().optional(),
});
const Row = z.object({
  row: z.number(),
  cells: z.array(z.string()),
  problem: Reason.nullable(),
  fingerprint: z.string(),
});

/** The next rows behind a row. @param undone true leaves out those that a run has been at */
export async function nextRows(
  { tx }: ReadCtx,
  { importId, after, undone }: { importId: string; after: number; undone: boolean },
): Promise<StoredRow[]> {
  const rows = await tx`
    select row, cells, problem, fingerprint from app.import_rows
    where organization_id = (select app.acting_organization()) and import_id = ${importId} and row > ${after}
      ${undone ? tx`and not done` : tx``}
    order by row limit ${batchSize}`;
  return z
    .array(Row)
    .parse(rows)
    .map(({ row, cells, problem, fingerprint }) => {
      const { code, count } = problem ?? {};
      return { row, cells, fingerprint, ...(code && { problem: { code, ...(count !== undefined && { count }) } }) };
    });
}

/** Remarks that a row looks like somebody else. */
export const alikePath = '$[*] ? (exists(@.recordId) || @.code == "alike_row")';

/** Writes decisions down. @param done whether they are carried out; then whom a new person looks like stays as it was found before */
export async function keepPlans(
  { tx, organizationId }: WriteCtx,
  { importId, plans, done }: { importId: string; plans: RowPlan[]; done: boolean },
): Promise<void> {
  const rows = plans.map(({ row, outcome, reason, remarks, recordId }) => ({
    row,
    outcome,
    reason,
    remarks: remarks.length === 0 ? null : remarks,
    record_id: recordId,
  }));
  const numbers = plans.map(({ row }) => row);
  // Nobody has counted the rows of a fresh import yet: a nested loop would compare each with each.
  await tx`select set_config('enable_nestloop', 'off', true)`;
  await tx`
    update app.import_rows r
    set outcome = p.outcome, reason = nullif(p.reason, 'null'), done = ${done}, record_id = p.record_id,
      remarks = case
        when ${done} and p.outcome = 'create' and r.remarks is not null
          then nullif(coalesce(nullif(p.remarks, 'null'), '[]') || jsonb_path_query_array(r.remarks, ${alikePath}::jsonpath), '[]')
        else nullif(p.remarks, 'null') end
    from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb)
      as p (row int, outcome text, reason jsonb, remarks jsonb, record_id uuid)
    where r.organization_id = ${organizationId} and r.import_id = ${importId} and r.row = p.row
      and r.row between ${Math.min(...numbers)} and ${Math.max(...numbers)}`;
  // What runs at the commit is planned as ever.
  await tx`select set_config('enable_nestloop', 'on', true)`;
}

const Counts = z.object({
  create: z.number(),
  update: z.number(),
  skip: z.number(),
  invalid: z.number(),
  remarks: z.number(),
  alike: z.number(),
});
export type RowCounts = z.infer<typeof Counts>;

/** Rows by outcome. */
export async function countRows({ tx }: ReadCtx, importId: string): Promise<RowCounts> {
  const [counts] = await tx`
    select count(*) filter (where outcome = 'create')::int as create, count(*) filter (where outcome = 'update')::int as update,
      count(*) filter (where outcome = 'skip')::int as skip, count(*) filter (where outcome = 'invalid')::int as invalid,
      count(*) filter (where remarks is not null)::int as remarks,
      count(*) filter (where jsonb_path_exists(remarks, ${alikePath}::jsonpath))::int as alike
    from app.import_rows where organization_id = (select app.acting_organization()) and import_id = ${importId}`;
  return Counts.parse(counts);
}

/** How many rows a run has been at. */
export async function countDone({ tx }: ReadCtx, importId: string): Promise<number> {
  const [row] = await tx<{ count: number }[]>`
    select count(*)::int as count from app.import_rows
    where organization_id = (select app.acting_organization()) and import_id = ${importId} and done`;
  return row?.count ?? 0;
}
