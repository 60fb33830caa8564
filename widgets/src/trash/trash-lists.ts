// Owns what the trash holds by kind: how its lists are fetched, and how one row comes back.
import { type KithClient, unwrap } from '@kith/sdk';
import type { FetchPage, PageRequest } from '../kit/feed.ts';
import type { TrashKey } from './words.ts';

export const trashKinds = ['people', 'companies', 'deals', 'merges'] as const;
export type TrashKind = (typeof trashKinds)[number];

export interface TrashItem {
  id: string;
  name: string;
  /** What tells it apart from others of its name. */
  meta: string;
  /** Whom it was merged into. */
  into?: string;
  deletedAt: string | null;
  /** Until when it can come back, where the server says so. */
  until?: string;
}

/** What is said of a row and its button. */
export type Said = Record<
  'act' | 'actName' | 'done' | 'failed' | 'when' | 'left' | 'leftToday' | 'nothingDo',
  TrashKey
>;

export interface TrashList {
  /** The permission that bringing back needs is the server's to check. */
  said: Said;
  page(client: KithClient): FetchPage<TrashItem>;
  restore(client: KithClient, id: string): Promise<unknown>;
}

const query = ({ limit, cursor }: PageRequest) => ({
  query: { limit, deleted: 'true' as const, ...(cursor ? { cursor } : {}) },
});

const ofDeleted: Said = {
  act: 'restore',
  actName: 'restoreName',
  done: 'restored',
  failed: 'notRestored',
  when: 'deleted',
  left: 'goes',
  leftToday: 'goesSoon',
  nothingDo: 'nothingDo',
};

const ofMerged: Said = {
  act: 'part',
  actName: 'partName',
  done: 'parted',
  failed: 'notParted',
  when: 'merged',
  left: 'partable',
  leftToday: 'partableToday',
  nothingDo: 'nothingMerged',
};

export const trashLists: Record<TrashKind, TrashList> = {
  people: {
    said: ofDeleted,
    page: (client) => async (request) => {
      const page = await unwrap(client.GET('/v1/contacts', { params: query(request), signal: request.signal }));
      const items = page.items.map(({ id, name, title, company, points, deletedAt }) => {
        const meta = [company?.name, title].filter(Boolean).join(' · ') || points[0]?.value || '';
        return { id, name, meta, deletedAt };
      });
      return { items, nextCursor: page.nextCursor };
    },
    restore: (client, id) => unwrap(client.POST('/v1/contacts/{id}/restore', { params: { path: { id } } })),
  },
  companies: {
    said: ofDeleted,
    page: (client) => async (request) => {
      const page = await unwrap(client.GET('/v1/companies', { params: query(request), signal: request.signal }));
      const items = page.items.map(({ id, name, domain, deletedAt }) => ({ id, name, meta: domain ?? '', deletedAt }));
      return { items, nextCursor: page.nextCursor };
    },
    restore: (client, id) => unwrap(client.POST('/v1/companies/{id}/restore', { params: { path: { id } } })),
  },
  deals: {
    said: ofDeleted,
    page: (client) => async (request) => {
      const page = await unwrap(client.GET('/v1/deals', { params: query(request), signal: request.signal }));
      const items = page.items.map(({ id, name, stage, company, deletedAt }) => {
        const meta = [company?.name, stage?.name].filter(Boolean).join(' · ');
        return { id, name, meta, deletedAt };
      });
      return { items, nextCursor: page.nextCursor };
    },
    restore: (client, id) => unwrap(client.POST('/v1/deals/{id}/restore', { params: { path: { id } } })),
  },
  merges: {
    said: ofMerged,
    page:
      (client) =>
      async ({ limit, cursor, signal }) => {
        const params = { query: { limit, ...(cursor ? { cursor } : {}) } };
        const page = await unwrap(client.GET('/v1/merges', { params, signal }));
        const items = page.items
          .filter(({ undoneAt, expiresAt }) => undoneAt === null && Date.parse(expiresAt) > Date.now())
          .map(({ id, winner, loser, mergedAt, expiresAt }) => {
            return { id, name: loser.name, meta: '', into: winner.name, deletedAt: mergedAt, until: expiresAt };
          });
        return { items, nextCursor: page.nextCursor };
      },
    restore: (client, id) => unwrap(client.POST('/v1/merges/{id}/undo', { params: { path: { id } } })),
  },
};
