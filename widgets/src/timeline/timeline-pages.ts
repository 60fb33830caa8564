// Owns asking for the pages of a record's timeline.
import { type KithClient, type TimelineItem, unwrap } from '@kith/sdk';
import type { FetchPage } from '../kit/feed.ts';
import type { RecordRef } from '../kit/record.ts';

/** An entry with a key of its own: a task stands twice under its id. */
export interface Entry {
  id: string;
  item: TimelineItem;
}

export const timelineKinds = ['interaction', 'note', 'task', 'stage', 'change'] as const;
export type TimelineKind = (typeof timelineKinds)[number];

/** The kinds that an attribute names; none of them is all of them. */
export const kindsOf = (attribute: string): TimelineKind[] =>
  timelineKinds.filter((kind) => attribute.split(/[\s,]+/).includes(kind));

const paths = {
  contact: '/v1/contacts/{id}/timeline',
  company: '/v1/companies/{id}/timeline',
  deal: '/v1/deals/{id}/timeline',
} as const;

export const timelineOf =
  (client: KithClient, { type, id }: RecordRef, kinds: readonly TimelineKind[]): FetchPage<Entry> =>
  async ({ limit, cursor, signal }) => {
    const query = { limit, ...(cursor ? { cursor } : {}), ...(kinds.length > 0 ? { kinds: kinds.join(',') } : {}) };
    const page = await unwrap(client.GET(paths[type], { params: { path: { id }, query }, signal }));
    return { items: page.items.map((item) => ({ id: `${item.kind}:${item.id}`, item })), nextCursor: page.nextCursor };
  };
