// Owns the names of colleagues: asked for once a session, when a widget first shows one.
import { type KithClient, unwrap } from '@kith/sdk';
import { clientOf } from './client.ts';
import type { KithSession } from './session.ts';

export interface Member {
  id: string;
  name: string;
}

const known = new WeakMap<KithSession, Promise<readonly Member[]>>();

/** The organization's members by name; nobody where the session may not know them. */
export function membersOf(session: KithSession): Promise<readonly Member[]> {
  const members = known.get(session) ?? fetchAll(clientOf(session));
  known.set(session, members);
  members.catch(() => known.delete(session));
  return members;
}

/** Somebody joined since: the next one who asks asks the server. */
export const forgetMembers = (session: KithSession): boolean => known.delete(session);

async function fetchAll(client: KithClient): Promise<readonly Member[]> {
  const members: Member[] = [];
  let cursor: string | undefined;
  do {
    const query = { limit: 200, ...(cursor ? { cursor } : {}) };
    const page = await unwrap(client.GET('/v1/members', { params: { query } }));
    members.push(...page.items.map(({ id, name, email }) => ({ id, name: name || email || id })));
    cursor = page.nextCursor ?? undefined;
  } while (cursor);
  return members;
}
