// Owns asking for a mail: to sign in by link or code, to set a new password, to get a mail again. Every answer is the
// same and leaves before the work is done, so neither text nor time tells whether an address has an account.
import type { TransactionSql } from 'postgres';
import { z } from 'zod';
import { Email } from './body.ts';
import { writeConfirmation } from './confirmation.ts';
import type { AuthContext } from './context.ts';
import { writeEmailChange } from './email-change.ts';
import { invalid } from './errors.ts';
import { beginFlow, PkceFields } from './flow-state.ts';
import { UserMetadata } from './metadata.ts';
import { phonesDisabled } from './not-offered.ts';
import { issueToken } from './one-time-tokens.ts';
import { type Letter, sendLetter } from './send-auth-mail.ts';
import { mayJoin } from './sign-up-gate.ts';
import { findOrInsertUser, findUserByEmail, type UserRow } from './users.ts';

const Address = z.looseObject({ email: Email.optional(), phone: z.string().optional(), ...PkceFields.shape });
export const OtpBody = Address.extend({
  data: UserMetadata.nullish(),
  /** False sends a mail only to somebody who has an account. */
  create_user: z.boolean().nullish(),
});
export const RecoverBody = Address;
export const ResendBody = Address.extend({ type: z.enum(['signup', 'email_change', 'sms', 'phone_change']) });

type Ask<T> = {
  body: T;
  redirectTo: string | undefined;
  /** The network that asks. */
  network: string;
};
const now = (ctx: AuthContext) => ctx.deps.now();
const isBanned = (ctx: AuthContext, user: UserRow) => user.banned_until !== null && user.banned_until > now(ctx);

/** Sends a link and a code to sign in by. @throws AuthError `validation_failed`, `over_email_send_rate_limit`. */
export async function requestOtp(ctx: AuthContext, ask: Ask<z.infer<typeof OtpBody>>): Promise<void> {
  const { body, redirectTo, network } = ask;
  await answerBefore(ctx, ask, async (tx, email) => {
    const newUser = { email, passwordHash: null, confirmed: false, userMetadata: body.data ?? {} };
    const mayBeNew = body.create_user !== false && (await mayJoin(ctx, tx, email));
    const user = await (mayBeNew ? findOrInsertUser(tx, newUser) : findUserByEmail(tx, email));
    if (!user || isBanned(ctx, user)) return [];
    if (user.email_confirmed_at) return [await writeSignIn(ctx, tx, user, { ...ask, kind: 'magiclink' })];
    const flowStateId = await beginFlow(ctx, tx, body, 'magiclink');
    return [await writeConfirmation(ctx, tx, user, { kind: 'signup', flowStateId, redirectTo, network })];
  });
}

/** Sends a link and a code to set a new password by. @throws as `requestOtp`. */
export async function requestRecovery(ctx: AuthContext, ask: Ask<z.infer<typeof RecoverBody>>): Promise<void> {
  await answerBefore(ctx, ask, async (tx, email) => {
    const user = await findUserByEmail(tx, email);
    if (!user || isBanned(ctx, user)) return [];
    return [await writeSignIn(ctx, tx, user, { ...ask, kind: 'recovery' })];
  });
}

/** Sends again what waits for a confirmation: a sign-up, or a change of address. @throws as `requestOtp`. */
export async function resend(ctx: AuthContext, ask: Ask<z.infer<typeof ResendBody>>): Promise<void> {
  const { body, redirectTo, network } = ask;
  if (body.type === 'sms' || body.type === 'phone_change') throw phonesDisabled('other');
  await answerBefore(ctx, ask, async (tx, email) => {
    if (body.type === 'email_change') {
      const user = await findMover(tx, email);
      return user ? writeEmailChange(ctx, tx, user, { pkce: body, redirectTo }) : [];
    }
    const user = await findUserByEmail(tx, email);
    if (!user || user.email_confirmed_at || isBanned(ctx, user)) return [];
    const encryptedPassword = await latestPassword(tx, user);
    const flowStateId = await beginFlow(ctx, tx, body, 'email/signup');
    const mail = { kind: 'signup', encryptedPassword, flowStateId, redirectTo, network } as const;
    return [await writeConfirmation(ctx, tx, user, mail)];
  });
}

async function answerBefore(
  ctx: AuthContext,
  { body, network }: Ask<z.infer<typeof Address>>,
  write: (tx: TransactionSql, email: string) => Promise<Letter[]>,
): Promise<void> {
  if (body.phone) throw phonesDisabled('otp');
  const { email } = body;
  if (!email) throw invalid('An email address is required');
  await ctx.mails.spend({ email, from: network });
  ctx.later('a mail about signing in', async () => {
    const letters = await ctx.deps.admin.begin((tx) => write(tx, email));
    for (const letter of letters) await sendLetter(ctx, letter);
  });
}

async function writeSignIn(
  ctx: AuthContext,
  tx: TransactionSql,
  user: UserRow,
  { kind, body, redirectTo, network }: Ask<PkceFields> & { kind: 'magiclink' | 'recovery' },
): Promise<Letter> {
  const to = user.email ?? '';
  const flowStateId = await beginFlow(ctx, tx, body, kind);
  const secrets = await issueToken(ctx, tx, {
    userId: user.id,
    type: 'recovery_token',
    sentTo: to,
    flowStateId,
    askedFrom: network,
  });
  await tx`update auth.users set recovery_sent_at = ${now(ctx)} where id = ${user.id}`;
  return { kind, user, to, secrets, redirectTo };
}

/** Whoever wants to move from or to an address. */
async function findMover(tx: TransactionSql, email: string): Promise<UserRow | undefined> {
  const known = await findUserByEmail(tx, email);
  if (known?.email_change) return known;
  const [mover] = await tx<{ email: string }[]>`select lower(email) as email from auth.users
    where email_change = ${email} and deleted_at is null order by email_change_sent_at desc limit 1`;
  return mover && findUserByEmail(tx, mover.email);
}

/** The password of the latest sign-up that was not confirmed. */
async function latestPassword(tx: TransactionSql, user: UserRow): Promise<string | null> {
  const [token] = await tx<{ encrypted_password: string | null }[]>`select encrypted_password from auth.one_time_tokens
    where user_id = ${user.id} and token_type = 'confirmation_token' order by number desc limit 1`;
  return token?.encrypted_password ?? user.encrypted_password;
}
