// Owns renewing a session: each refresh token is replaced once. A copy that comes later than the grace ends the session,
// for somebody else may hold it; within the grace everyone gets the same next token, so the family never forks.
import type { TransactionSql } from 'postgres';
import { z } from 'zod';
import type { AuthContext } from './context.ts';
import { AuthError } from './errors.ts';
import { noteBy } from './note-security.ts';
import { hashToken, nextToken } from './refresh-tokens.ts';
import type { RequestFacts } from './request-facts.ts';
import { sendLater } from './send-auth-mail.ts';
import { issueSession, refuseBanned, type SessionRow } from './sessions.ts';
import { findUserById } from './users.ts';

export const RefreshBody = z.looseObject({ refresh_token: z.string().min(1).max(500) });

/** Milliseconds in which a token that was just replaced still gets its child. */
const grace = 10_000;
/** Most tokens that one session can have gone through within the grace. */
const longestWalk = 20;

const messages = {
  refresh_token_not_found: 'Invalid Refresh Token: Refresh Token Not Found',
  refresh_token_already_used: 'Invalid Refresh Token: Already Used',
  session_expired: 'Invalid Refresh Token: Session Expired',
};
type Refusal = keyof typeof messages;

interface TokenRow {
  id: string;
  user_id: string;
  revoked: boolean;
  revoked_at: Date | null;
}
interface Renewed {
  userId: string;
  session: SessionRow;
  token: string;
}
/** The session of this person was ended, because two hold its tokens. */
interface Reused {
  userId: string;
  session: null;
}

/** Renews a session. @throws AuthError `refresh_token_not_found`, `refresh_token_already_used`, `session_expired`. */
export async function refreshSession(
  ctx: AuthContext,
  { refresh_token }: z.infer<typeof RefreshBody>,
  from: RequestFacts,
) {
  // A refusal is returned, not thrown: what it wrote (the end of a session) must be kept.
  const result = await ctx.deps.admin.begin((tx) => renew(ctx, tx, { token: refresh_token, from }));
  if (typeof result === 'string') throw new AuthError(400, result, messages[result]);
  const user = await findUserById(ctx.deps.admin, result.userId);
  if (!result.session) {
    if (user?.email) sendLater(ctx, { kind: 'refresh_token_reused', user, to: user.email });
    throw new AuthError(400, 'refresh_token_already_used', messages.refresh_token_already_used);
  }
  if (!user) throw new AuthError(400, 'refresh_token_not_found', messages.refresh_token_not_found);
  refuseBanned(ctx, user);
  return issueSession(ctx, user, result.session, result.token);
}

interface Renewal {
  token: string;
  from: RequestFacts;
}

async function renew(
  ctx: AuthContext,
  tx: TransactionSql,
  { token, from }: Renewal,
): Promise<Renewed | Reused | Refusal> {
  const now = ctx.deps.now();
  // The session's row is locked first, always: refreshes of one family queue here and none can deadlock.
  const [session] = await tx<(SessionRow & { not_after: Date | null })[]>`
    select id, aal, amr, not_after from auth.sessions
    where id = (select session_id from auth.refresh_tokens where token_hash = ${hashToken(token)}) for update`;
  const row = session && (await readToken(tx, token));
  if (!row) return 'refresh_token_not_found';
  if (session.not_after && session.not_after <= now) return 'session_expired';
  if (!row.revoked) {
    return { userId: row.user_id, session, token: await rotate(ctx, tx, { token, from, row, sessionId: session.id }) };
  }
  const inGrace = row.revoked_at !== null && now.getTime() - row.revoked_at.getTime() <= grace;
  const current = inGrace ? await walkToCurrent(ctx, tx, token) : null;
  if (current) return { userId: row.user_id, session, token: current };
  await tx`delete from auth.sessions where id = ${session.id}`;
  await noteBy(tx, { userId: row.user_id, by: 'system' }, 'refresh_token_reused');
  return { userId: row.user_id, session: null };
}

async function readToken(tx: TransactionSql, token: string): Promise<TokenRow | undefined> {
  const [row] = await tx<TokenRow[]>`
    select id, user_id, revoked, revoked_at from auth.refresh_tokens where token_hash = ${hashToken(token)}`;
  return row;
}

async function rotate(
  ctx: AuthContext,
  tx: TransactionSql,
  { token, from, row, sessionId }: Renewal & { row: TokenRow; sessionId: string },
): Promise<string> {
  const next = nextToken(ctx.deps.keys.secretKey, token);
  const now = ctx.deps.now();
  await tx`update auth.refresh_tokens set revoked = true, revoked_at = ${now}, updated_at = ${now} where id = ${row.id}`;
  await tx`insert into auth.refresh_tokens (token_hash, parent, user_id, session_id, created_at)
    values (${hashToken(next)}, ${row.id}, ${row.user_id}, ${sessionId}, ${now})`;
  await tx`update auth.sessions set refreshed_at = ${now}, updated_at = ${now},
    ip = coalesce(${from.address}, ip), user_agent = coalesce(${from.userAgent}, user_agent)
    where id = ${sessionId}`;
  return next;
}

async function walkToCurrent(ctx: AuthContext, tx: TransactionSql, token: string): Promise<string | null> {
  let next = token;
  for (let step = 0; step < longestWalk; step++) {
    next = nextToken(ctx.deps.keys.secretKey, next);
    const row = await readToken(tx, next);
    if (!row) return null;
    if (!row.revoked) return next;
  }
  return null;
}
