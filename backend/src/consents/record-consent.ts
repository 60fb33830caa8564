// Owns adding entries about what a contact agreed to, and what they withdrew.
import { AppError } from '../errors.ts';
import { recordEvent } from '../events/record-event.ts';
import type { StoredJson } from '../http/answer.ts';
import type { WriteCtx } from '../http/context.ts';
import { requireRecord } from '../records/record-ref.ts';
import { offerUndo, withUndo } from '../undo/offer-undo.ts';
import { consentFields } from './consent-queries.ts';
import { knownPurpose } from './purposes.ts';
import type { ConsentWithdrawal, NewConsent } from './schema.ts';

/** Clocks of those who write may run ahead, in milliseconds. */
const ahead = 5 * 60_000;

export interface RecordedConsent extends StoredJson {
  /** False when the same held before. */
  added: boolean;
}

/**
 * Adds an entry; the newest of a purpose holds.
 * @throws AppError `not_found`, `record_deleted`, or `invalid_input` for a time in the future.
 */
export async function recordConsent(ctx: WriteCtx, contactId: string, wanted: NewConsent): Promise<RecordedConsent> {
  const { tx, deps, organizationId, actor } = ctx;
  if (wanted.at !== undefined && Date.parse(wanted.at) > deps.now().getTime() + ahead) {
    throw new AppError('invalid_input', 'This lies in the future.', {
      errors: [{ path: 'at', message: 'Lies in the future.' }],
    });
  }
  await requireRecord(ctx, { type: 'contact', id: contactId });
  const known = knownPurpose(wanted.purpose);
  const { basis, state } = wanted;
  const [row] = await tx<(StoredJson & { id: string })[]>`
    insert into app.consents as k (organization_id, contact_id, purpose, basis, state, at, source, wording, recorded_by)
    values (${organizationId}, ${contactId}, ${known ?? wanted.purpose}, ${basis}, ${state},
      least(coalesce(${wanted.at ?? null}::timestamptz, clock_timestamp()), clock_timestamp()),
      ${wanted.source || null}, ${wanted.wording || null}, ${actor.userId})
    returning k.id, k.version, json_build_object(${consentFields(tx)})::text as json`;
  if (!row) throw new Error('The entry was not inserted');
  const payload = { contactId, basis, purpose: known };
  await recordEvent(ctx, `consent.${state}`, { subjectId: row.id, payload });
  return { ...withUndo(row, await offerUndo(ctx, 'consent.record', { id: row.id })), added: true };
}

/**
 * Records that a contact withdrew, as of now, on the basis that stood; doing it again adds nothing.
 * @throws AppError `not_found` or `record_deleted`.
 */
export async function withdrawConsent(
  ctx: WriteCtx,
  contactId: string,
  { purpose, source }: ConsentWithdrawal,
): Promise<RecordedConsent> {
  const { tx, organizationId } = ctx;
  const [held] = await tx<(StoredJson & Pick<NewConsent, 'basis' | 'state'>)[]>`
    select k.basis, k.state, k.version, json_build_object(${consentFields(tx)})::text as json from app.consents k
    where k.organization_id = ${organizationId} and k.contact_id = ${contactId} and k.folded = app.fold(${purpose})
      and k.struck_at is null
    order by k.at desc, k.id desc limit 1`;
  if (held?.state === 'withdrawn') return { ...withUndo(held, null), added: false };
  return recordConsent(ctx, contactId, { purpose, source, basis: held?.basis ?? 'consent', state: 'withdrawn' });
}
