// Owns listing companies by name.
import type { ReadCtx } from '../http/context.ts';
import { decodeCursor, pageJson } from '../http/cursor.ts';
import { companyFields } from './company-queries.ts';

interface Wanted {
  limit: number;
  cursor?: string | undefined;
  search?: string | undefined;
}

/** Lists one page of live companies, as JSON text. The cursor names the last company; its place is looked up again. */
export async function listCompanies({ tx }: ReadCtx, { limit, cursor, search }: Wanted): Promise<string> {
  const after = decodeCursor('companies', cursor);
  const matching = search
    ? tx`and c.id in (select app.find_records('company', ${search}, (select app.acting_organization())))`
    : tx``;
  const beyond = after
    ? tx`and (app.fold(c.name), c.id) > (
        select app.fold(l.name), l.id from app.companies l
        where l.organization_id = (select app.acting_organization()) and l.id = ${after.id}::uuid)`
    : tx``;
  const [page] = await tx<{ items: string; more: boolean; id: string }[]>`
    with found as (
      select c.*, row_number() over (order by app.fold(c.name), c.id) as nth from app.companies c
      where c.organization_id = (select app.acting_organization()) and c.deleted_at is null ${matching} ${beyond}
      order by app.fold(c.name), c.id limit ${limit + 1})
    select
      coalesce(json_agg(json_build_object(${companyFields(tx)}) order by c.nth) filter (where c.nth <= ${limit}),
        '[]'::json)::text as items,
      count(*) > ${limit} as more, (array_agg(c.id order by c.nth))[${limit}] as id
    from found c`;
  if (!page) throw new Error('The page query returned no row');
  return pageJson(page.items, page.more ? { of: 'companies', id: page.id } : null);
}
