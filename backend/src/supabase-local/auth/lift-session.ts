// Owns lifting a session to two factors, with everything of one factor ended.
import type { TransactionSql } from 'postgres';
import type { AuthContext } from './context.ts';
import { firstToken, hashToken } from './refresh-tokens.ts';
import { sessionGone } from './session-caller.ts';
import type { AuthMethod, SessionRow } from './sessions.ts';

/** How the second factor was given. */
export type SecondMethod = 'totp' | 'mfa/recovery_code';

interface Lift {
  userId: string;
  sessionId: string;
  method: SecondMethod;
}

/**
 * Lifts a session to aal2 and ends the user's others below. Refresh tokens from before go: a copy of one would give its
 * holder the second factor that they never had.
 */
export async function liftSession(ctx: AuthContext, tx: TransactionSql, { userId, sessionId, method }: Lift) {
  const now = ctx.deps.now();
  const given: AuthMethod = { method, timestamp: Math.floor(now.getTime() / 1000) };
  const [session] = await tx<SessionRow[]>`update auth.sessions set aal = 'aal2', updated_at = ${now},
      amr = ${JSON.stringify([given])}::text::jsonb || (
        select coalesce(jsonb_agg(m), '[]') from jsonb_array_elements(amr) m where m ->> 'method' not in ('totp', 'mfa/recovery_code', 'recovery_code'))
    where id = ${sessionId} returning id, aal, amr`;
  if (!session) throw sessionGone();
  await tx`delete from auth.sessions where user_id = ${userId} and aal = 'aal1'`;
  await tx`delete from auth.refresh_tokens where session_id = ${sessionId}`;
  const refreshToken = firstToken();
  await tx`insert into auth.refresh_tokens (token_hash, user_id, session_id, created_at)
    values (${hashToken(refreshToken)}, ${userId}, ${sessionId}, ${now})`;
  return { session, refreshToken };
}
