// Owns deleting a contact softly, and bringing it back.
import { recordEvent } from '../events/record-event.ts';
import type { StoredJson } from '../http/answer.ts';
import type { WriteCtx } from '../http/context.ts';
import { holdContact } from './contact-row.ts';
import { getContact, noSuchContact } from './get-contact.ts';

/** Deletes a contact; deleting it again changes nothing. @throws AppError `not_found`. */
export const deleteContact = (ctx: WriteCtx, id: string) => setDeleted(ctx, id, true);

/** Restores a contact; one that is not deleted stays as it is. @throws AppError `not_found`. */
export const restoreContact = (ctx: WriteCtx, id: string) => setDeleted(ctx, id, false);

async function setDeleted(ctx: WriteCtx, id: string, deleted: boolean): Promise<StoredJson> {
  const { tx, organizationId } = ctx;
  const row = await holdContact(ctx, id);
  if (!row) throw noSuchContact();
  if (row.deleted !== deleted) {
    await tx`
      update app.contacts set deleted_at = ${deleted ? tx`now()` : null}
      where organization_id = ${organizationId} and id = ${id}`;
    await recordEvent(ctx, deleted ? 'contact.deleted' : 'contact.restored', { subjectId: id, payload: {} });
  }
  return getContact(ctx, id);
}
