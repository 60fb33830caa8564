// Owns a person's changes to their own user: password, free data, and the wish for another address.
import { z } from 'zod';
import { Email } from './body.ts';
import type { AuthContext } from './context.ts';
import { noteEmailChange, writeEmailChange } from './email-change.ts';
import { AuthError } from './errors.ts';
import { PkceFields } from './flow-state.ts';
import { mergeMetadata, UserMetadata } from './metadata.ts';
import { phonesDisabled } from './not-offered.ts';
import { noteSecurity } from './note-security.ts';
import { dropTokens } from './one-time-tokens.ts';
import { checkPassword, hashPassword } from './passwords.ts';
import { passwordEnded, proveInSession } from './prove-address.ts';
import { checkNonce } from './reauthenticate.ts';
import { sendLater } from './send-auth-mail.ts';
import type { SessionCaller } from './session-caller.ts';
import { endSessions } from './sessions.ts';
import { findUserById, hasSecondFactor, lockUser, toWire, type UserRow } from './users.ts';

export const UpdateUserBody = z.looseObject({
  email: z.literal('').or(Email).nullish(),
  phone: z.string().nullish(),
  password: z.string().nullish(),
  /** Code of a mail that `/reauthenticate` sent. */
  nonce: z.string().max(100).nullish(),
  data: UserMetadata.nullish(),
  ...PkceFields.shape,
});
type UpdateUserBody = z.infer<typeof UpdateUserBody>;

/**
 * Changes password or data, proves the address by the code of a mail that the session asked for (`nonce`), and sends the mails by which both addresses agree to a new one. A new password ends the
 * other sessions and the tokens of older mails.
 * @throws AuthError `same_password`, `weak_password`, `email_exists`, `reauthentication_not_valid`,
 *   and 401 `insufficient_aal` where a second factor has not been given.
 */
export async function updateUser(
  ctx: AuthContext,
  { user, sessionId, aal }: SessionCaller,
  body: UpdateUserBody,
  redirectTo: string | undefined,
) {
  if (body.phone) throw phonesDisabled('other');
  const email = body.email && body.email !== user.email?.toLowerCase() ? body.email : null;
  if ((email || body.password) && hasSecondFactor(user) && aal !== 'aal2') {
    const message = 'AAL2 session is required to update email or password when MFA is enabled.';
    throw new AuthError(401, 'insufficient_aal', message);
  }
  for (const address of email ? [email, user.email ?? email] : []) {
    await ctx.mails.spend({ email: address, from: user.id });
  }
  if (body.nonce) await checkNonce(ctx, user, body.nonce);
  const passwordHash = body.password ? await newPasswordHash(ctx, user, body.password) : null;
  const { changed, letters } = await ctx.deps.admin.begin(async (tx) => {
    const current = (await lockUser(tx, user.id)) ?? user;
    const metadata = mergeMetadata(UserMetadata, current.raw_user_meta_data, body.data ?? {});
    await tx`update auth.users set updated_at = ${ctx.deps.now()},
      encrypted_password = coalesce(${passwordHash}, encrypted_password),
      raw_app_meta_data = case when ${passwordHash}::text is null then raw_app_meta_data else raw_app_meta_data - ${passwordEnded}::text end,
      raw_user_meta_data = ${JSON.stringify(metadata)}::text::jsonb where id = ${user.id}`;
    if (body.nonce && current.email === user.email) await proveInSession(ctx, tx, user.id);
    if (passwordHash) {
      await noteSecurity(tx, user.id, 'password_changed');
      await endSessions(tx, user.id, sessionId, 'others');
      await dropTokens(tx, user.id, ['recovery_token', 'reauthentication_token']);
    }
    if (email) await noteEmailChange(ctx, tx, current, email);
    const noted = (await findUserById(tx, user.id)) ?? current;
    const letters = email ? await writeEmailChange(ctx, tx, noted, { pkce: body, redirectTo }) : [];
    return { changed: (await findUserById(tx, user.id)) ?? noted, letters };
  });
  for (const letter of letters) sendLater(ctx, letter);
  if (passwordHash && changed.email) sendLater(ctx, { kind: 'password_changed', user: changed, to: changed.email });
  return toWire(changed);
}

async function newPasswordHash(ctx: AuthContext, user: UserRow, password: string): Promise<string> {
  if (await checkPassword(user.encrypted_password, password)) {
    throw new AuthError(422, 'same_password', 'New password should be different from the old password.');
  }
  return hashPassword(ctx.deps.env, password);
}
