// Owns listing who works, or worked, at a company.
import { getCompany } from '../companies/company-queries.ts';
import type { ReadCtx } from '../http/context.ts';
import { decodeCursor, pageJson } from '../http/cursor.ts';
import { listItemFields } from './contact-queries.ts';

interface Wanted {
  companyId: string;
  limit: number;
  cursor?: string | undefined;
}

/**
 * Lists one page, current people first, then by name, as JSON text.
 * @throws AppError `not_found` or `invalid_cursor`.
 */
export async function listCompanyContacts(ctx: ReadCtx, { companyId, limit, cursor }: Wanted): Promise<string> {
  const { tx } = ctx;
  const after = decodeCursor('company-contacts', cursor);
  const order = tx`not e.is_current, c.sort_name, e.id`;
  const [, [page]] = await Promise.all([
    getCompany(ctx, companyId),
    tx<{ items: string; more: boolean; id: string }[]>`
      with people as (
        select e.id, e.contact_id, e.title as held, e.started_on, e.ended_on, e.is_current,
          row_number() over (order by ${order}) as nth
        from app.employments e
        join app.contacts c on c.organization_id = e.organization_id and c.id = e.contact_id and c.deleted_at is null
        where e.organization_id = (select app.acting_organization()) and e.company_id = ${companyId}),
      found as (
        select * from people
        where nth > coalesce((select p.nth from people p where p.id = ${after?.id ?? null}::uuid), 0)
        order by nth limit ${limit + 1}),
      shown as (select * from found order by nth limit ${limit})
      select coalesce((
        select json_agg(json_build_object(
          'employment', json_build_object('id', e.id, 'title', e.held, 'from', e.started_on, 'to', e.ended_on,
            'current', e.is_current),
          'contact', json_build_object(${listItemFields(tx)})) order by e.nth)
        from shown e
        join app.contacts c on c.organization_id = (select app.acting_organization()) and c.id = e.contact_id), '[]'::json
        )::text as items,
        (select count(*) from found) > ${limit} as more, (select id from shown order by nth desc limit 1) as id`,
  ]);
  if (!page) throw new Error('The page query returned no row');
  return pageJson(page.items, page.more ? { of: 'company-contacts', id: page.id } : null);
}
