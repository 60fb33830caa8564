// Owns the names of whoever stands in the log: members, and keys to those who may see them.
import { unwrap } from '@kith/sdk';
import { clientOf } from '../kit/client.ts';
import { type Member, membersOf } from '../kit/members.ts';
import type { KithSession } from '../kit/session.ts';

/** Members first. What cannot be read, such as keys, is left out: the log is whole without names. */
export async function actorsOf(session: KithSession): Promise<Member[]> {
  const client = clientOf(session);
  const params = { query: { limit: 200 } };
  const lists = await Promise.allSettled([
    membersOf(session),
    unwrap(client.GET('/v1/api-keys', { params })).then(({ items }) => items),
    unwrap(client.GET('/v1/embed-keys', { params })).then(({ items }) => items),
  ]);
  return lists.flatMap((list) => (list.status === 'fulfilled' ? list.value.map(({ id, name }) => ({ id, name })) : []));
}
