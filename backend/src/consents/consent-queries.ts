// Owns how consents are read: Postgres writes their JSON, Node passes it on.

import { noSuchContact } from '../contacts/get-contact.ts';
import type { Tx } from '../db/tenant.ts';
import type { ReadCtx } from '../http/context.ts';
import { decodeCursor, pageJson } from '../http/cursor.ts';
import { mergedAway } from '../merge/merged-away.ts';

/** Arguments of json_build_object for the row `k`. */
export const consentFields = (tx: Tx) => tx`
  'id', k.id, 'organizationId', k.organization_id, 'contactId', k.contact_id, 'purpose', k.purpose, 'basis', k.basis,
  'state', k.state, 'at', k.at, 'source', k.source, 'wording', k.wording, 'recordedBy', k.recorded_by,
  'createdAt', k.created_at, 'struckAt', k.struck_at, 'struckBy', k.struck_by, 'version', k.version`;

/** JSON text of what holds now. @throws AppError `not_found`, or `record_merged` with where they live on. */
export async function getConsents(ctx: ReadCtx, contactId: string): Promise<string> {
  const { tx } = ctx;
  const [row] = await tx<{ json: string; merged: boolean }[]>`
    select json_build_object('doNotContact', c.do_not_contact, 'items', coalesce((
      select json_agg(json_build_object(${consentFields(tx)}) order by k.folded)
      from (
        select distinct on (e.folded) e.* from app.consents e
        where e.organization_id = c.organization_id and e.contact_id = c.id and e.struck_at is null
        order by e.folded, e.at desc, e.id desc) k), '[]'::json))::text as json, c.merged_into is not null as merged
    from app.contacts c where c.organization_id = (select app.acting_organization()) and c.id = ${contactId}`;
  if (!row) throw noSuchContact();
  if (row.merged) throw await mergedAway(ctx, 'contact', contactId);
  return row.json;
}

interface WantedHistory {
  contactId: string;
  limit: number;
  cursor?: string | undefined;
}

/** One page of all entries, the newest first, as JSON text. @throws AppError `not_found` or `invalid_cursor`. */
export async function listConsentHistory({ tx }: ReadCtx, { contactId, limit, cursor }: WantedHistory) {
  const after = decodeCursor('consents', cursor);
  const [page] = await tx<{ here: boolean; items: string; more: boolean; id: string; at: string }[]>`
    with found as (
      select e.*, row_number() over (order by e.at desc, e.id desc) as nth from app.consents e
      where e.organization_id = (select app.acting_organization()) and e.contact_id = ${contactId}
        ${after ? tx`and (e.at, e.id) < (${after.at ?? 'infinity'}::text::timestamptz, ${after.id}::uuid)` : tx``}
      order by e.at desc, e.id desc limit ${limit + 1})
    select
      exists (select from app.contacts c
        where c.organization_id = (select app.acting_organization()) and c.id = ${contactId}) as here,
      coalesce(json_agg(json_build_object(${consentFields(tx)}) order by k.nth) filter (where k.nth <= ${limit}),
        '[]'::json)::text as items,
      count(*) > ${limit} as more, (array_agg(k.id order by k.nth))[${limit}] as id,
      (array_agg(to_json(k.at) #>> '{}' order by k.nth))[${limit}] as at
    from found k`;
  if (!page?.here) throw noSuchContact();
  return pageJson(page.items, page.more ? { of: 'consents', id: page.id, at: page.at } : null);
}

/** JSON text of the purposes of the organization, by name. */
export async function listConsentPurposes({ tx }: ReadCtx): Promise<string> {
  const [row] = await tx<{ json: string }[]>`
    select json_build_object('items', coalesce(
      json_agg(json_build_object('purpose', p.purpose, 'given', p.given, 'withdrawn', p.withdrawn) order by p.folded),
      '[]'::json))::text as json
    from (
      select k.folded, min(k.purpose) as purpose, count(*) filter (where k.state = 'given')::int as given,
        count(*) filter (where k.state = 'withdrawn')::int as withdrawn
      from (
        select distinct on (e.folded, e.contact_id) e.folded, e.purpose, e.state, e.contact_id from app.consents e
        where e.organization_id = (select app.acting_organization()) and e.struck_at is null
        order by e.folded, e.contact_id, e.at desc, e.id desc) k
      join app.contacts c on c.organization_id = (select app.acting_organization()) and c.id = k.contact_id
        and c.deleted_at is null
      group by k.folded) p`;
  return row?.json ?? '{"items":[]}';
}
