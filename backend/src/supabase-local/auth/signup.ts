// Owns signing up by e-mail and password. Embedded installs have no mail to confirm by: the user is in at once.
import { z } from 'zod';
import { Email } from './body.ts';
import type { AuthContext } from './context.ts';
import { AuthError } from './errors.ts';
import { UserMetadata } from './metadata.ts';
import { hashPassword } from './passwords.ts';
import { beginSession, issueSession } from './sessions.ts';
import { insertUser } from './users.ts';

export const SignUpBody = z.looseObject({
  email: Email.optional(),
  phone: z.string().optional(),
  password: z.string().optional(),
  data: UserMetadata.nullish(),
});

/** Adds a user and begins a session. @throws AuthError `user_already_exists`, `weak_password`, `validation_failed`. */
export async function signUp(ctx: AuthContext, body: z.infer<typeof SignUpBody>, userAgent: string | null) {
  if (body.phone) throw new AuthError(400, 'phone_provider_disabled', 'Sign-up by phone is not available.');
  if (!body.email && !body.password) {
    throw new AuthError(422, 'anonymous_provider_disabled', 'Anonymous sign-ins are disabled');
  }
  if (!body.email) throw new AuthError(400, 'validation_failed', 'Signup requires an email address');
  if (!body.password) throw new AuthError(400, 'validation_failed', 'Signup requires a valid password');
  const passwordHash = await hashPassword(body.password);
  const newUser = { email: body.email, passwordHash, confirmed: true, userMetadata: body.data ?? {} };
  const { user, session, refreshToken } = await ctx.deps.admin.begin(async (tx) =>
    beginSession(ctx, tx, await insertUser(tx, newUser), userAgent),
  );
  return issueSession(ctx, user, session, refreshToken);
}
