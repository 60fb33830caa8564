// Owns deciding what happens to each row about a person.
import { pointKey } from '../../contacts/points.ts';
import type { ReadCtx } from '../../http/context.ts';
import type { ImportMapping } from '../mapping.ts';
import { type Employer, findEmployers } from './find-employers.ts';
import { findPeople } from './find-people.ts';
import type { PersonCandidate } from './person-candidate.ts';
import { applyRow, newPerson, type PersonState } from './person-state.ts';
import { planRecords, type RecordRules, type RecordWork } from './plan-records.ts';
import type { SeenRows } from './seen-rows.ts';

export type PersonWork = RecordWork<PersonState>;

const rulesWith = (employers: ReadonlyMap<string, Employer>): RecordRules<PersonCandidate, PersonState> => ({
  keysOf: ({ points }) => points.map(pointKey),
  create: (candidate) => newPerson(candidate, employers),
  apply: (state, candidate, existing) => applyRow(state, candidate, { existing, employers }),
});

export interface Batch<C> {
  importId: string;
  mapping: ImportMapping;
  rows: C[];
  seen: SeenRows;
  hints: boolean;
}

/** Decides about rows in order. */
export async function planPeople(ctx: ReadCtx, { importId, mapping, rows, seen, hints }: Batch<PersonCandidate>) {
  const join = mapping.alikeRows === 'join';
  const [found, employers] = await Promise.all([
    findPeople(ctx, { importId, rows, hints, join }),
    findEmployers(ctx, rows),
  ]);
  return planRecords({ mapping, rows, seen, rules: rulesWith(employers), found });
}
