// Owns listing contacts: the most recently active first, or the most recently deleted.
import type { ReadCtx } from '../http/context.ts';
import { decodeCursor, pageJson } from '../http/cursor.ts';
import { listItemFields } from './contact-queries.ts';

interface Wanted {
  limit: number;
  cursor?: string | undefined;
  search?: string | undefined;
  deleted: 'true' | 'false';
}

interface Page {
  items: string;
  more: boolean;
  at: string;
  id: string;
}

/** Lists one page, as JSON text. @throws AppError `invalid_cursor`. */
export async function listContacts({ tx }: ReadCtx, { limit, cursor, search, deleted }: Wanted): Promise<string> {
  const list = deleted === 'true' ? 'deleted-contacts' : 'contacts';
  const after = decodeCursor(list, cursor);
  const sorted = deleted === 'true' ? tx`c.deleted_at` : tx`c.active_at`;
  const matching = search
    ? tx`and c.id in (select app.find_records('contact', ${search}, (select app.acting_organization())))`
    : tx``;
  const beyond = after ? tx`and (${sorted}, c.id) < (${after.at ?? 'infinity'}::timestamptz, ${after.id}::uuid)` : tx``;
  const [page] = await tx<Page[]>`
    with found as (
      select c.*, ${sorted} as sorted_at, row_number() over (order by ${sorted} desc, c.id desc) as nth
      from app.contacts c
      where c.organization_id = (select app.acting_organization())
        and c.deleted_at ${deleted === 'true' ? tx`is not null` : tx`is null`} ${matching} ${beyond}
      order by ${sorted} desc, c.id desc limit ${limit + 1}),
    last as (select to_json(f.sorted_at) #>> '{}' as at, f.id from found f where f.nth <= ${limit} order by f.nth desc limit 1)
    select
      coalesce((select json_agg(json_build_object(${listItemFields(tx)}) order by c.nth)
        from found c where c.nth <= ${limit}), '[]'::json)::text as items,
      (select count(*) from found) > ${limit} as more, last.at, last.id
    from (select) as one left join last on true`;
  if (!page) throw new Error('The page query returned no row');
  return pageJson(page.items, page.more ? { of: list, at: page.at, id: page.id } : null);
}
