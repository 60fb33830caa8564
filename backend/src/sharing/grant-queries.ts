// Owns how grants are read: Postgres writes their JSON, Node passes it on.
import type { Tx } from '../db/tenant.ts';
import { AppError } from '../errors.ts';
import type { StoredJson } from '../http/answer.ts';
import type { ReadCtx, WriteCtx } from '../http/context.ts';
import { decodeCursor, pageJson } from '../http/cursor.ts';
import { columnsOf, parseRecord, recordJson } from '../records/record-ref.ts';

/** Arguments of json_build_object for the row `g`. */
export const grantFields = (tx: Tx) => tx`
  'id', g.id, 'organizationId', g.organization_id, 'ownerId', g.owner_id, 'record', ${recordJson(tx, 'g')},
  'to', json_build_object('type', case when g.to_team is null then 'member' else 'team' end, 'id', coalesce(g.to_team, g.to_user)),
  'level', g.level,
  'people', (select count(*)::int from app.mail_grant_contacts p
    where p.organization_id = g.organization_id and p.grant_id = g.id and p.stopped_by is null),
  'paused', (select count(*)::int from app.mail_grant_contacts p
    where p.organization_id = g.organization_id and p.grant_id = g.id and p.stopped_by is not null),
  'declinedBy', to_json(g.declined_by), 'createdAt', g.created_at, 'version', g.version`;

export const noSuchGrant = () => new AppError('not_found', 'This is not shared any more.');

/** Reads one that the caller gave or was given. @throws AppError `not_found`. */
export async function readGrant({ tx, organizationId }: WriteCtx, id: string): Promise<StoredJson> {
  const [row] = await tx<StoredJson[]>`
    select g.version, json_build_object(${grantFields(tx)})::text as json from app.mail_grants g
    where g.organization_id = ${organizationId} and g.id = ${id}`;
  if (!row) throw noSuchGrant();
  return row;
}

interface Wanted {
  limit: number;
  cursor?: string | undefined;
  record?: string | undefined;
  given: 'by_me' | 'to_me';
}

/** Lists one page, the newest first, as JSON text. @throws AppError `invalid_cursor`. */
export async function listMailGrants({ tx, actor }: ReadCtx, wanted: Wanted): Promise<string> {
  const { limit, given } = wanted;
  const after = decodeCursor('mail-grants', wanted.cursor);
  const { contactId, companyId, dealId } = columnsOf(wanted.record === undefined ? null : parseRecord(wanted.record));
  // Row-level security shows grants by the caller and to them, and no others.
  const rows = await tx<{ id: string; json: string }[]>`
    select g.id, json_build_object(${grantFields(tx)})::text as json from app.mail_grants g
    where g.organization_id = (select app.acting_organization())
      and g.owner_id ${given === 'by_me' ? tx`=` : tx`is distinct from`} ${actor.userId}::uuid
      ${contactId ? tx`and g.contact_id = ${contactId}` : tx``}
      ${companyId ? tx`and g.company_id = ${companyId}` : tx``}
      ${dealId ? tx`and g.deal_id = ${dealId}` : tx``}
      ${after ? tx`and g.id < ${after.id}::uuid` : tx``}
    order by g.id desc limit ${limit + 1}`;
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  const next = rows.length > limit && last ? { of: 'mail-grants', id: last.id } : null;
  return pageJson(`[${page.map(({ json }) => json).join(',')}]`, next);
}
