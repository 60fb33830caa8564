// Owns giving a recovery code in the place of an authenticator app's code.
import { z } from 'zod';
import type { AuthContext } from './context.ts';
import { AuthError } from './errors.ts';
import { guesserOf } from './factor-verify.ts';
import { liftSession } from './lift-session.ts';
import { noteFailure } from './note-failure.ts';
import { noteSecurity } from './note-security.ts';
import { hashRecoveryCode } from './recovery-codes.ts';
import { sendLater } from './send-auth-mail.ts';
import type { SessionCaller } from './session-caller.ts';
import { issueSession } from './sessions.ts';
import { findUserById, lockUser } from './users.ts';

export const RecoveryCodeBody = z.looseObject({ code: z.string().min(1).max(100) });

/**
 * Uses a code up; the session is then aal2, as after the code of an app. Its owner gets a mail.
 * @throws AuthError 422 `mfa_verification_failed`, 429 after many wrong codes.
 */
export async function useRecoveryCode(
  ctx: AuthContext,
  caller: SessionCaller,
  { code }: z.infer<typeof RecoveryCodeBody>,
) {
  const { user, sessionId } = caller;
  const guesser = guesserOf(caller, `recovery ${user.id}`);
  await ctx.guesses.spend(guesser);
  const result = await ctx.deps.admin.begin(async (tx) => {
    await lockUser(tx, user.id);
    const [used] = await tx`update auth.mfa_recovery_codes set used_at = ${ctx.deps.now()}
      where code_hash = ${hashRecoveryCode(ctx, user.id, code)} and used_at is null returning user_id`;
    if (!used) return null;
    await noteSecurity(tx, user.id, 'recovery_code_used');
    const lifted = await liftSession(ctx, tx, { userId: user.id, sessionId, method: 'mfa/recovery_code' });
    return { ...lifted, user: (await findUserById(tx, user.id)) ?? user };
  });
  if (!result) {
    noteFailure(ctx, user.id, 'recovery_code');
    throw new AuthError(422, 'mfa_verification_failed', 'This recovery code is wrong or was used already');
  }
  await ctx.guesses.forget(guesser);
  if (user.email) sendLater(ctx, { kind: 'recovery_code_used', user, to: user.email });
  return issueSession(ctx, result.user, result.session, result.refreshToken);
}
