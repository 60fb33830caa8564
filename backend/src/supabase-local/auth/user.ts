// Owns a person's changes to their own user: password and free data.
import { z } from 'zod';
import type { AuthContext } from './context.ts';
import { AuthError } from './errors.ts';
import { mergeMetadata, UserMetadata } from './metadata.ts';
import { checkPassword, hashPassword } from './passwords.ts';
import type { SessionCaller } from './session-caller.ts';
import { endSessions } from './sessions.ts';
import { findUserById, lockUser, toWire, type UserRow } from './users.ts';

export const UpdateUserBody = z.looseObject({
  email: z.string().nullish(),
  phone: z.string().nullish(),
  password: z.string().nullish(),
  data: UserMetadata.nullish(),
});

/** Changes password or data. A new password ends the other sessions. @throws AuthError `same_password`, `weak_password`. */
export async function updateUser(ctx: AuthContext, caller: SessionCaller, body: z.infer<typeof UpdateUserBody>) {
  const { user, sessionId } = caller;
  if (body.email && body.email.trim().toLowerCase() !== user.email) {
    throw new AuthError(422, 'email_change_unavailable', 'Changing the e-mail address is not available yet.');
  }
  if (body.phone) throw new AuthError(422, 'phone_provider_disabled', 'Phone numbers are not available for sign-in.');
  const passwordHash = body.password ? await newPasswordHash(user, body.password) : null;
  return ctx.deps.admin.begin(async (tx) => {
    const current = (await lockUser(tx, user.id)) ?? user;
    const metadata = mergeMetadata(UserMetadata, current.raw_user_meta_data, body.data ?? {});
    await tx`update auth.users set updated_at = ${ctx.deps.now()},
      encrypted_password = coalesce(${passwordHash}, encrypted_password),
      raw_user_meta_data = ${JSON.stringify(metadata)}::text::jsonb where id = ${user.id}`;
    if (passwordHash) await endSessions(tx, user.id, sessionId, 'others');
    return toWire((await findUserById(tx, user.id)) ?? user);
  });
}

async function newPasswordHash(user: UserRow, password: string): Promise<string> {
  if (await checkPassword(user.encrypted_password, password)) {
    throw new AuthError(422, 'same_password', 'New password should be different from the old password.');
  }
  return hashPassword(password);
}
