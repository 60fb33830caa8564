// Owns where a timeline takes its entries from. Each source gives its newest few by its own index; the page is made of those.
import type { PendingQuery, Row } from 'postgres';
import type { Tx } from '../db/tenant.ts';
import type { Cursor } from '../http/cursor.ts';
import type { RecordType } from '../records/record-ref.ts';
import type { TimelineKind } from './schema.ts';

export interface Wanted {
  type: RecordType;
  id: string;
  kinds: readonly TimelineKind[];
  /** Rows of a page and one more. */
  most: number;
  after: Cursor | null;
}

type Sql = PendingQuery<Row[]>;

const here = (tx: Tx) => tx`(select app.acting_organization())`;

/** The contacts whose messages belong here. A company has its people, a deal its contacts. */
const peopleOf = (tx: Tx, { type, id }: Wanted): Sql =>
  type === 'company'
    ? tx`
      select distinct e.contact_id as id from app.employments e
      join app.contacts c on c.organization_id = e.organization_id and c.id = e.contact_id and c.deleted_at is null
      where e.organization_id = ${here(tx)} and e.company_id = ${id} and e.is_current`
    : tx`
      select dc.contact_id as id from app.deal_contacts dc
      join app.contacts c on c.organization_id = dc.organization_id and c.id = dc.contact_id and c.deleted_at is null
      where dc.organization_id = ${here(tx)} and dc.deal_id = ${id}`;

/** The deals whose stages belong here. */
const dealsOf = (tx: Tx, { type, id }: Wanted): Sql =>
  type === 'company'
    ? tx`
      select d.id from app.deals d
      where d.organization_id = ${here(tx)} and d.company_id = ${id} and d.deleted_at is null`
    : tx`
      select d.id from app.deal_contacts dc
      join app.deals d on d.organization_id = dc.organization_id and d.id = dc.deal_id and d.deleted_at is null
      where dc.organization_id = ${here(tx)} and dc.contact_id = ${id}`;

/** A source of entries: a table, when an entry of it happened, and the kind that it makes. */
interface Source {
  kind: string;
  table: string;
  at: string;
  /** Leaves out rows that are no entries. */
  only: (tx: Tx) => Sql;
}

const live = (tx: Tx) => tx`and s.deleted_at is null`;
const interactions: Source = { kind: 'interaction', table: 'interactions', at: 'occurred_at', only: live };
const notes: Source = { kind: 'note', table: 'notes', at: 'created_at', only: live };
const created: Source = { kind: 'task_created', table: 'tasks', at: 'created_at', only: live };
const done: Source = {
  kind: 'task_done',
  table: 'tasks',
  at: 'done_at',
  only: (tx) => tx`and s.deleted_at is null and s.done_at is not null`,
};
const stages: Source = { kind: 'stage_changed', table: 'deal_stage_changes', at: 'changed_at', only: (tx) => tx`` };

/**
 * The newest entries of a source whose `column` holds `value`. The limit stands in the text, for with a parameter there Postgres
 * would plan this long query anew each time.
 */
function newest(tx: Tx, { most, after }: Wanted, source: Source, [column, value]: [string, Sql | string]): Sql {
  const at = tx(`s.${source.at}`);
  // As text: the driver would cut microseconds off.
  const beyond = after
    ? tx`and (${at}, s.id) < (${after.at ?? 'infinity'}::text::timestamptz, ${after.id}::uuid)`
    : tx``;
  const nothing = tx`null::text as action, null::jsonb as changes, null::uuid as actor_id, null::text as source`;
  return tx`
    select ${source.kind}::text as kind, s.id, ${at} as at, ${nothing} from ${tx(`app.${source.table}`)} s
    where s.organization_id = ${here(tx)} and ${tx(`s.${column}`)} = ${value} ${source.only(tx)}
      and ${tx(`s.${column}`)} is not null ${beyond}
    order by ${at} desc, s.id desc limit ${tx.unsafe(String(most))}`;
}

/** The same for each of a set, so that every one goes through the index. */
const newestOfEach = (tx: Tx, wanted: Wanted, source: Source, [column, set]: [string, Sql]): Sql => tx`
  select e.* from (${set}) m cross join lateral (${newest(tx, wanted, source, [column, tx`m.id`])}) e`;

const changesOf = (tx: Tx, { type, id, most, after }: Wanted): Sql => tx`
  select 'changed' as kind, r.id, r.at, r.action, r.changes, r.actor_id, r.source
  from app.record_changes(${here(tx)}, ${type}, ${id}, ${after?.at ?? null}::text::timestamptz, ${after?.id ?? null}::uuid,
    ${most}) r`;

const columns = { contact: 'contact_id', company: 'company_id', deal: 'deal_id' } as const;

/** What is written about the record; for a company also about its people and deals. */
function written(tx: Tx, wanted: Wanted, source: Source): Sql[] {
  const own = newest(tx, wanted, source, [columns[wanted.type], wanted.id]);
  if (wanted.type !== 'company') return [own];
  return [
    own,
    newestOfEach(tx, wanted, source, ['contact_id', peopleOf(tx, wanted)]),
    newestOfEach(tx, wanted, source, ['deal_id', dealsOf(tx, wanted)]),
  ];
}

/** One query a source, to be joined by `union all`: kind, id, at, and what only changes have. */
export function branchesOf(tx: Tx, wanted: Wanted): Sql[] {
  const { type, id } = wanted;
  const makers: Record<TimelineKind, () => Sql[]> = {
    interaction: () => [
      type === 'contact'
        ? newest(tx, wanted, interactions, ['contact_id', id])
        : newestOfEach(tx, wanted, interactions, ['contact_id', peopleOf(tx, wanted)]),
    ],
    note: () => written(tx, wanted, notes),
    task: () => [...written(tx, wanted, created), ...written(tx, wanted, done)],
    stage: () => [
      type === 'deal'
        ? newest(tx, wanted, stages, ['deal_id', id])
        : newestOfEach(tx, wanted, stages, ['deal_id', dealsOf(tx, wanted)]),
    ],
    change: () => [changesOf(tx, wanted)],
  };
  return wanted.kinds.flatMap((kind) => makers[kind]());
}
