// Owns signing up by e-mail and password. Users are in at once, unless the install wants addresses confirmed first.
import type { TransactionSql } from 'postgres';
import { z } from 'zod';
import { hashOfToken } from '../../invitations/invitation-token.ts';
import { Email } from './body.ts';
import { writeConfirmation } from './confirmation.ts';
import type { AuthContext } from './context.ts';
import { AuthError, invalid } from './errors.ts';
import { beginFlow, PkceFields } from './flow-state.ts';
import { UserMetadata } from './metadata.ts';
import { phonesDisabled } from './not-offered.ts';
import { hashPassword } from './passwords.ts';
import type { RequestFacts } from './request-facts.ts';
import { sendLater } from './send-auth-mail.ts';
import { beginSession, issueSession } from './sessions.ts';
import { requireMayJoin } from './sign-up-gate.ts';
import { findOrInsertUser, insertIfNew, insertUser, lockUser, type NewUser, toWire, type UserRow } from './users.ts';

export const SignUpBody = z.looseObject({
  email: Email.optional(),
  phone: z.string().optional(),
  password: z.string().optional(),
  data: UserMetadata.nullish(),
  ...PkceFields.shape,
});
type SignUpBody = z.infer<typeof SignUpBody>;

/** Member of `data` that carries the token of an invitation; it is not kept. */
const invitationKey = 'kith_invitation';

/**
 * Adds a user. Begins a session, or sends the mail to confirm the address by.
 * @throws AuthError `signup_disabled`, `user_already_exists`, `weak_password`, `validation_failed`, `over_email_send_rate_limit`.
 */
export async function signUp(ctx: AuthContext, body: SignUpBody, facts: RequestFacts) {
  if (body.phone) throw phonesDisabled('signup');
  if (!body.email && !body.password) {
    throw new AuthError(422, 'anonymous_provider_disabled', 'Anonymous sign-ins are disabled');
  }
  if (!body.email) throw invalid('Signup requires an email address');
  if (!body.password) throw invalid('Signup requires a valid password');
  await requireMayJoin(ctx, ctx.deps.admin, body.email);
  const confirmed = ctx.deps.env.KITH_CONFIRM_EMAIL === 'off';
  if (!confirmed) await ctx.mails.spend({ email: body.email, from: facts.network });
  const passwordHash = await hashPassword(ctx.deps.env, body.password);
  const { [invitationKey]: invitation, ...userMetadata } = body.data ?? {};
  const newUser = { email: body.email, passwordHash, confirmed, userMetadata };
  if (!confirmed) return signUpToConfirm(ctx, newUser, { ...body, ...facts });
  const { user, session, refreshToken } = await ctx.deps.admin.begin(async (tx) =>
    beginSession(ctx, tx, await addUser(ctx, tx, newUser, invitation), { method: 'password', from: facts }),
  );
  return issueSession(ctx, user, session, refreshToken);
}

/** Whoever brings the token of an invitation to this address has read its mail, so the address is proven from the beginning. */
async function addUser(ctx: AuthContext, tx: TransactionSql, newUser: NewUser, invitation: unknown): Promise<UserRow> {
  const user = await insertUser(tx, newUser);
  if (typeof invitation === 'string') {
    const now = ctx.deps.now();
    await tx`update auth.users set email_proven_at = ${now} where id = ${user.id} and exists (
      select from app.invitations where token_hash = ${hashOfToken(invitation)} and email = ${newUser.email}
        and accepted_at is null and revoked_at is null and expires_at > ${now})`;
  }
  return user;
}

/** Answers alike whether the address has an account or not; the mail tells its owner. */
async function signUpToConfirm(
  ctx: AuthContext,
  newUser: NewUser,
  { redirectTo, network, ...pkce }: PkceFields & Pick<RequestFacts, 'redirectTo' | 'network'>,
) {
  const { shown, letter } = await ctx.deps.admin.begin(async (tx) => {
    const fresh = await insertIfNew(tx, newUser);
    const found = fresh ?? (await findOrInsertUser(tx, newUser));
    const user = (await lockUser(tx, found.id)) ?? found;
    const shown = fresh ?? (await strangerLike(tx, user, newUser));
    if (user.email_confirmed_at) {
      return { shown, letter: { kind: 'account_exists', user, to: newUser.email } as const };
    }
    const encryptedPassword = newUser.passwordHash;
    await tx`update auth.users set encrypted_password = ${encryptedPassword} where id = ${user.id}`;
    const flowStateId = await beginFlow(ctx, tx, pkce, 'email/signup');
    const mail = { kind: 'signup', encryptedPassword, flowStateId, redirectTo, network } as const;
    return { shown, letter: await writeConfirmation(ctx, tx, user, mail) };
  });
  sendLater(ctx, letter);
  return { ...toWire(shown), confirmation_sent_at: ctx.deps.now().toISOString() };
}

/** The user whom a first sign-up would have made, to the last detail: it is made, and then rolled back. */
async function strangerLike(tx: TransactionSql, known: UserRow, newUser: NewUser): Promise<UserRow> {
  const rolledBack = new Error('rolled back on purpose');
  const made: UserRow[] = [];
  const trying = tx.savepoint(async (part) => {
    await part`update auth.users set email = null where id = ${known.id}`;
    made.push(await insertUser(part, newUser));
    throw rolledBack;
  });
  await trying.catch((error: unknown) => {
    if (error !== rolledBack) throw error;
  });
  const [stranger] = made;
  if (!stranger) throw new Error('The user to show was not made');
  return stranger;
}
