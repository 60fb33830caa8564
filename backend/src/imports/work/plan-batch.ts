// Owns deciding about a batch of rows of any kind.
import type { ReadCtx } from '../../http/context.ts';
import type { Candidate } from '../map-row.ts';
import { mapRow } from '../map-row.ts';
import type { WorkRules } from './load-rules.ts';
import type { PersonCandidate } from './person-candidate.ts';
import { planPeople } from './plan-people.ts';
import { type BatchPlan, invalid, type RowPlan, type StoredRow } from './row-plan.ts';
import type { SeenRows } from './seen-rows.ts';
import { writePeople } from './write-people.ts';

/** Decides about rows in order. @param seen what stood in earlier rows that are not written yet */
export async function planBatch(ctx: ReadCtx, rules: WorkRules, rows: StoredRow[], seen: SeenRows): Promise<BatchPlan> {
  const refused: RowPlan[] = [];
  const candidates: PersonCandidate[] = [];
  for (const row of rows) {
    const mapped = mapRow(row, rules);
    if (mapped.ok) candidates.push(withOwner(mapped.candidate, row, rules));
    else refused.push(invalid(row.row, mapped.reason));
  }
  const { importId, mapping } = rules;
  const people = await planPeople(ctx, { importId, mapping, rows: candidates, seen });
  return {
    rows: [...refused, ...people.rows],
    write: (writeCtx) => writePeople(writeCtx, importId, people.work),
  };
}

function withOwner(candidate: Candidate, { fingerprint }: StoredRow, { members }: WorkRules): PersonCandidate {
  const said = candidate.texts.owner;
  const ownerId = said === undefined ? null : (members.get(said.toLowerCase()) ?? null);
  if (said !== undefined && ownerId === null)
    candidate.remarks.push({ code: 'owner_unknown', value: said.slice(0, 300) });
  return { ...candidate, fingerprint, ownerId };
}
