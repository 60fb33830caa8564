// Owns deciding about a batch of rows of any kind.
import type { ReadCtx } from '../../http/context.ts';
import { type Candidate, mapRow } from '../map-row.ts';
import type { RowReason } from '../reading/raw-row.ts';
import { type DealCandidate, readDeal } from './deal-candidate.ts';
import type { WorkRules } from './load-rules.ts';
import type { PersonCandidate } from './person-candidate.ts';
import { planCompanies } from './plan-companies.ts';
import { planDeals } from './plan-deals.ts';
import { planPeople } from './plan-people.ts';
import { type BatchPlan, invalid, type RowPlan, type StoredRow } from './row-plan.ts';
import type { SeenRows } from './seen-rows.ts';
import { withoutTaken } from './without-taken.ts';
import { writeCompanies } from './write-companies.ts';
import { writeDeals } from './write-deals.ts';
import { writePeople } from './write-people.ts';

export interface PlanRules extends WorkRules {
  /** Whether to say who else a row may mean: asked for the preview, not once more while the import runs. */
  hints: boolean;
}

/** Decides about rows in order. @param seen what stood in earlier rows that are not written yet */
export async function planBatch(ctx: ReadCtx, rules: PlanRules, rows: StoredRow[], seen: SeenRows): Promise<BatchPlan> {
  const refused: RowPlan[] = [];
  const refuse = (row: number, reason: RowReason) => refused.push(invalid(row, reason));
  const mappedRows: PersonCandidate[] = [];
  for (const row of rows) {
    const mapped = mapRow(row, rules);
    if (mapped.ok) mappedRows.push(withOwner(mapped.candidate, row, rules));
    else refuse(row.row, mapped.reason);
  }
  const { importId, mapping, hints } = rules;
  const candidates = await withoutTaken(ctx, { kind: mapping.kind, rows: mappedRows, refuse });
  const batch = { importId, mapping, seen, hints };
  if (mapping.kind === 'companies') {
    const companies = await planCompanies(ctx, { ...batch, rows: candidates });
    return { rows: [...refused, ...companies.rows], write: (write) => writeCompanies(write, importId, companies.work) };
  }
  if (mapping.kind === 'deals') {
    const deals = await planDeals(ctx, { ...batch, rows: readDeals(candidates, rules, refuse) });
    return { rows: [...refused, ...deals.rows], write: (write) => writeDeals(write, importId, deals.work) };
  }
  const people = await planPeople(ctx, { ...batch, rows: candidates });
  return { rows: [...refused, ...people.rows], write: (write) => writePeople(write, importId, people.work) };
}

function readDeals(
  candidates: PersonCandidate[],
  rules: WorkRules,
  refuse: (row: number, reason: RowReason) => void,
): DealCandidate[] {
  return candidates.flatMap((candidate) => {
    const read = readDeal(candidate, rules);
    if (read.ok) return [read.candidate];
    refuse(candidate.row, read.reason);
    return [];
  });
}

function withOwner(candidate: Candidate, { fingerprint }: StoredRow, { members }: WorkRules): PersonCandidate {
  const said = candidate.texts.owner;
  const owner = said === undefined ? null : (members.get(said.toLowerCase()) ?? null);
  if (said !== undefined && !owner?.mayOwn) {
    candidate.remarks.push({ code: owner ? 'owner_beyond' : 'owner_unknown', value: said.slice(0, 300) });
  }
  return { ...candidate, fingerprint, ownerId: owner?.mayOwn ? owner.id : null };
}
