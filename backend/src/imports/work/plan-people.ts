// Owns deciding what happens to each row about a person.
import { pointKey } from '../../contacts/points.ts';
import type { ReadCtx } from '../../http/context.ts';
import type { ImportMapping } from '../mapping.ts';
import { findPeople } from './find-people.ts';
import type { PersonCandidate } from './person-candidate.ts';
import { applyRow, newPerson, type PersonState } from './person-state.ts';
import { planRecords, type RecordRules, type RecordWork } from './plan-records.ts';
import type { SeenRows } from './seen-rows.ts';

export type PersonWork = RecordWork<PersonState>;

const rules: RecordRules<PersonCandidate, PersonState> = {
  keysOf: ({ points }) => points.map(pointKey),
  create: newPerson,
  apply: applyRow,
  named: 'name_and_company',
};

export interface Batch<C> {
  importId: string;
  mapping: ImportMapping;
  rows: C[];
  seen: SeenRows;
}

/** Decides about rows in order. */
export async function planPeople(ctx: ReadCtx, { importId, mapping, rows, seen }: Batch<PersonCandidate>) {
  return planRecords({ mapping, rows, seen, rules, found: await findPeople(ctx, importId, rows) });
}
