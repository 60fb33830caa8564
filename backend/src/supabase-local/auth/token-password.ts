// Owns signing in by e-mail and password. An unknown user and a wrong password cannot be told apart, by text or time.
import { z } from 'zod';
import type { AuthContext } from './context.ts';
import { AuthError, invalid } from './errors.ts';
import { knownDevice } from './known-device.ts';
import { phonesDisabled } from './not-offered.ts';
import { noteFailure } from './note-failure.ts';
import { checkPassword } from './passwords.ts';
import type { RequestFacts } from './request-facts.ts';
import { beginSession, issueSession, refuseBanned } from './sessions.ts';
import { placeOf } from './sign-in-places.ts';
import { findUserByEmail } from './users.ts';

export const PasswordBody = z.looseObject({
  email: z.string().max(254).optional(),
  phone: z.string().optional(),
  password: z.string(),
});

/**
 * Begins a session.
 * @throws AuthError `invalid_credentials`, `email_not_confirmed`, `user_banned`, `phone_provider_disabled`, all 400; 429 after many wrong passwords.
 */
export async function signInWithPassword(ctx: AuthContext, body: z.infer<typeof PasswordBody>, from: RequestFacts) {
  if (body.phone) throw phonesDisabled('other');
  if (!body.email) throw invalid('missing email or phone');
  const email = body.email.trim().toLowerCase().replaceAll('\0', '');
  const found = await findUserByEmail(ctx.deps.admin, email);
  const { network, known } = await placeOf(ctx, found?.id ?? null, from.address);
  const device = found ? knownDevice(ctx, found.id, from.device) : null;
  const attempt = { email, network, knownAs: device ?? (known ? `known ${network}` : null) };
  await ctx.signIns.spend(attempt);
  const matches = await checkPassword(found?.encrypted_password ?? null, body.password);
  if (!found || !matches) {
    noteFailure(ctx, found?.id, 'password');
    throw new AuthError(400, 'invalid_credentials', 'Invalid login credentials');
  }
  await ctx.signIns.refund(attempt);
  refuseBanned(ctx, found);
  if (!found.email_confirmed_at) throw new AuthError(400, 'email_not_confirmed', 'Email not confirmed');
  const { user, session, refreshToken } = await ctx.deps.admin.begin((tx) =>
    beginSession(ctx, tx, found, { method: 'password', from }),
  );
  return issueSession(ctx, user, session, refreshToken);
}
