// Owns beginning a session for the extension of somebody who is signed in, of the same assurance as the one that showed the code.
import { AppError } from '../../errors.ts';
import type { GiveSession } from '../../pairing/give-session.ts';
import { beginSession, type SessionRow } from './sessions.ts';
import { findUserById } from './users.ts';

/** A `GiveSession` of the install's own auth: the person types neither a password nor a second factor into the extension. */
export const giveOwnSession: GiveSession = async (deps, tx, { userId, parentId, from }) => {
  const [parent] = await tx<SessionRow[]>`select id, aal, amr from auth.sessions where id = ${parentId} for share`;
  const user = parent && (await findUserById(tx, userId));
  if (!user) throw new AppError('pairing_code_invalid', 'The code is wrong, was used or is too old.');
  if (user.banned_until && user.banned_until > deps.now()) throw new AppError('forbidden', 'This account is banned.');
  const { session, refreshToken } = await beginSession({ deps }, tx, user, { method: 'pairing', from });
  const amr = JSON.stringify([...session.amr, ...parent.amr]);
  await tx`update auth.sessions set aal = ${parent.aal}, amr = ${amr}::text::jsonb where id = ${session.id}`;
  return { id: session.id, refreshToken };
};
