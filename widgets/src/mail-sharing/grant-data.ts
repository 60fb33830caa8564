// Owns reading and changing with whom one's messages are shared, and reading what others share.
import { type KithClient, type MailGrant, unwrap } from '@kith/sdk';
import type { FetchPage } from '../kit/feed.ts';
import { type Member, membersOf } from '../kit/members.ts';
import { type RecordRef, recordText } from '../kit/record.ts';
import type { KithSession } from '../kit/session.ts';

export type Level = MailGrant['level'];
export type Grantee = MailGrant['to'];

/** Everybody with whom messages can be shared, by name. */
export interface Others {
  members: readonly Member[];
  teams: readonly Member[];
}

/** Whose grants are listed: one's own, or those that others gave one. */
export type Given = 'by_me' | 'to_me';

export const grantsOf =
  (client: KithClient, record: RecordRef | null, given: Given): FetchPage<MailGrant> =>
  ({ limit, cursor, signal }) =>
    unwrap(
      client.GET('/v1/mail-grants', {
        params: {
          query: { limit, given, ...(cursor ? { cursor } : {}), ...(record ? { record: recordText(record) } : {}) },
        },
        signal,
      }),
    );

export const shareWith = (client: KithClient, record: RecordRef, to: Grantee, level: Level) =>
  unwrap(client.POST('/v1/mail-grants', { body: { record, to, level } }));

export const stopSharing = (client: KithClient, id: string) =>
  unwrap(client.DELETE('/v1/mail-grants/{id}', { params: { path: { id } } }));

/** Declines what others share, or takes that back. */
export const answerGrant = (client: KithClient, id: string, declines: boolean): Promise<MailGrant> => {
  const params = { path: { id } };
  return unwrap(
    declines
      ? client.POST('/v1/mail-grants/{id}/decline', { params })
      : client.DELETE('/v1/mail-grants/{id}/decline', { params }),
  );
};

/** What the session may not read stays empty. */
export async function othersOf(session: KithSession, client: KithClient): Promise<Others> {
  const [members, teams] = await Promise.all([
    membersOf(session).catch((): readonly Member[] => []),
    unwrap(client.GET('/v1/teams', { params: { query: { limit: 200 } } })).catch(() => ({ items: [] })),
  ]);
  return { members, teams: teams.items.map(({ id, name }) => ({ id, name })) };
}
