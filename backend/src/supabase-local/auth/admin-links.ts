// Owns links and invitations that an administrator makes with the secret key.
import type { TransactionSql } from 'postgres';
import { z } from 'zod';
import { Email } from './body.ts';
import { writeConfirmation } from './confirmation.ts';
import type { AuthContext } from './context.ts';
import { noteEmailChange } from './email-change.ts';
import { emailTaken } from './email-taken.ts';
import { AuthError, invalid } from './errors.ts';
import { UserMetadata } from './metadata.ts';
import { issueToken, type Secrets, type TokenType } from './one-time-tokens.ts';
import { hashPassword } from './passwords.ts';
import { redirectTarget } from './redirects.ts';
import { type LinkType, linkOf, sendLater } from './send-auth-mail.ts';
import {
  findOrInsertUser,
  findUserByEmail,
  findUserById,
  lockUser,
  type NewUser,
  toWire,
  type UserRow,
} from './users.ts';

export const InviteBody = z.looseObject({ email: Email, data: UserMetadata.nullish() });
export const GenerateLinkBody = z.looseObject({
  type: z.enum(['signup', 'invite', 'magiclink', 'recovery', 'email_change_current', 'email_change_new']),
  email: Email,
  new_email: Email.nullish(),
  password: z.string().nullish(),
  data: UserMetadata.nullish(),
  redirect_to: z.string().nullish(),
});
type GenerateLinkBody = z.infer<typeof GenerateLinkBody>;

/** Adds a user, unless one waits for confirmation, and sends the invitation. @throws AuthError 422 `email_exists`. */
export async function invite(ctx: AuthContext, body: z.infer<typeof InviteBody>, redirectTo: string | undefined) {
  const { user, letter } = await ctx.deps.admin.begin(async (tx) => {
    const invited = await findOrAdd(tx, body.email, { userMetadata: body.data ?? {} });
    if (invited.email_confirmed_at) throw emailTaken();
    const letter = await writeConfirmation(ctx, tx, invited, { kind: 'invite', redirectTo });
    return { user: (await findUserById(tx, invited.id)) ?? invited, letter };
  });
  sendLater(ctx, letter);
  return toWire(user);
}

/** Makes a link and a code without sending them. @throws AuthError `email_exists`, `user_not_found`, `weak_password`. */
export async function generateLink(ctx: AuthContext, body: GenerateLinkBody, redirectTo: string | undefined) {
  const target = redirectTarget(ctx, body.redirect_to ?? redirectTo);
  if (body.type === 'signup' && !body.password) throw invalid('Signup requires a valid password');
  const encryptedPassword =
    body.type === 'signup' && body.password ? await hashPassword(ctx.deps.env, body.password) : null;
  const { user, secrets } = await ctx.deps.admin.begin(async (tx) => {
    const found = await userFor(ctx, tx, body);
    const { type, sentTo } = tokenFor(body, found);
    const secrets = await issueToken(ctx, tx, { userId: found.id, type, sentTo, encryptedPassword });
    return { user: (await findUserById(tx, found.id)) ?? found, secrets };
  });
  return { ...toWire(user), ...linkFacts(ctx, body.type, secrets, target) };
}

function linkFacts(ctx: AuthContext, type: GenerateLinkBody['type'], secrets: Secrets, target: string) {
  const linkType: LinkType = type === 'email_change_current' || type === 'email_change_new' ? 'email_change' : type;
  return {
    action_link: linkOf(ctx, linkType, secrets.token, target),
    email_otp: secrets.code,
    hashed_token: secrets.token,
    verification_type: type,
    redirect_to: target,
  };
}

/** A new address confirms at once only for somebody who owns it, so `signup` and `invite` want one without account. */
async function userFor(ctx: AuthContext, tx: TransactionSql, body: GenerateLinkBody): Promise<UserRow> {
  const { type, email } = body;
  if (type === 'signup' || type === 'invite' || type === 'magiclink') {
    const user = await findOrAdd(tx, email, { userMetadata: body.data ?? {} });
    if (type !== 'magiclink' && user.email_confirmed_at) throw emailTaken();
    return user;
  }
  const known = await findUserByEmail(tx, email);
  const user = known && (await lockUser(tx, known.id));
  if (!user) throw new AuthError(404, 'user_not_found', 'User with this email not found');
  if (type === 'recovery') return user;
  if (!body.new_email) throw invalid('new_email is required for a change of address');
  if (user.email_change !== body.new_email) await noteEmailChange(ctx, tx, user, body.new_email);
  return user;
}

function tokenFor({ type, new_email }: GenerateLinkBody, user: UserRow): { type: TokenType; sentTo: string } {
  const sentTo = user.email ?? '';
  if (type === 'email_change_new') return { type: 'email_change_token_new', sentTo: new_email ?? sentTo };
  if (type === 'email_change_current') return { type: 'email_change_token_current', sentTo };
  return { type: type === 'signup' || type === 'invite' ? 'confirmation_token' : 'recovery_token', sentTo };
}

const findOrAdd = (tx: TransactionSql, email: string, { userMetadata }: Pick<NewUser, 'userMetadata'>) =>
  findOrInsertUser(tx, { email, passwordHash: null, confirmed: false, userMetadata });
