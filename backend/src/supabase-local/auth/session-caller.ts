// Owns telling who a bearer token is: a valid token whose session still lives.
import type { AuthContext } from './context.ts';
import { AuthError } from './errors.ts';
import type { SessionRow } from './sessions.ts';
import { findUserById, type UserRow } from './users.ts';

export interface SessionCaller {
  user: UserRow;
  sessionId: string;
  /** Assurance level that both the token and its session have. */
  aal: 'aal1' | 'aal2';
  /** How the session has proven who it is, the latest first. */
  amr: SessionRow['amr'];
}

/** @throws AuthError 401 `no_authorization`, 403 `session_not_found`; AppError for a token that is not valid. */
export async function requireSession({ deps }: AuthContext, bearer: string | null): Promise<SessionCaller> {
  if (!bearer) throw new AuthError(401, 'no_authorization', 'This endpoint requires a valid Bearer token');
  const claims = await deps.tokens.read(bearer);
  const [session] = claims.session_id
    ? await deps.admin<SessionRow[]>`select id, aal, amr from auth.sessions
        where id::text = ${claims.session_id} and user_id = ${claims.sub}
          and (not_after is null or not_after > ${deps.now()})`
    : [];
  const user = session && (await findUserById(deps.admin, claims.sub));
  if (!user) throw sessionGone();
  // A token from before the second factor stays without it, though its session has moved on.
  const aal = session.aal === 'aal2' && claims.aal === 'aal2' ? 'aal2' : 'aal1';
  return { user, sessionId: session.id, aal, amr: session.amr };
}

export const sessionGone = () =>
  new AuthError(403, 'session_not_found', 'Session from session_id claim in JWT does not exist');
