// Owns deciding what happens to each row of a batch: which record it means, whether that is new, and whether the row changes it.
import type { ImportMapping } from '../mapping.ts';
import type { RowReason } from '../reading/raw-row.ts';
import { invalid, type RowPlan } from './row-plan.ts';
import type { SeenRows } from './seen-rows.ts';

/** A row that names something, read. */
export interface RecordCandidate {
  row: number;
  fingerprint: string;
  remarks: RowReason[];
}

/** A record as it is. */
export interface KnownRecord<S> {
  id: string;
  deleted: boolean;
  state: S;
  /** The first row of this very import that it was made from; null when it was there before. */
  madeByRow: number | null;
}

/** The records that the rows of a batch may mean, by row. */
export interface FoundRecords<S> {
  /** Ids of whatever has a key of the row that only one record can have, deleted ones included. */
  byKey: Map<number, string[]>;
  /** What was imported from the very same row before. */
  byRow: Map<number, string>;
  /** What has the row's name, where a name decides and nothing tells better. */
  byName: Map<number, string>;
  /** By row, what it shares with whoever may be the same, though nothing decides. */
  alike: Map<number, string[]>;
  /** Whom this import has made from a row alike; only where such rows are joined. */
  madeAlike: Map<number, string>;
  /** Remarks on what a row may mean, too, where nothing decides: they are shown, and the row makes a record of its own. */
  hints: Map<number, RowReason[]>;
  known: Map<string, KnownRecord<S>>;
}

/** How rows of one kind make and change records. */
export interface RecordRules<C, S> {
  /** What tells that two rows mean the same record. */
  keysOf(candidate: C): string[];
  create(candidate: C): S;
  apply(state: S, candidate: C, existing: 'fill' | 'overwrite'): S;
}

/** One record of a batch, however many rows it came in. */
export interface RecordWork<S> {
  /** The first row. */
  row: number;
  known: KnownRecord<S> | null;
  /** As the rows leave it. */
  after: S;
  changed: boolean;
  restore: boolean;
  /** The plans of its rows, which learn its id. */
  plans: RowPlan[];
}

export interface RecordBatch<C, S> {
  mapping: Pick<ImportMapping, 'existing' | 'restoreDeleted' | 'alikeRows'>;
  rows: C[];
  seen: SeenRows;
  found: FoundRecords<S>;
  rules: RecordRules<C, S>;
}

/** Decides about rows in order. */
export function planRecords<C extends RecordCandidate, S>(batch: RecordBatch<C, S>) {
  const planner = new Planner(batch);
  return { rows: batch.rows.map((row) => planner.plan(row)), work: [...planner.work] };
}

class Planner<C extends RecordCandidate, S> {
  readonly work = new Set<RecordWork<S>>();
  readonly #batch: RecordBatch<C, S>;
  readonly #byKey = new Map<string, RecordWork<S>>();
  readonly #byId = new Map<string, RecordWork<S>>();

  constructor(batch: RecordBatch<C, S>) {
    this.#batch = batch;
  }

  plan(row: C): RowPlan {
    const { ids, remark } = this.#idsOf(row);
    const works = new Set(
      [...this.#keysOf(row).map((key) => this.#byKey.get(key)), ...ids.map((id) => this.#byId.get(id))].filter(
        (one) => one !== undefined,
      ),
    );
    const others = ids.filter((id) => !this.#byId.has(id));
    const [work] = works;
    if (works.size + others.length > 1) return invalid(row.row, { code: 'belongs_to_several' });
    if (work) return this.#joinWork(work, row, remark);
    const [id] = others;
    const known = id === undefined ? undefined : this.#batch.found.known.get(id);
    return known ? this.#planKnown(known, row, remark) : this.#planNew(row);
  }

  #keysOf(row: C): string[] {
    return [...this.#batch.rules.keysOf(row), row.fingerprint];
  }

  /** Whatever has a key of the row; else what came from the same row before; else what has that name. */
  #idsOf({ row }: C): { ids: string[]; remark: RowReason[] } {
    const { found } = this.#batch;
    const byKey = found.byKey.get(row);
    if (byKey) return { ids: byKey, remark: [] };
    const byRow = found.byRow.get(row);
    if (byRow !== undefined) return { ids: [byRow], remark: [{ code: 'imported_before' }] };
    const byName = found.byName.get(row);
    return byName === undefined ? { ids: [], remark: [] } : { ids: [byName], remark: [{ code: 'same_name' }] };
  }

  /** What a row shares with others that may mean the same person, told apart from what decides. */
  #alikeKeysOf({ row }: C): string[] {
    return (this.#batch.found.alike.get(row) ?? []).map((key) => `alike ${key}`);
  }

  #planNew(row: C): RowPlan {
    const { seen, rules, found, mapping } = this.#batch;
    const earlier = seen.first(this.#keysOf(row));
    if (earlier !== null) return this.#again(row, earlier);
    const alike = seen.first(this.#alikeKeysOf(row));
    const joined = mapping.alikeRows === 'join' ? this.#joinAlike(row, alike) : null;
    if (joined) return joined;
    const twin: RowReason[] = alike === null ? [] : [{ code: 'alike_row', count: alike }];
    const remarks = [...row.remarks, ...twin, ...(found.hints.get(row.row) ?? [])];
    const plan: RowPlan = { row: row.row, outcome: 'create', reason: null, remarks, recordId: null };
    const after = rules.create(row);
    this.#remember({ row: row.row, known: null, after, changed: true, restore: false, plans: [plan] }, row);
    return plan;
  }

  /** Joins a row with one that looks alike: of this batch, of one that is written, or of one that only is planned. */
  #joinAlike(row: C, earlier: number | null): RowPlan | null {
    const [near] = this.#alikeKeysOf(row).flatMap((key) => this.#byKey.get(key) ?? []);
    if (near) return this.#joinWork(near, row, []);
    const { found } = this.#batch;
    const id = found.madeAlike.get(row.row);
    const work = id === undefined ? undefined : this.#byId.get(id);
    if (work) return this.#joinWork(work, row, []);
    const made = id === undefined ? undefined : found.known.get(id);
    if (made) return this.#planKnown(made, row, []);
    return earlier === null ? null : this.#again(row, earlier);
  }

  /** A row that repeats one of an earlier batch, of which nothing but the number is known: a forecast. */
  #again(row: C, earlier: number): RowPlan {
    const same = this.#batch.seen.first([row.fingerprint]);
    this.#batch.seen.add(earlier, [...this.#keysOf(row), ...this.#alikeKeysOf(row)]);
    const base = { row: row.row, recordId: null };
    if (same !== null) return { ...base, outcome: 'skip', reason: { code: 'same_row', count: same }, remarks: [] };
    const remarks: RowReason[] = [...row.remarks, { code: 'same_as_row', count: earlier }];
    return { ...base, outcome: 'update', reason: null, remarks };
  }

  #planKnown(known: KnownRecord<S>, row: C, remark: RowReason[]): RowPlan {
    const { deleted, state } = known;
    if (deleted && !this.#batch.mapping.restoreDeleted) return invalid(row.row, { code: 'deleted' }, known.id);
    const work: RecordWork<S> = { row: row.row, known, after: state, changed: deleted, restore: deleted, plans: [] };
    return this.#joinWork(work, row, deleted ? [...remark, { code: 'restored' }] : remark);
  }

  #joinWork(work: RecordWork<S>, row: C, remark: RowReason[]): RowPlan {
    const { known } = work;
    const made = known ? known.madeByRow : work.row;
    const twin = made === row.row ? null : made;
    const plan: RowPlan = { row: row.row, outcome: 'skip', reason: null, remarks: [], recordId: known?.id ?? null };
    work.plans.push(plan);
    this.#remember(work, row);
    const { rules, mapping } = this.#batch;
    const rule = twin === null ? mapping.existing : 'fill';
    if (rule === 'skip' && !work.restore) return Object.assign(plan, { reason: { code: 'existing' } });
    const after = rule === 'skip' ? work.after : rules.apply(work.after, row, rule);
    const restored = work.restore && work.row === row.row;
    if (same(after, work.after) && !restored) {
      return Object.assign(plan, {
        reason: twin === null ? { code: 'nothing_new' } : { code: 'same_row', count: twin },
      });
    }
    Object.assign(work, { after, changed: true });
    const told: RowReason[] = twin === null ? remark : [{ code: 'same_as_row', count: twin }];
    return Object.assign(plan, { outcome: 'update', remarks: [...row.remarks, ...told] });
  }

  #remember(work: RecordWork<S>, row: C): void {
    this.work.add(work);
    if (work.known) this.#byId.set(work.known.id, work);
    // Whoever was here before is not changed for a name.
    const alike = work.known === null || work.known.madeByRow !== null ? this.#alikeKeysOf(row) : [];
    for (const key of this.#keysOf(row)) this.#byKey.set(key, work);
    for (const key of alike) if (!this.#byKey.has(key)) this.#byKey.set(key, work);
    this.#batch.seen.add(work.row, [...this.#keysOf(row), ...alike]);
  }
}

/** States keep their keys in one order. */
const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);
