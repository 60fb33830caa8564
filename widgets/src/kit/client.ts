// Owns the API client of a session, and what the session may do: both asked for once.
import { createKithClient, type KithClient, unwrap } from '@kith/sdk';
import type { KithSession } from './session.ts';

const clients = new WeakMap<KithSession, KithClient>();
const permissions = new WeakMap<KithSession, Promise<readonly string[]>>();

export function clientOf(session: KithSession): KithClient {
  const client = clients.get(session) ?? createKithClient(session);
  clients.set(session, client);
  return client;
}

/** What the session may do in its organization. Read-only sessions are not asked. */
export function permissionsOf(session: KithSession): Promise<readonly string[]> {
  if (session.readOnly) return Promise.resolve([]);
  const known = permissions.get(session);
  if (known) return known;
  const asked = unwrap(clientOf(session).GET('/v1/me')).then((me) => me.permissions);
  permissions.set(session, asked);
  asked.catch(() => permissions.delete(session));
  return asked;
}
