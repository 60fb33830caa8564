// Owns deciding what happens to each row about a deal: nothing but the same row again tells that it is there already.
import type { ReadCtx } from '../../http/context.ts';
import type { DealCandidate } from './deal-candidate.ts';
import type { Batch } from './plan-people.ts';
import { type KnownRecord, planRecords, type RecordRules, type RecordWork } from './plan-records.ts';

export type DealWork = RecordWork<DealCandidate>;

const rules: RecordRules<DealCandidate, DealCandidate> = {
  keysOf: () => [],
  create: (candidate) => candidate,
  apply: (state) => state,
};

/** Decides about rows in order. */
export async function planDeals(ctx: ReadCtx, { importId, mapping, rows, seen }: Batch<DealCandidate>) {
  const before = await ctx.tx<{ row: number; id: string; madeByRow: number | null }[]>`
    select distinct on (w.row) w.row, d.id,
      (select k.row from app.import_records k
        where k.organization_id = d.organization_id and k.import_id = ${importId} and k.record_type = 'deal'
          and k.record_id = d.id) as "madeByRow"
    from unnest(${rows.map(({ row }) => row)}::int[], ${rows.map(({ fingerprint }) => fingerprint)}::uuid[])
      as w (row, fingerprint)
    join app.import_rows r on r.organization_id = (select app.acting_organization())
      and r.fingerprint = w.fingerprint and r.done and r.record_id is not null
    join app.deals d on d.organization_id = r.organization_id and d.id = r.record_id and d.deleted_at is null
    order by w.row, d.id`;
  const states = new Map(rows.map((row) => [row.row, row]));
  const known = new Map(
    before.flatMap(({ row, id, madeByRow }): [string, KnownRecord<DealCandidate>][] => {
      const state = states.get(row);
      return state ? [[id, { id, deleted: false, state, madeByRow }]] : [];
    }),
  );
  const byRow = new Map(before.map(({ row, id }) => [row, id]));
  const nothing = { byKey: new Map(), byName: new Map(), alike: new Map(), madeAlike: new Map(), hints: new Map() };
  const found = { ...nothing, byRow, known };
  return planRecords({ mapping, rows, seen, rules, found });
}
