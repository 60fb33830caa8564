// Owns telling who a bearer token is: a valid token whose session still lives.
import type { AuthContext } from './context.ts';
import { AuthError } from './errors.ts';
import { findUserById, type UserRow } from './users.ts';

export interface SessionCaller {
  user: UserRow;
  sessionId: string;
}

/** @throws AuthError 401 `no_authorization`, 403 `session_not_found`; AppError for a token that is not valid. */
export async function requireSession({ deps }: AuthContext, bearer: string | null): Promise<SessionCaller> {
  if (!bearer) throw new AuthError(401, 'no_authorization', 'This endpoint requires a valid Bearer token');
  const claims = await deps.tokens.verify(bearer);
  const [session] = claims.session_id
    ? await deps.admin<{ id: string }[]>`select id from auth.sessions
        where id::text = ${claims.session_id} and user_id = ${claims.sub}
          and (not_after is null or not_after > ${deps.now()})`
    : [];
  const user = session && (await findUserById(deps.admin, claims.sub));
  if (!user) throw new AuthError(403, 'session_not_found', 'Session from session_id claim in JWT does not exist');
  return { user, sessionId: session.id };
}
