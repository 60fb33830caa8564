// Owns deleting a contact softly, and bringing it back.
import { recordEvent } from '../events/record-event.ts';
import type { StoredJson } from '../http/answer.ts';
import type { WriteCtx } from '../http/context.ts';
import { offerUndo, withUndo } from '../undo/offer-undo.ts';
import { holdContact } from './contact-row.ts';
import { getContact, noSuchContact } from './get-contact.ts';

/** Deletes a contact; deleting it again changes nothing. @throws AppError `not_found`. */
export async function deleteContact(ctx: WriteCtx, id: string): Promise<StoredJson> {
  const changed = await setDeleted(ctx, id, true);
  const contact = await getContact(ctx, id);
  return withUndo(contact, changed ? await offerUndo(ctx, 'contact.delete', { id, version: contact.version }) : null);
}

/** Restores a contact; one that is not deleted stays as it is. @throws AppError `not_found`. */
export async function restoreContact(ctx: WriteCtx, id: string): Promise<StoredJson> {
  await setDeleted(ctx, id, false);
  return getContact(ctx, id);
}

/** True when it changed something. */
async function setDeleted(ctx: WriteCtx, id: string, deleted: boolean): Promise<boolean> {
  const { tx, organizationId } = ctx;
  const row = await holdContact(ctx, id);
  if (!row) throw noSuchContact();
  if (row.deleted === deleted) return false;
  await tx`
    update app.contacts set deleted_at = ${deleted ? tx`now()` : null}
    where organization_id = ${organizationId} and id = ${id}`;
  await recordEvent(ctx, deleted ? 'contact.deleted' : 'contact.restored', { subjectId: id, payload: {} });
  return true;
}
