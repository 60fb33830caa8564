// Owns giving a second factor: a challenge of five minutes, and the code that lifts the session to aal2.
import type { TransactionSql } from 'postgres';
import { z } from 'zod';
import { purposeOfFactor } from '../../secrets/sealed-columns.ts';
import type { AuthContext } from './context.ts';
import { AuthError } from './errors.ts';
import { factorNotFound } from './factors.ts';
import { liftSession } from './lift-session.ts';
import { noteFailure } from './note-failure.ts';
import { noteSecurity } from './note-security.ts';
import type { SessionCaller } from './session-caller.ts';
import { issueSession } from './sessions.ts';
import { stepOf } from './totp.ts';
import { type Factor, factorKind, findUserById, lockUser, type UserRow } from './users.ts';

export const FactorVerifyBody = z.looseObject({ challenge_id: z.uuid(), code: z.string().max(100) });
type FactorVerifyBody = z.infer<typeof FactorVerifyBody>;

const challengeLifetime = 300_000;
const mostAttempts = 5;

interface Challenge {
  id: string;
  attempts: number;
  created_at: Date;
  secret: string;
  last_step: string | null;
}

/** Recovery codes take no challenge. */
function findApp({ factors }: UserRow, factorId: string): Factor {
  const factor = factors.find(({ id, factor_type: type }) => id === factorId && type === factorKind.app);
  if (!factor) throw factorNotFound();
  return factor;
}

/** Begins a challenge. @throws AuthError 404 `mfa_factor_not_found`. */
export async function challenge(ctx: AuthContext, { user }: SessionCaller, factorId: string) {
  const now = ctx.deps.now();
  const factor = findApp(user, factorId);
  const id = await ctx.deps.admin.begin(async (tx) => {
    const [found] =
      await tx`update auth.mfa_factors set last_challenged_at = ${now} where id = ${factor.id} returning id`;
    if (!found) throw factorNotFound();
    await tx`delete from auth.mfa_challenges
      where factor_id = ${factor.id} and created_at < ${new Date(now.getTime() - challengeLifetime)}`;
    const [row] = await tx<{ id: string }[]>`
      insert into auth.mfa_challenges (factor_id, created_at) values (${factor.id}, ${now}) returning id`;
    return row?.id;
  });
  return { id, type: factor.factor_type, expires_at: Math.floor((now.getTime() + challengeLifetime) / 1000) };
}

/**
 * Checks a code; the session is then aal2, and the user's sessions without a second factor end.
 * @throws AuthError 422 `mfa_verification_failed`, `mfa_challenge_expired`; 404 `mfa_factor_not_found`; 429
 *   after many wrong codes.
 */
export async function verifyFactor(ctx: AuthContext, caller: SessionCaller, factorId: string, body: FactorVerifyBody) {
  const { user, sessionId } = caller;
  const guesser = guesserOf(caller, `factor ${factorId}`);
  const factor = findApp(user, factorId);
  await ctx.guesses.spend(guesser);
  // A refusal is returned, not thrown: a wrong code that was counted must stay counted.
  const result = await ctx.deps.admin.begin(async (tx) => {
    const refusal = await accept(ctx, tx, caller, { ...body, factorId });
    if (refusal) return refusal;
    const isNew = factor.status === 'unverified';
    await noteSecurity(tx, user.id, isNew ? 'second_factor_added' : 'second_factor_given');
    const lifted = await liftSession(ctx, tx, { userId: user.id, sessionId, method: 'totp' });
    return { ...lifted, user: (await findUserById(tx, user.id)) ?? user };
  });
  if (result instanceof AuthError) {
    if (result.code === 'mfa_verification_failed' && factor.status === 'verified') noteFailure(ctx, user.id, 'totp');
    throw result;
  }
  await ctx.guesses.forget(guesser);
  return issueSession(ctx, result.user, result.session, result.refreshToken);
}

/**
 * Under whose name guesses at a second factor count. Apart for each first factor: somebody with a stolen password cannot slow
 * down who comes in by mail.
 */
export const guesserOf = ({ amr }: SessionCaller, what: string): string =>
  `${what} after ${amr.at(-1)?.method === 'password' ? 'password' : 'mail'}`;

async function accept(
  ctx: AuthContext,
  tx: TransactionSql,
  { user }: SessionCaller,
  { factorId, challenge_id: challengeId, code }: FactorVerifyBody & { factorId: string },
): Promise<AuthError | null> {
  await lockUser(tx, user.id);
  const found = await findChallenge(tx, challengeId, factorId);
  if (!found) {
    return new AuthError(404, 'mfa_factor_not_found', 'MFA factor with the provided challenge ID not found');
  }
  const now = ctx.deps.now();
  if (now.getTime() - found.created_at.getTime() >= challengeLifetime || found.attempts >= mostAttempts) {
    return new AuthError(
      422,
      'mfa_challenge_expired',
      `MFA challenge ${found.id} has expired, create a new challenge.`,
    );
  }
  const step = stepOf(ctx.deps.secrets.open(found.secret, purposeOfFactor(factorId)), code, now);
  if (step === null || step <= Number(found.last_step ?? -1)) {
    await tx`update auth.mfa_challenges set attempts = attempts + 1 where id = ${found.id}`;
    return new AuthError(422, 'mfa_verification_failed', 'Invalid TOTP code entered');
  }
  await tx`update auth.mfa_factors set status = 'verified', last_step = ${step}, updated_at = ${now} where id = ${factorId}`;
  await tx`delete from auth.mfa_challenges where id = ${found.id}`;
  // A stranger with the password alone may have begun one of their own before the owner had any.
  await tx`delete from auth.mfa_factors where user_id = ${user.id} and status = 'unverified'`;
  return null;
}

async function findChallenge(tx: TransactionSql, id: string, factorId: string): Promise<Challenge | undefined> {
  const [row] = await tx<Challenge[]>`
    select c.id, c.attempts, c.created_at, f.secret, f.last_step
    from auth.mfa_challenges c join auth.mfa_factors f on f.id = c.factor_id
    where c.id = ${id} and f.id = ${factorId}`;
  return row;
}
