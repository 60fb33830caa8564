// Owns listing notes, the newest first.
import type { ReadCtx } from '../http/context.ts';
import { decodeCursor, pageJson } from '../http/cursor.ts';
import { columnsOf, parseRecord } from '../records/record-ref.ts';
import { noteFields } from './note-queries.ts';

interface WantedNotes {
  limit: number;
  cursor?: string | undefined;
  record?: string | undefined;
  deleted: 'true' | 'false';
}

/** Lists one page, as JSON text. @throws AppError `invalid_cursor`. */
export async function listNotes({ tx }: ReadCtx, { limit, cursor, record, deleted }: WantedNotes): Promise<string> {
  const after = decodeCursor('notes', cursor);
  const { contactId, companyId, dealId } = columnsOf(record === undefined ? null : parseRecord(record));
  const [page] = await tx<{ items: string; more: boolean; id: string; at: string }[]>`
    with found as (
      select n.*, row_number() over (order by n.created_at desc, n.id desc) as nth from app.notes n
      where n.organization_id = (select app.acting_organization())
        and n.deleted_at ${deleted === 'true' ? tx`is not null` : tx`is null`}
        ${contactId ? tx`and n.contact_id = ${contactId}` : tx``}
        ${companyId ? tx`and n.company_id = ${companyId}` : tx``}
        ${dealId ? tx`and n.deal_id = ${dealId}` : tx``}
        ${after ? tx`and (n.created_at, n.id) < (${after.at ?? 'infinity'}::text::timestamptz, ${after.id}::uuid)` : tx``}
      order by n.created_at desc, n.id desc limit ${limit + 1})
    select
      coalesce(json_agg(json_build_object(${noteFields(tx)}) order by n.nth) filter (where n.nth <= ${limit}),
        '[]'::json)::text as items,
      count(*) > ${limit} as more, (array_agg(n.id order by n.nth))[${limit}] as id,
      (array_agg(to_json(n.created_at) #>> '{}' order by n.nth))[${limit}] as at
    from found n`;
  if (!page) throw new Error('The page query returned no row');
  return pageJson(page.items, page.more ? { of: 'notes', id: page.id, at: page.at } : null);
}
