// Owns listing companies: by name, the most recently active first or the newest first; or the most recently deleted.
import { z } from '@hono/zod-openapi';
import { readRawRow } from '../db/raw-row.ts';
import type { ReadCtx } from '../http/context.ts';
import { isFiltered, RecordListQuery, recordFilters, toContact } from '../records/list-filters.ts';
import { listOrder, recordPage } from '../records/list-order.ts';
import { companyFields } from './company-queries.ts';

export const CompanyListQuery = RecordListQuery.extend({ doNotContact: z.enum(['true', 'false']).optional() });
export type CompanyListQuery = z.infer<typeof CompanyListQuery>;

/** Lists one page, as the bytes of its JSON. @throws AppError `invalid_cursor`. */
export async function listCompanies({ tx }: ReadCtx, wanted: CompanyListQuery): Promise<Buffer<ArrayBuffer>> {
  const { limit, deleted, doNotContact } = wanted;
  const holds = tx`
    c.organization_id = (select app.acting_organization())
    and c.deleted_at ${deleted === 'true' ? tx`is not null` : tx`is null`}
    ${recordFilters(tx, 'company', wanted)} ${toContact(tx, doNotContact)}`;
  const order = listOrder(tx, { type: 'company', wanted, usual: 'name', holds, filtered: isFiltered(wanted) });
  const [, page] = await Promise.all([
    order.prepare(),
    readRawRow(tx`
    with found as (${order.found}),
    last as (select to_json(f.place) #>> '{}' as at, f.id from found f where f.nth <= ${limit} order by f.nth desc limit 1)
    select
      coalesce((select json_agg(json_build_object(${companyFields(tx)}) order by c.nth)
        from found c where c.nth <= ${limit}), '[]'::json)::text as items,
      (select count(*) from found) > ${limit} as more, last.at, last.id, ${order.fieldType} as "fieldType"
    from (select) as one left join last on true`),
  ]);
  return recordPage(order, page);
}
