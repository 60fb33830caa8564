// Owns the API client of a session, and what the session may do: both asked for once.
import { createKithClient, type KithClient, type Me, unwrap } from '@kith/sdk';
import type { KithSession } from './session.ts';

const clients = new WeakMap<KithSession, KithClient>();
const known = new WeakMap<KithSession, Promise<Me>>();

export function clientOf(session: KithSession): KithClient {
  const client = clients.get(session) ?? createKithClient(session);
  clients.set(session, client);
  return client;
}

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
