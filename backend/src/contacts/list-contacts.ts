// Owns listing contacts: the most recently active first, by name or the newest first; or the most recently deleted.
import { z } from '@hono/zod-openapi';
import { readRawRow } from '../db/raw-row.ts';
import type { Tx } from '../db/tenant.ts';
import type { Reading } from '../http/context.ts';
import { Id } from '../http/wire.ts';
import { isFiltered, RecordListQuery, recordFilters, toContact } from '../records/list-filters.ts';
import { listOrder, recordPage } from '../records/list-order.ts';
import { listItemFields } from './contact-queries.ts';

export const ContactListQuery = RecordListQuery.extend({
  companyId: Id.optional().openapi({ description: 'Who works there now.' }),
  doNotContact: z.enum(['true', 'false']).optional(),
});
export type ContactListQuery = z.infer<typeof ContactListQuery>;

/** Lists one page, as the bytes of its JSON. @throws AppError `invalid_cursor`. */
export async function listContacts({ tx }: Reading, wanted: ContactListQuery): Promise<Buffer<ArrayBuffer>> {
  const { limit, deleted } = wanted;
  const holds = tx`
    c.organization_id = (select app.acting_organization())
    and c.deleted_at ${deleted === 'true' ? tx`is not null and c.erased_at is null and c.merged_into is null` : tx`is null`}
    ${recordFilters(tx, 'contact', wanted)} ${contactFilters(tx, wanted)}`;
  const order = listOrder(tx, { type: 'contact', wanted, usual: 'activity', holds, filtered: isFiltered(wanted) });
  const [, page] = await Promise.all([
    order.prepare(),
    readRawRow(tx`
    with found as (${order.found}),
    last as (select to_json(f.place) #>> '{}' as at, f.id from found f where f.nth <= ${limit} order by f.nth desc limit 1)
    select
      coalesce((select json_agg(json_build_object(${listItemFields(tx)}) order by c.nth)
        from found c where c.nth <= ${limit}), '[]'::json)::text as items,
      (select count(*) from found) > ${limit} as more, last.at, last.id, ${order.fieldType} as "fieldType"
    from (select) as one left join last on true`),
  ]);
  return recordPage(order, page);
}

const contactFilters = (tx: Tx, { companyId, doNotContact }: ContactListQuery) => tx`
  ${
    companyId
      ? tx`and c.id in (
          select e.contact_id from app.employments e
          where e.organization_id = (select app.acting_organization()) and e.company_id = ${companyId} and e.is_current)`
      : tx``
  }
  ${toContact(tx, doNotContact)}`;
