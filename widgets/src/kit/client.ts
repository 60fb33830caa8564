// Owns the API client of a session, made once.
import { createKithClient, type KithClient } from '@kith/sdk';
import type { KithSession } from './session.ts';

const clients = new WeakMap<KithSession, KithClient>();

export function clientOf(session: KithSession): KithClient {
  const client = clients.get(session) ?? createKithClient(session);
  clients.set(session, client);
  return client;
}
