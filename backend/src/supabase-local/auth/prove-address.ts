// Owns proving that an address is its user's own, and ending what was set up by somebody who had not proven it.
import type { TransactionSql } from 'postgres';
import type { AuthContext } from './context.ts';
import { renewProviders } from './identities.ts';
import { noteSecurity } from './note-security.ts';
import { dropTokens } from './one-time-tokens.ts';
import { hasSecondFactor, type UserRow } from './users.ts';

/** Member of `app_metadata` that says that the password ended with the first proof, until there is another one. */
export const passwordEnded = 'password_ended';

/**
 * Marks the address as proven. Whoever signed up with it before and never proved it may be a stranger who waits for its owner: at the
 * first proof their ways in end. The session that comes of the proof begins after this.
 * @param password what the proof itself brings into force: that of the very sign-up which the mail belongs to.
 */
export async function proveAddress(
  ctx: AuthContext,
  tx: TransactionSql,
  user: UserRow,
  password: string | null = null,
): Promise<void> {
  const now = ctx.deps.now();
  const [{ proven } = { proven: false }] = await tx<{ proven: boolean }[]>`
    select email_proven_at is not null and email_confirmed_at is not null as proven from auth.users where id = ${user.id}`;
  if (!proven) await endWaysIn(tx, user, password);
  await tx`update auth.users set email_proven_at = ${now}, email_confirmed_at = coalesce(email_confirmed_at, ${now}),
    updated_at = ${now} where id = ${user.id}`;
  await tx`update auth.identities set updated_at = ${now}, identity_data = identity_data || '{"email_verified": true}'
    where user_id = ${user.id} and provider = 'email'`;
}

async function endWaysIn(tx: TransactionSql, user: UserRow, password: string | null): Promise<void> {
  const { id, email } = user;
  // Whoever lost a password of their own by this is told at once, and asked for another one.
  await tx`update auth.users set encrypted_password = ${password}, email_change = null, email_change_confirmed_by = null,
    raw_app_meta_data = case when ${password}::text is null and encrypted_password is not null
      then raw_app_meta_data || jsonb_build_object(${passwordEnded}::text, true) else raw_app_meta_data end
    where id = ${id}`;
  await tx`delete from auth.sessions where user_id = ${id}`;
  await tx`delete from auth.flow_state where user_id = ${id}`;
  await tx`delete from auth.sign_in_places where user_id = ${id}`;
  await tx`delete from auth.mfa_factors where user_id = ${id}`;
  await tx`delete from auth.mfa_recovery_codes where user_id = ${id}`;
  await dropTokens(tx, id);
  const gone = await tx`delete from auth.identities where user_id = ${id} and provider <> 'email' returning id`;
  await tx`insert into auth.identities (user_id, provider, provider_id, identity_data)
    select ${id}, 'email', ${id}, jsonb_build_object('sub', ${id}::text, 'email', ${email}::text)
    where not exists (select from auth.identities where user_id = ${id})`;
  if (gone.length > 0) await renewProviders(tx, id);
  if (hasSecondFactor(user)) await noteSecurity(tx, id, 'second_factor_removed');
}

/**
 * As `proveAddress`, where a session itself asked for the mail and brings its code: whoever set the account up reads the mailbox, so
 * nothing ends. A link cannot do this, for it tells nothing of who clicks.
 */
export async function proveInSession(ctx: AuthContext, tx: TransactionSql, userId: string): Promise<void> {
  const now = ctx.deps.now();
  await tx`update auth.users set email_proven_at = ${now}, email_confirmed_at = coalesce(email_confirmed_at, ${now}) where id = ${userId}`;
}
