// Owns how often to be in touch with a contact: reading, setting and clearing it.
import { noSuchContact } from '../contacts/get-contact.ts';
import { recordEvent } from '../events/record-event.ts';
import type { ReadCtx, WriteCtx } from '../http/context.ts';
import { requireRecord } from '../records/record-ref.ts';
import { offerUndo, withUndo } from '../undo/offer-undo.ts';
import { type CadenceChange, holdCadence } from './held-cadence.ts';
import type { NewCadence } from './schema.ts';

/** JSON text of the contact's cadence. @throws AppError `not_found` when there is no such contact. */
export async function getCadence({ tx }: ReadCtx, contactId: string): Promise<string> {
  const [row] = await tx<{ json: string }[]>`
    select json_build_object('cadence', (
      select json_build_object('contactId', k.contact_id, 'every', k.every, 'unit', k.unit, 'zone', k.zone,
        'countedFrom', k.counted_from, 'dueAt', k.due_at, 'silent', c.do_not_contact, 'task', (
          select json_build_object('id', t.id) from app.tasks t
          where t.organization_id = k.organization_id and t.contact_id = k.contact_id and t.keep_in_touch
            and t.done_at is null and t.deleted_at is null))
      from app.contact_cadences k where k.organization_id = c.organization_id and k.contact_id = c.id))::text as json
    from app.contacts c where c.organization_id = (select app.acting_organization()) and c.id = ${contactId}`;
  if (!row) throw noSuchContact();
  return row.json;
}

/**
 * Sets how often to be in touch; the time counts from the last interaction, else from now. Setting the same changes nothing.
 * @throws AppError `not_found`, or `record_deleted`.
 */
export async function setCadence(ctx: WriteCtx, contactId: string, wanted: NewCadence): Promise<string> {
  const { tx, organizationId, actor } = ctx;
  await requireRecord(ctx, { type: 'contact', id: contactId });
  const before = await holdCadence(ctx, contactId);
  const { every, unit, zone } = wanted;
  const [changed] = await tx<{ id: string; version: number }[]>`
    insert into app.contact_cadences as k (organization_id, contact_id, every, unit, zone, counted_from, due_at, set_by)
    select c.organization_id, c.id, ${every}, ${unit}, ${zone}, coalesce(c.last_interaction_at, now()), now(), ${actor.userId}
    from app.contacts c where c.organization_id = ${organizationId} and c.id = ${contactId}
    on conflict (organization_id, contact_id) do update
    set every = excluded.every, unit = excluded.unit, zone = excluded.zone, set_by = excluded.set_by
    where (k.every, k.unit, k.zone) is distinct from (excluded.every, excluded.unit, excluded.zone)
    returning id, version`;
  if (!changed) return withCadence(ctx, contactId, null);
  await recordEvent(ctx, 'contact.cadence_set', { subjectId: contactId, payload: { every, unit } });
  return withCadence(ctx, contactId, { contactId, after: { id: changed.id, version: changed.version }, before });
}

/** Ends keeping in touch; an open task of it stays. @throws AppError `not_found`. */
export async function clearCadence(ctx: WriteCtx, contactId: string): Promise<string> {
  const { tx, organizationId } = ctx;
  const before = await holdCadence(ctx, contactId);
  if (!before) return withCadence(ctx, contactId, null);
  await tx`
    delete from app.contact_cadences where organization_id = ${organizationId} and contact_id = ${contactId}`;
  await recordEvent(ctx, 'contact.cadence_cleared', { subjectId: contactId, payload: {} });
  return withCadence(ctx, contactId, { contactId, after: null, before });
}

async function withCadence(ctx: WriteCtx, contactId: string, change: CadenceChange | null): Promise<string> {
  const json = await getCadence(ctx, contactId);
  return withUndo({ json, version: 0 }, change && (await offerUndo(ctx, 'cadence.change', change))).json;
}
