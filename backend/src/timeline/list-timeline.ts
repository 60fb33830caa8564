// Owns reading the timeline of a record: everything that happened, newest first, in one round trip.
import { namesOfChanged } from '../custom-fields/field-queries.ts';
import { isTrue, readRawRow, textOf } from '../db/raw-row.ts';
import type { Tx } from '../db/tenant.ts';
import { stageChangeFields } from '../deals/deal-queries.ts';
import { AppError } from '../errors.ts';
import type { Reading } from '../http/context.ts';
import { decodeCursor, pageBytes } from '../http/cursor.ts';
import { interactionFields, interactionTexts } from '../interactions/interaction-queries.ts';
import { noteFields } from '../notes/note-queries.ts';
import { knownRecordJson, type RecordType, recordJson } from '../records/record-ref.ts';
import { taskFields } from '../tasks/task-queries.ts';
import type { TimelineKind } from './schema.ts';
import { branchesOf } from './timeline-branches.ts';

interface Asked {
  type: RecordType;
  id: string;
  limit: number;
  cursor?: string | undefined;
  kinds: readonly TimelineKind[];
}

const tables = { contact: 'app.contacts', company: 'app.companies', deal: 'app.deals' } as const;

/**
 * Lists one page, as the bytes of its JSON. What the caller may not read is left out, row by row.
 * @throws AppError `not_found` when there is no such record, `invalid_cursor`.
 */
export async function listTimeline({ tx }: Reading, asked: Asked): Promise<Buffer<ArrayBuffer>> {
  const { type, id, limit } = asked;
  const list = `timeline-${type}`;
  const after = decodeCursor(list, asked.cursor);
  const branches = branchesOf(tx, { type, id, kinds: asked.kinds, most: limit + 1, after });
  const page = await readRawRow(tx`
    with found as (
      select f.*, row_number() over (order by f.at desc, f.id desc) as nth
      from (${branches.reduce((all, branch) => tx`${all} union all (${branch})`, tx`${noEntries(tx)}`)}) f
      order by f.at desc, f.id desc limit ${tx.unsafe(String(limit + 1))})
    select
      exists (select from ${tx(tables[type])} r
        where r.organization_id = (select app.acting_organization()) and r.id = ${id}) as there,
      coalesce(json_agg(${entry(tx, asked)} order by f.nth) filter (where f.nth <= ${limit}), '[]'::json)::text as items,
      count(*) > ${limit} as more,
      to_json((array_agg(f.at order by f.nth))[${limit}]) #>> '{}' as at,
      (array_agg(f.id order by f.nth))[${limit}] as id
    from found f`);
  const [there, items, more, at, last] = page ?? [];
  if (!items || !isTrue(there)) throw new AppError('not_found', `There is no such ${type} here.`);
  return pageBytes(items, isTrue(more) ? { of: list, at: textOf(at) ?? '', id: textOf(last) ?? '' } : null);
}

/** Names and types of the columns. */
const noEntries = (tx: Tx) => tx`
  select null::text as kind, null::uuid as id, null::timestamptz as at, null::text as action, null::jsonb as changes,
    null::uuid as actor_id, null::text as source where false`;

/** Whose message the row `i` is. On a person's own timeline that is looked up once. */
const contactName = (tx: Tx, { type, id }: Asked) =>
  type === 'contact'
    ? tx`(select c.name from app.contacts c where c.organization_id = (select app.acting_organization()) and c.id = ${id})`
    : tx`(select c.name from app.contacts c where c.organization_id = i.organization_id and c.id = i.contact_id)`;

/** What a note or a task is about. Those of a person or a deal are about just that; a company's timeline has its people's and deals', too. */
const recordOfRow = (tx: Tx, { type, id }: Asked, row: string) =>
  type === 'company' ? recordJson(tx, row) : knownRecordJson(tx, { type, id });

const entry = (tx: Tx, asked: Asked) => tx`
  case f.kind
    when 'interaction' then (
      select json_build_object('kind', f.kind, 'id', f.id, 'at', f.at, 'actorId', i.logged_by,
        'contactName', ${contactName(tx, asked)}, 'interaction', json_build_object(${interactionFields(tx)}))
      from app.interactions i ${interactionTexts(tx)} where i.id = f.id)
    when 'note' then (
      select json_build_object('kind', f.kind, 'id', f.id, 'at', f.at, 'actorId', n.author_id,
        'note', json_build_object(${noteFields(tx, recordOfRow(tx, asked, 'n'))}))
      from app.notes n where n.id = f.id)
    when 'stage_changed' then (
      select json_build_object('kind', f.kind, 'id', f.id, 'at', f.at, 'actorId', h.changed_by,
        'deal', json_build_object('id', d.id, 'name', d.name), 'stageChange', json_build_object(${stageChangeFields(tx)}))
      from app.deal_stage_changes h
      join app.deals d on d.organization_id = h.organization_id and d.id = h.deal_id where h.id = f.id)
    when 'changed' then json_build_object('kind', f.kind, 'id', f.id, 'at', f.at, 'actorId', f.actor_id,
      'action', f.action, 'changes', f.changes, 'fieldNames', ${namesOfChanged(tx, 'f', asked.type)},
      'source', f.source)
    else (
      select json_build_object('kind', f.kind, 'id', f.id, 'at', f.at,
        'actorId', case f.kind when 'task_done' then t.done_by else t.created_by end,
        'task', json_build_object(${taskFields(tx, recordOfRow(tx, asked, 't'))}))
      from app.tasks t where t.id = f.id)
  end`;
