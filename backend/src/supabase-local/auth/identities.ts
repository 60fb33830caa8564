// Owns the ways in that a signed-in person adds and removes: accounts at other providers.
import type { TransactionSql } from 'postgres';
import { z } from 'zod';
import type { AuthContext } from './context.ts';
import { AuthError } from './errors.ts';
import { noteSecurity } from './note-security.ts';
import type { Profile } from './oauth-user.ts';
import { type SessionCaller, sessionGone } from './session-caller.ts';
import { hasSecondFactor, lockUser, type UserRow } from './users.ts';

/** Who has a second factor gives it before the ways in change. @throws AuthError 401 `insufficient_aal`. */
export function requireFactor({ user, aal }: SessionCaller): void {
  if (!hasSecondFactor(user) || aal === 'aal2') return;
  throw new AuthError(401, 'insufficient_aal', 'AAL2 session is required to change identities when MFA is enabled.');
}

/** @throws AuthError 403 `session_not_found` when it has ended. */
export async function userOfSession(tx: TransactionSql, sessionId: string): Promise<string> {
  const [session] = await tx<{ user_id: string }[]>`select user_id from auth.sessions where id = ${sessionId}`;
  if (!session) throw sessionGone();
  return session.user_id;
}

/**
 * Adds what the provider says of the person to whom the session belongs that asked.
 * @throws AuthError 403 `session_not_found` when it ended meanwhile, 422 `identity_already_exists`.
 */
export async function linkIdentity(
  ctx: AuthContext,
  tx: TransactionSql,
  sessionId: string,
  profile: Profile,
): Promise<UserRow> {
  const user = await lockUser(tx, await userOfSession(tx, sessionId));
  if (!user) throw sessionGone();
  const [taken] = await tx<{ user_id: string }[]>`
    select user_id from auth.identities where provider = ${profile.provider} and provider_id = ${profile.sub}`;
  if (taken) {
    const whose =
      taken.user_id === user.id ? 'Identity is already linked' : 'Identity is already linked to another user';
    throw new AuthError(422, 'identity_already_exists', whose);
  }
  await addIdentity(ctx, tx, user.id, profile);
  return user;
}

/** Notes an identity, and that the person has it. */
export async function addIdentity(
  ctx: AuthContext,
  tx: TransactionSql,
  userId: string,
  profile: Profile,
): Promise<void> {
  const { provider, sub, email, email_verified, name } = profile;
  const data = JSON.stringify({ sub, ...(email && { email }), email_verified, ...(name && { full_name: name, name }) });
  await tx`insert into auth.identities (user_id, provider, provider_id, last_sign_in_at, identity_data)
    values (${userId}, ${provider}, ${sub}, ${ctx.deps.now()}, ${data}::text::jsonb)`;
  await renewProviders(tx, userId);
  await noteSecurity(tx, userId, 'provider_linked');
}

/**
 * Removes a way in; never the last. Without the address as one, no password opens the account any more.
 * @throws AuthError 401 `insufficient_aal`; 404 `validation_failed`; 422 `single_identity_not_deletable`, `identity_not_found`.
 */
export async function unlinkIdentity(ctx: AuthContext, caller: SessionCaller, id: string): Promise<void> {
  requireFactor(caller);
  if (!z.uuid().safeParse(id).success) throw new AuthError(404, 'validation_failed', 'identity_id must be an UUID');
  await ctx.deps.admin.begin(async (tx) => {
    const user = await lockUser(tx, caller.user.id);
    if (!user) throw sessionGone();
    const gone = user.identities.find(({ identity_id: one }) => one === id);
    if (user.identities.length <= 1) {
      const message = 'User must have at least 1 identity after unlinking';
      throw new AuthError(422, 'single_identity_not_deletable', message);
    }
    if (!gone) throw new AuthError(422, 'identity_not_found', "Identity doesn't exist");
    await tx`delete from auth.identities where id = ${id} and user_id = ${user.id}`;
    if (gone['provider'] === 'email') await tx`update auth.users set encrypted_password = null where id = ${user.id}`;
    await renewProviders(tx, user.id);
    await noteSecurity(tx, user.id, 'provider_unlinked');
  });
}

/** Keeps what tokens say of the ways in: all of them, and the first, which stays first as long as it is one. */
export async function renewProviders(tx: TransactionSql, userId: string): Promise<void> {
  await tx`update auth.users u set raw_app_meta_data = u.raw_app_meta_data || jsonb_build_object(
      'providers', to_jsonb(ways.names),
      'provider', case when u.raw_app_meta_data ->> 'provider' = any(ways.names)
        then u.raw_app_meta_data ->> 'provider' else ways.names[1] end)
    from (select array_agg(provider order by at) as names from (
      select provider, min(created_at) as at from auth.identities where user_id = ${userId} group by provider) known) ways
    where u.id = ${userId}`;
}
