// Owns listing the audit log, the latest entry first.
import { namesOfChanged } from '../custom-fields/field-queries.ts';
import type { Tx } from '../db/tenant.ts';
import type { ReadCtx } from '../http/context.ts';
import { decodeCursor, pageJson } from '../http/cursor.ts';
import type { AuditFilter } from './schema.ts';

const fields = (tx: Tx) => tx`
  'id', a.id, 'organizationId', a.organization_id, 'resource', a.resource, 'recordId', a.record_id, 'action', a.action,
  'changes', a.changes, 'fieldNames', ${namesOfChanged(tx, 'a', tx`a.resource`)}, 'actor', a.actor, 'source', a.source, 'requestId', a.request_id, 'at', a.at`;

/** The entries `a` of the acting organization that pass the filter. */
export const matchingEntries = (tx: Tx, { resource, recordId, action, actorId, source, from, to }: AuditFilter) => tx`
  a.organization_id = (select app.acting_organization())
  ${resource ? tx`and a.resource = ${resource}` : tx``}
  ${recordId ? tx`and a.record_id = ${recordId}` : tx``}
  ${action ? tx`and a.action = ${action}` : tx``}
  ${actorId ? tx`and a.actor ->> 'id' = ${actorId.toLowerCase()}` : tx``}
  ${source ? tx`and a.source = ${source}` : tx``}
  ${from ? tx`and a.at >= ${from}::timestamptz and a.id >= ${idAt(tx, from, '-1 minute')}` : tx``}
  ${to ? tx`and a.at < ${to}::timestamptz and a.id < ${idAt(tx, to, '1 minute')}` : tx``}`;

/** Ids begin with their time, so the index on them finds a span of time too; the minute covers what differs. */
const idAt = (tx: Tx, time: string, slack: string) => tx`(
  lpad(to_hex(greatest(0, floor(extract(epoch from ${time}::timestamptz + ${slack}::interval) * 1000))::bigint), 12, '0')
  || '70008000000000000000')::uuid`;

interface Wanted extends AuditFilter {
  limit: number;
  cursor?: string | undefined;
}

/** Lists one page, as JSON text. @throws AppError `invalid_cursor`. */
export async function listAudit({ tx }: ReadCtx, { limit, cursor, ...filter }: Wanted): Promise<string> {
  const after = decodeCursor('audit', cursor);
  const [page] = await tx<{ items: string; more: boolean; id: string }[]>`
    with found as (
      select a.*, row_number() over (order by a.id desc) as nth from app.audit_log a
      where ${matchingEntries(tx, filter)} ${after ? tx`and a.id < ${after.id}::uuid` : tx``}
      order by a.id desc limit ${limit + 1})
    select
      coalesce(json_agg(json_build_object(${fields(tx)}) order by a.nth) filter (where a.nth <= ${limit}),
        '[]'::json)::text as items,
      count(*) > ${limit} as more, (array_agg(a.id order by a.nth))[${limit}] as id
    from found a`;
  if (!page) throw new Error('The page query returned no row');
  return pageJson(page.items, page.more ? { of: 'audit', id: page.id } : null);
}
