// Owns reading one contact.
import { AppError } from '../errors.ts';
import type { StoredJson } from '../http/answer.ts';
import type { ReadCtx } from '../http/context.ts';
import { mergedAway, mergeTarget } from '../merge/merged-away.ts';
import { findContact } from './contact-queries.ts';

export const noSuchContact = () => new AppError('not_found', 'There is no such contact here.');
export const personDeleted = (contactId: string) =>
  new AppError('contact_deleted', 'This person was deleted here. Restore them to go on.', { contactId });

/** The error for a contact who is not live: deleted, or merged into another. */
export async function whyGone(ctx: ReadCtx, id: string): Promise<AppError> {
  const target = await mergeTarget(ctx, 'contact', id);
  return target === id.toLowerCase() ? personDeleted(id) : mergedAway(ctx, 'contact', id);
}

/**
 * Reads a contact, deleted ones too, so that they can be looked at and restored.
 * @throws AppError `not_found`, or `record_merged` with where they live on.
 */
export async function getContact(ctx: ReadCtx, id: string): Promise<StoredJson> {
  const contact = await findContact(ctx, id);
  if (!contact) throw noSuchContact();
  if (contact.merged) throw await mergedAway(ctx, 'contact', id);
  return contact;
}
