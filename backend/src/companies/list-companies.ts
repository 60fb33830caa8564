// Owns listing companies: by name, the most recently active first or the newest first; or the most recently deleted.
import type { ReadCtx } from '../http/context.ts';
import { pageJson } from '../http/cursor.ts';
import { isFiltered, type RecordListQuery, recordFilters } from '../records/list-filters.ts';
import { listOrder } from '../records/list-order.ts';
import { companyFields } from './company-queries.ts';

/** Lists one page, as JSON text. @throws AppError `invalid_cursor`. */
export async function listCompanies({ tx }: ReadCtx, wanted: RecordListQuery): Promise<string> {
  const { limit, deleted } = wanted;
  const holds = tx`
    c.organization_id = (select app.acting_organization())
    and c.deleted_at ${deleted === 'true' ? tx`is not null` : tx`is null`}
    ${recordFilters(tx, 'company', wanted)}`;
  const order = listOrder(tx, { type: 'company', wanted, usual: 'name', holds, filtered: isFiltered(wanted) });
  const [, [page]] = await Promise.all([
    order.prepare(),
    tx<{ items: string; more: boolean; at: string | null; id: string; fieldType: string | null }[]>`
    with found as (${order.found}),
    last as (select f.place as at, f.id from found f where f.nth <= ${limit} order by f.nth desc limit 1)
    select
      coalesce((select json_agg(json_build_object(${companyFields(tx)}) order by c.nth)
        from found c where c.nth <= ${limit}), '[]'::json)::text as items,
      (select count(*) from found) > ${limit} as more, last.at, last.id, ${order.fieldType} as "fieldType"
    from (select) as one left join last on true`,
  ]);
  if (!page) throw new Error('The page query returned no row');
  return pageJson(page.items, order.next(page));
}
