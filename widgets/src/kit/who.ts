// Owns who a session speaks for and what it may do, asked for once.
import { type Me, unwrap } from '@kith/sdk';
import { clientOf } from './client.ts';
import type { KithSession } from './session.ts';

const known = new WeakMap<KithSession, Promise<Me>>();

/** What the session may do in its organization. Read-only sessions are not asked. */
export async function permissionsOf(session: KithSession): Promise<readonly string[]> {
  return session.readOnly ? [] : (await whoIs(session)).permissions;
}

/** The id of who is signed in; undefined for read-only sessions. */
export async function meOf(session: KithSession): Promise<string | undefined> {
  return session.readOnly ? undefined : (await whoIs(session)).user?.id;
}

function whoIs(session: KithSession): Promise<Me> {
  const asked = known.get(session) ?? unwrap(clientOf(session).GET('/v1/me'));
  known.set(session, asked);
  asked.catch(() => known.delete(session));
  return asked;
}
