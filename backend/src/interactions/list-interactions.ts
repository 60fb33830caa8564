// Owns listing the interactions with a contact, newest first.
import { noSuchContact } from '../contacts/get-contact.ts';
import type { ReadCtx } from '../http/context.ts';
import { decodeCursor, pageJson } from '../http/cursor.ts';
import { interactionFields, interactionTexts } from './interaction-queries.ts';

interface Wanted {
  contactId: string;
  limit: number;
  cursor?: string | undefined;
}

interface Page {
  there: boolean;
  items: string;
  more: boolean;
  at: string;
  id: string;
}

/** Lists one page, as JSON text. @throws AppError `not_found` when there is no such contact, `invalid_cursor`. */
export async function listInteractions({ tx }: ReadCtx, { contactId, limit, cursor }: Wanted): Promise<string> {
  const after = decodeCursor('interactions', cursor);
  const beyond = after
    ? tx`and (i.occurred_at, i.id) < (${after.at ?? 'infinity'}::timestamptz, ${after.id}::uuid)`
    : tx``;
  const [page] = await tx<Page[]>`
    with found as (
      select i.*, row_number() over (order by i.occurred_at desc, i.id desc) as nth from app.interactions i
      where i.organization_id = (select app.acting_organization()) and i.contact_id = ${contactId}
        and i.deleted_at is null ${beyond}
      order by i.occurred_at desc, i.id desc limit ${limit + 1})
    select
      exists (select from app.contacts c
        where c.organization_id = (select app.acting_organization()) and c.id = ${contactId}) as there,
      coalesce(json_agg(json_build_object(${interactionFields(tx)}) order by i.nth) filter (where i.nth <= ${limit}),
        '[]'::json)::text as items,
      count(*) > ${limit} as more,
      to_json((array_agg(i.occurred_at order by i.nth))[${limit}]) #>> '{}' as at,
      (array_agg(i.id order by i.nth))[${limit}] as id
    from found i ${interactionTexts(tx)}`;
  if (!page?.there) throw noSuchContact();
  return pageJson(page.items, page.more ? { of: 'interactions', at: page.at, id: page.id } : null);
}
