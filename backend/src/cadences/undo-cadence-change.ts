// Owns taking back that somebody set or cleared a cadence.
import { recordEvent } from '../events/record-event.ts';
import type { WriteCtx } from '../http/context.ts';
import { requireRecord } from '../records/record-ref.ts';
import { defineUndo, undoConflict } from '../undo/define-undo.ts';
import { CadenceChange, type HeldCadence, holdCadence } from './held-cadence.ts';

/** Gives back what stood there, if nobody changed it since. Whoever was heard from meanwhile was heard from. */
export const undoCadenceChange = defineUndo({
  permission: 'tasks.write',
  payload: CadenceChange,
  undo: async (ctx, { contactId, after, before }) => {
    await requireRecord(ctx, { type: 'contact', id: contactId });
    const now = await holdCadence(ctx, contactId);
    if (now?.id !== after?.id || now?.version !== after?.version) {
      throw undoConflict('Somebody changed how often to be in touch since.');
    }
    await (before ? giveBack(ctx, contactId, before) : remove(ctx, contactId));
    return [{ type: 'contact', id: contactId }];
  },
});

async function remove(ctx: WriteCtx, contactId: string): Promise<void> {
  const { tx, organizationId } = ctx;
  await tx`delete from app.contact_cadences where organization_id = ${organizationId} and contact_id = ${contactId}`;
  await recordEvent(ctx, 'contact.cadence_cleared', { subjectId: contactId, payload: {} });
}

/** The task that stood for it still does: `raised_at` is written by itself, because a change of the cadence begins the time anew. */
async function giveBack(ctx: WriteCtx, contactId: string, before: HeldCadence): Promise<void> {
  const { tx, organizationId } = ctx;
  const { id, version, every, unit, zone, countedFrom, raisedAt, setBy } = before;
  const [row] = await tx<{ anew: boolean }[]>`
    insert into app.contact_cadences as k
      (id, organization_id, contact_id, every, unit, zone, counted_from, due_at, set_by, version)
    select ${id}, c.organization_id, c.id, ${every}, ${unit}, ${zone},
      greatest(${countedFrom}::text::timestamptz, c.last_interaction_at), now(),
      (select m.user_id from app.memberships m where m.organization_id = c.organization_id and m.user_id = ${setBy}), ${version}
    from app.contacts c where c.organization_id = ${organizationId} and c.id = ${contactId}
    on conflict (organization_id, contact_id) do update
    set every = excluded.every, unit = excluded.unit, zone = excluded.zone, set_by = excluded.set_by
    returning k.counted_from > ${countedFrom}::text::timestamptz as anew`;
  if (raisedAt !== null && row?.anew === false) {
    await tx`
      update app.contact_cadences set raised_at = ${raisedAt}::text::timestamptz
      where organization_id = ${organizationId} and contact_id = ${contactId}`;
  }
  await recordEvent(ctx, 'contact.cadence_set', { subjectId: contactId, payload: { every, unit } });
}
