// Owns listing tasks: open ones as they come up, those without a time last; done and deleted ones the latest first.
import type { Tx } from '../db/tenant.ts';
import type { ReadCtx } from '../http/context.ts';
import { type Cursor, decodeCursor, pageJson } from '../http/cursor.ts';
import { columnsOf, parseRecord } from '../records/record-ref.ts';
import { taskFields } from './task-queries.ts';

interface WantedTasks {
  limit: number;
  cursor?: string | undefined;
  state: 'open' | 'done' | 'deleted';
  assignee?: string | undefined;
  record?: string | undefined;
  dueBefore?: string | undefined;
  overdue: 'true' | 'false';
}

interface Page {
  items: string;
  more: boolean;
  id: string;
  /** Null for tasks without a time. */
  at: string | null;
}

/** Lists one page, as JSON text. @throws AppError `invalid_cursor`. */
export async function listTasks(ctx: ReadCtx, wanted: WantedTasks): Promise<string> {
  const { tx } = ctx;
  const { limit, state } = wanted;
  const list = `tasks-${state}`;
  const after = decodeCursor(list, wanted.cursor);
  const { order, at, beyond } = orderOf(tx, state, after);
  const [page] = await tx<Page[]>`
    with found as (
      select t.*, row_number() over (order by ${order}) as nth from app.tasks t
      where t.organization_id = (select app.acting_organization()) ${inState(tx, wanted)} ${matching(ctx, wanted)} ${beyond}
      order by ${order} limit ${limit + 1})
    select
      coalesce(json_agg(json_build_object(${taskFields(tx)}) order by t.nth) filter (where t.nth <= ${limit}),
        '[]'::json)::text as items,
      count(*) > ${limit} as more, (array_agg(t.id order by t.nth))[${limit}] as id,
      (array_agg(to_json(${at}) #>> '{}' order by t.nth))[${limit}] as at
    from found t`;
  if (!page) throw new Error('The page query returned no row');
  const next = { of: list, id: page.id, ...(page.at === null ? {} : { at: page.at }) };
  return pageJson(page.items, page.more ? next : null);
}

function orderOf(tx: Tx, state: WantedTasks['state'], after: Cursor | null) {
  if (state === 'open') {
    const beyond = after
      ? tx`and (coalesce(t.comes_at, 'infinity'), t.id) > (${after.at ?? 'infinity'}::text::timestamptz, ${after.id}::uuid)`
      : tx``;
    return { order: tx`coalesce(t.comes_at, 'infinity'), t.id`, at: tx`t.comes_at`, beyond };
  }
  const at = state === 'done' ? tx`t.done_at` : tx`t.deleted_at`;
  // As text: the driver would cut microseconds off.
  const beyond = after
    ? tx`and (${at}, t.id) < (${after.at ?? 'infinity'}::text::timestamptz, ${after.id}::uuid)`
    : tx``;
  return { order: tx`${at} desc, t.id desc`, at, beyond };
}

function inState(tx: Tx, { state, record }: WantedTasks) {
  if (state === 'deleted') return tx`and t.deleted_at is not null`;
  if (state === 'done') return tx`and t.deleted_at is null and t.done_at is not null`;
  const open = tx`and t.deleted_at is null and t.done_at is null`;
  return record ? open : tx`${open} ${recordIsLive(tx)}`;
}

/** What is to be done for a deleted record waits until the record is restored. */
const recordIsLive = (tx: Tx) => tx`
  and (t.contact_id is null or exists (
    select from app.contacts c
    where c.organization_id = t.organization_id and c.id = t.contact_id and c.deleted_at is null))
  and (t.company_id is null or exists (
    select from app.companies c
    where c.organization_id = t.organization_id and c.id = t.company_id and c.deleted_at is null))
  and (t.deal_id is null or exists (
    select from app.deals d
    where d.organization_id = t.organization_id and d.id = t.deal_id and d.deleted_at is null))`;

function matching({ tx, actor, deps }: ReadCtx, { assignee, record, dueBefore, overdue }: WantedTasks) {
  const { contactId, companyId, dealId } = columnsOf(record === undefined ? null : parseRecord(record));
  return tx`
    ${assignee ? tx`and t.assignee_id = ${assignee === 'me' ? actor.userId : assignee}` : tx``}
    ${contactId ? tx`and t.contact_id = ${contactId}` : tx``}
    ${companyId ? tx`and t.company_id = ${companyId}` : tx``}
    ${dealId ? tx`and t.deal_id = ${dealId}` : tx``}
    ${dueBefore ? tx`and coalesce(t.comes_at, 'infinity') < ${dueBefore}::text::timestamptz` : tx``}
    ${overdue === 'true' ? tx`and coalesce(t.comes_at, 'infinity') < ${deps.now().toISOString()}::text::timestamptz` : tx``}`;
}
