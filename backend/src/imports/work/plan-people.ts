// Owns deciding what happens to each row about a person: who it is, whether it is new, and what it would change.
import { pointKey } from '../../contacts/points.ts';
import type { ReadCtx } from '../../http/context.ts';
import type { ImportMapping } from '../mapping.ts';
import type { RowReason } from '../reading/raw-row.ts';
import { type FoundPeople, findPeople, type KnownPerson } from './find-people.ts';
import type { PersonCandidate } from './person-candidate.ts';
import { applyRow, newPerson, type PersonState, sameState } from './person-state.ts';
import { invalid, type RowPlan } from './row-plan.ts';
import type { SeenRows } from './seen-rows.ts';

/** One person of a batch, however many rows it came in. */
export interface PersonWork {
  /** The first row. */
  row: number;
  known: KnownPerson | null;
  /** As the rows leave it. */
  after: PersonState;
  changed: boolean;
  restore: boolean;
  /** The plans of its rows, which learn its id. */
  plans: RowPlan[];
}

export interface PlannedPeople {
  rows: RowPlan[];
  work: PersonWork[];
}

export interface PeopleBatch {
  importId: string;
  mapping: ImportMapping;
  rows: PersonCandidate[];
  seen: SeenRows;
}

/** Decides about rows in order. */
export async function planPeople(ctx: ReadCtx, batch: PeopleBatch): Promise<PlannedPeople> {
  const planner = new Planner(batch, await findPeople(ctx, batch.importId, batch.rows));
  return { rows: batch.rows.map((row) => planner.plan(row)), work: [...planner.work] };
}

const keysOf = ({ points, fingerprint }: PersonCandidate) => [...points.map(pointKey), fingerprint];

class Planner {
  readonly work = new Set<PersonWork>();
  readonly #batch: PeopleBatch;
  readonly #found: FoundPeople;
  readonly #byKey = new Map<string, PersonWork>();
  readonly #byId = new Map<string, PersonWork>();

  constructor(batch: PeopleBatch, found: FoundPeople) {
    this.#batch = batch;
    this.#found = found;
  }

  plan(row: PersonCandidate): RowPlan {
    const { ids, remark } = this.#idsOf(row);
    const works = new Set(
      [...keysOf(row).map((key) => this.#byKey.get(key)), ...ids.map((id) => this.#byId.get(id))].filter(
        (one) => one !== undefined,
      ),
    );
    const others = ids.filter((id) => !this.#byId.has(id));
    const [work] = works;
    if (works.size + others.length > 1) return invalid(row.row, { code: 'belongs_to_several' });
    if (work) return this.#joinWork(work, row, remark);
    const [id] = others;
    const known = id === undefined ? null : (this.#found.people.get(id) ?? null);
    return known ? this.#planKnown(known, row, remark) : this.#planNew(row);
  }

  /** Whoever has a point of the row; else whoever came from the same row before; else the one of that name there. */
  #idsOf(row: PersonCandidate): { ids: string[]; remark: RowReason[] } {
    const byPoints = this.#found.byPoints.get(row.row);
    if (byPoints) return { ids: byPoints, remark: [] };
    const byRow = this.#found.byRow.get(row.row);
    if (byRow !== undefined) return { ids: [byRow], remark: [{ code: 'imported_before' }] };
    const byName = this.#found.byName.get(row.row);
    return byName === undefined ? { ids: [], remark: [] } : { ids: [byName], remark: [{ code: 'name_and_company' }] };
  }

  #planNew(row: PersonCandidate): RowPlan {
    const earlier = this.#batch.seen.first(keysOf(row));
    if (earlier !== null) return this.#again(row, earlier);
    const plan: RowPlan = { row: row.row, outcome: 'create', reason: null, remarks: row.remarks, recordId: null };
    this.#remember(
      { row: row.row, known: null, after: newPerson(row), changed: true, restore: false, plans: [plan] },
      row,
    );
    return plan;
  }

  /** A row of which only the number is known whose person it repeats: a forecast for rows far apart. */
  #again(row: PersonCandidate, earlier: number): RowPlan {
    const same = this.#batch.seen.first([row.fingerprint]);
    this.#batch.seen.add(earlier, keysOf(row));
    const base = { row: row.row, recordId: null };
    if (same !== null) return { ...base, outcome: 'skip', reason: { code: 'same_row', count: same }, remarks: [] };
    return {
      ...base,
      outcome: 'update',
      reason: null,
      remarks: [...row.remarks, { code: 'same_as_row', count: earlier }],
    };
  }

  #planKnown(known: KnownPerson, row: PersonCandidate, remark: RowReason[]): RowPlan {
    const { mapping } = this.#batch;
    if (known.deleted && !mapping.restoreDeleted) return invalid(row.row, { code: 'deleted' }, known.id);
    const work: PersonWork = {
      row: row.row,
      known,
      after: known.state,
      changed: known.deleted,
      restore: known.deleted,
      plans: [],
    };
    const remarks: RowReason[] = known.deleted ? [...remark, { code: 'restored' }] : remark;
    this.#remember(work, row);
    return this.#joinWork(work, row, remarks);
  }

  #joinWork(work: PersonWork, row: PersonCandidate, remark: RowReason[]): RowPlan {
    const { known } = work;
    const made = known ? known.madeByRow : work.row;
    const twin = made !== null && made !== row.row ? made : null;
    const plan: RowPlan = { row: row.row, outcome: 'skip', reason: null, remarks: [], recordId: known?.id ?? null };
    work.plans.push(plan);
    this.#remember(work, row);
    const rule = twin === null ? this.#batch.mapping.existing : 'fill';
    if (rule === 'skip' && !work.restore) return Object.assign(plan, { reason: { code: 'existing' } });
    const after = rule === 'skip' ? work.after : applyRow(work.after, row, rule);
    const restored = work.restore && work.row === row.row;
    if (sameState(after, work.after) && !restored) {
      return Object.assign(plan, {
        reason: twin === null ? { code: 'nothing_new' } : { code: 'same_row', count: twin },
      });
    }
    Object.assign(work, { after, changed: true });
    const same: RowReason[] = twin === null ? remark : [{ code: 'same_as_row', count: twin }];
    return Object.assign(plan, { outcome: 'update', remarks: [...row.remarks, ...same] });
  }

  #remember(work: PersonWork, row: PersonCandidate): void {
    this.work.add(work);
    if (work.known) this.#byId.set(work.known.id, work);
    for (const key of keysOf(row)) this.#byKey.set(key, work);
    this.#batch.seen.add(work.row, keysOf(row));
  }
}
