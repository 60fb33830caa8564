// Owns erasing a person: the database takes away what is known of them, in one transaction.
import { z } from 'zod';
import { AppError } from '../errors.ts';
import { recordEvent } from '../events/record-event.ts';
import type { WriteCtx } from '../http/context.ts';
import type { Erased } from './schema.ts';

const Removed = z.record(z.string(), z.number().int());

/**
 * Erases a person, deleted ones too, and those who were merged into them.
 * @throws AppError `confirm_needed` unless confirmed, `not_found` also for who was erased before.
 */
export async function eraseContact(ctx: WriteCtx, { id, confirm }: { id: string; confirm: boolean }): Promise<Erased> {
  const { tx } = ctx;
  if (!confirm) {
    throw new AppError('confirm_needed', 'Erasing cannot be undone. Send `confirm: true` if that is what you want.');
  }
  const [row] = await tx<{ removed: unknown; at: Date }[]>`select app.erase_contact(${id}) as removed, now() as at`;
  if (!row || row.removed === null) throw new AppError('not_found', 'There is no such person here.');
  await recordEvent(ctx, 'contact.erased', { subjectId: id, payload: {} });
  return { contactId: id, erasedAt: row.at.toISOString(), removed: Removed.parse(row.removed) };
}
