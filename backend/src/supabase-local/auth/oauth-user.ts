// Owns whose account a sign-in elsewhere opens: the one that is linked, else the one with the same address, else a new one.
import type { TransactionSql } from 'postgres';
import type { AuthContext } from './context.ts';
import { reread } from './email-change.ts';
import { AuthError } from './errors.ts';
import { addIdentity } from './identities.ts';
import { proveAddress } from './prove-address.ts';
import { requireMayJoin } from './sign-up-gate.ts';
import { findUserByEmail, findUserById, insertUser, lockUser, type UserRow } from './users.ts';

/** What a provider says of a person. */
export interface Profile {
  provider: string;
  /** The provider's name of the person, which never changes. */
  sub: string;
  email?: string | undefined;
  email_verified: boolean;
  name?: string | undefined;
  picture?: string | undefined;
}

/**
 * @throws AuthError 403 `provider_email_needs_verification` for a stranger whose address the provider has not verified, 422
 *   `signup_disabled` for one who is not invited where that is asked for.
 */
export async function userOfProfile(ctx: AuthContext, tx: TransactionSql, profile: Profile): Promise<UserRow> {
  const { provider, sub, email, email_verified: verified } = profile;
  const [linked] = await tx<{ user_id: string }[]>`
    update auth.identities set last_sign_in_at = ${ctx.deps.now()} where provider = ${provider} and provider_id = ${sub}
    returning user_id`;
  const user = linked && (await findUserById(tx, linked.user_id));
  if (user) return user;
  if (!email || !verified) {
    const message = 'The provider has not verified your email address. Verify it there, then try again.';
    throw new AuthError(403, 'provider_email_needs_verification', message);
  }
  const known = await findUserByEmail(tx, email);
  const found = known && (await lockUser(tx, known.id));
  return found ? link(ctx, tx, found, profile) : join(ctx, tx, profile, email);
}

async function join(ctx: AuthContext, tx: TransactionSql, profile: Profile, email: string): Promise<UserRow> {
  await requireMayJoin(ctx, tx, email);
  const { provider, sub, name, picture } = profile;
  const userMetadata = { ...(name && { full_name: name, name }), ...(picture && { avatar_url: picture }) };
  const identity = { provider, providerId: sub };
  const user = await insertUser(tx, { email, passwordHash: null, confirmed: true, userMetadata, identity });
  await tx`update auth.users set email_proven_at = ${ctx.deps.now()} where id = ${user.id}`;
  return user;
}

/** The address is proven by it, so whoever signed up with it before and never proved it is out. */
async function link(ctx: AuthContext, tx: TransactionSql, user: UserRow, profile: Profile): Promise<UserRow> {
  await proveAddress(ctx, tx, user);
  await addIdentity(ctx, tx, user.id, profile);
  return reread(tx, user);
}
