// Owns reading one contact.
import { AppError } from '../errors.ts';
import type { StoredJson } from '../http/answer.ts';
import type { ReadCtx } from '../http/context.ts';
import { findContact } from './contact-queries.ts';

export const noSuchContact = () => new AppError('not_found', 'There is no such contact here.');
export const personDeleted = (contactId: string) =>
  new AppError('contact_deleted', 'This person was deleted here. Restore them to go on.', { contactId });

/** Reads a contact, deleted ones too, so that they can be looked at and restored. @throws AppError `not_found`. */
export async function getContact(ctx: ReadCtx, id: string): Promise<StoredJson> {
  const contact = await findContact(ctx, id);
  if (!contact) throw noSuchContact();
  return contact;
}
