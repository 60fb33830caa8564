// Owns signing in by e-mail and password. An unknown user and a wrong password cannot be told apart, by text or time.
import { z } from 'zod';
import type { AuthContext } from './context.ts';
import { AuthError } from './errors.ts';
import { checkPassword } from './passwords.ts';
import { beginSession, issueSession, refuseBanned } from './sessions.ts';
import { findUserByEmail } from './users.ts';

export const PasswordBody = z.looseObject({ email: z.string().max(254), password: z.string() });

/** Begins a session. @throws AuthError `invalid_credentials`, `email_not_confirmed`, `user_banned`, all 400. */
export async function signInWithPassword(
  ctx: AuthContext,
  { email, password }: z.infer<typeof PasswordBody>,
  userAgent: string | null,
) {
  const found = await findUserByEmail(ctx.deps.admin, email.trim().toLowerCase().replaceAll('\0', ''));
  const matches = await checkPassword(found?.encrypted_password ?? null, password);
  if (!found || !matches) throw new AuthError(400, 'invalid_credentials', 'Invalid login credentials');
  refuseBanned(ctx, found);
  if (!found.email_confirmed_at) throw new AuthError(400, 'email_not_confirmed', 'Email not confirmed');
  const { user, session, refreshToken } = await ctx.deps.admin.begin((tx) =>
    beginSession(ctx, tx, found, { method: 'password', userAgent }),
  );
  return issueSession(ctx, user, session, refreshToken);
}
