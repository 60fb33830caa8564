// Owns the lines that security events of a person leave in the audit log of each of their organizations.
import type { TransactionSql } from 'postgres';
import { originNow } from './request-origin.ts';

/** What happened, as the log's `action`; its `resource` is `sign_in` and its record the person. */
export type SecurityEvent =
  | 'signed_in'
  | 'sign_in_failed'
  | 'signed_out'
  | 'sessions_ended'
  | 'refresh_token_reused'
  | 'email_changed'
  | 'second_factor_given'
  | 'second_factor_added'
  | 'second_factor_removed'
  | 'recovery_codes_made'
  | 'recovery_codes_dropped'
  | 'recovery_code_used'
  | 'password_changed'
  | 'provider_linked'
  | 'provider_unlinked';

/** Whose account it is, and who did it: the person, or nobody that is known (a stranger, or the holder of the secret key). */
interface Whose {
  userId: string;
  by: 'user' | 'system';
}

/** What else is told, as the log's changes are: field to old and new. Never a code, a password or a token. */
type Told = Record<string, readonly [unknown, unknown]>;

/** Notes what a person did to their account. @param told what else to say of it. */
export const noteSecurity = (tx: TransactionSql, userId: string, event: SecurityEvent, told: Told = {}) =>
  noteBy(tx, { userId, by: 'user' }, event, told);

/** Notes what happened to an account, by whomever. */
export async function noteBy(tx: TransactionSql, { userId, by }: Whose, event: SecurityEvent, told: Told = {}) {
  const changes = changesOf(told);
  const actor = JSON.stringify({ kind: by, id: by === 'user' ? userId : null });
  await tx`insert into app.audit_log (organization_id, resource, record_id, action, changes, actor, source, request_id)
    select organization_id, 'sign_in', user_id, ${event}, ${changes}::text::jsonb, ${actor}::text::jsonb,
      ${originNow()?.source ?? 'web'}, ${originNow()?.requestId ?? null}
    from app.memberships where user_id = ${userId}`;
}

/** Whoever guesses leaves one line a minute and account, however fast: the log cannot be filled by it. */
export async function noteFailedSignIn(tx: TransactionSql, userId: string, way: string): Promise<void> {
  const [first] = await tx<{ first: boolean }[]>`
    select pg_try_advisory_xact_lock(hashtext('kith.failed_sign_in'), hashtext(${userId})) as first`;
  if (!first?.first) return;
  const [lately] = await tx`
    select from app.memberships m join app.audit_log a on a.organization_id = m.organization_id
      and a.resource = 'sign_in' and a.record_id = m.user_id and a.action = 'sign_in_failed'
      and a.id > (lpad(to_hex(floor(extract(epoch from now() - interval '1 minute') * 1000)::bigint), 12, '0')
        || '70008000000000000000')::uuid
    where m.user_id = ${userId} limit 1`;
  if (!lately) await noteBy(tx, { userId, by: 'system' }, 'sign_in_failed', { way: [null, way] });
}

function changesOf(told: Told): string | null {
  const address = originNow()?.address;
  const all = { ...told, ...(address && { address: [null, address] }) };
  return Object.keys(all).length > 0 ? JSON.stringify(all) : null;
}
