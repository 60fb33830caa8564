// Owns sessions: beginning one, its wire shape with a signed access token, finding and ending them.
import type { TransactionSql } from 'postgres';
import type { AuthContext } from './context.ts';
import { AuthError } from './errors.ts';
import { noteSecurity } from './note-security.ts';
import { firstToken, hashToken } from './refresh-tokens.ts';
import type { RequestFacts } from './request-facts.ts';
import { rememberPlace } from './sign-in-places.ts';
import { toWire, type UserRow } from './users.ts';

export interface AuthMethod {
  method: string;
  /** Seconds since 1970. */
  timestamp: number;
}

export interface SessionRow {
  id: string;
  aal: string;
  amr: AuthMethod[];
}

export interface SignIn {
  /** How the user has just proven who they are: `password`, `otp`, or how a PKCE flow began. */
  method: string;
  from: Pick<RequestFacts, 'userAgent' | 'address'>;
}

/** Begins a session of a user who has just proven who they are. */
export async function beginSession(ctx: Pick<AuthContext, 'deps'>, tx: TransactionSql, user: UserRow, signIn: SignIn) {
  const now = ctx.deps.now();
  const { method, from } = signIn;
  const amr: AuthMethod[] = [{ method, timestamp: Math.floor(now.getTime() / 1000) }];
  const [session] = await tx<{ id: string }[]>`
    insert into auth.sessions (user_id, amr, user_agent, ip, created_at)
    values (${user.id}, ${JSON.stringify(amr)}::text::jsonb, ${from.userAgent},
      ${from.address}, ${now}) returning id`;
  if (!session) throw new Error('The session was not inserted');
  const refreshToken = firstToken();
  await tx`insert into auth.refresh_tokens (token_hash, user_id, session_id, created_at)
    values (${hashToken(refreshToken)}, ${user.id}, ${session.id}, ${now})`;
  await rememberPlace(ctx, tx, user.id, from.address);
  await tx`update auth.users set last_sign_in_at = ${now} where id = ${user.id}`;
  // Pairing leaves a line of its own.
  if (method !== 'pairing') await noteSecurity(tx, user.id, 'signed_in', { way: [null, method] });
  const signedIn = { ...user, last_sign_in_at: now };
  return { user: signedIn, session: { id: session.id, aal: 'aal1', amr }, refreshToken };
}

/** Gives a session another refresh token, for a page that comes back to it. */
export async function continueSession(ctx: AuthContext, tx: TransactionSql, user: UserRow, sessionId: string) {
  const [session] = await tx<SessionRow[]>`select id, aal, amr from auth.sessions where id = ${sessionId}`;
  if (!session) throw new Error('The session is gone');
  const refreshToken = firstToken();
  await tx`insert into auth.refresh_tokens (token_hash, user_id, session_id, created_at)
    values (${hashToken(refreshToken)}, ${user.id}, ${session.id}, ${ctx.deps.now()})`;
  return { user, session, refreshToken };
}

/** Signs an access token and gives the session its wire shape. */
export async function issueSession(ctx: AuthContext, user: UserRow, session: SessionRow, refreshToken: string) {
  const claims = {
    sub: user.id,
    role: user.role,
    aal: session.aal,
    session_id: session.id,
    email: user.email ?? '',
    phone: user.phone ?? '',
    app_metadata: user.raw_app_meta_data,
    user_metadata: user.raw_user_meta_data,
    amr: session.amr,
    is_anonymous: user.is_anonymous,
  };
  const { token, expiresAt } = await ctx.deps.tokens.sign(claims, ctx.accessTokenLifetime);
  return {
    access_token: token,
    token_type: 'bearer',
    expires_in: ctx.accessTokenLifetime,
    expires_at: Math.floor(expiresAt.getTime() / 1000),
    refresh_token: refreshToken,
    user: toWire(user),
  };
}

export type Scope = 'global' | 'local' | 'others';

/** Ends a user's sessions: all, this one, or all but this one. @returns how many. */
export async function endSessions(
  tx: TransactionSql,
  userId: string,
  sessionId: string,
  scope: Scope,
): Promise<number> {
  const which = {
    global: tx`true`,
    local: tx`id = ${sessionId}`,
    others: tx`id <> ${sessionId}`,
  };
  const { count } = await tx`delete from auth.sessions where user_id = ${userId} and ${which[scope]}`;
  return count;
}

/** Refuses a banned user. @throws AuthError `user_banned`. */
export function refuseBanned(ctx: AuthContext, user: UserRow): void {
  if (user.banned_until && user.banned_until > ctx.deps.now()) {
    throw new AuthError(400, 'user_banned', 'User is banned');
  }
}
