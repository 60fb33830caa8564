// Owns what the trash holds by kind: how its lists are fetched, and how one row comes back.
import { type KithClient, unwrap } from '@kith/sdk';
import type { FetchPage, PageRequest } from '../kit/feed.ts';

export const trashKinds = ['people', 'companies', 'deals'] as const;
export type TrashKind = (typeof trashKinds)[number];

export interface TrashItem {
  id: string;
  name: string;
  /** What tells it apart from others of its name. */
  meta: string;
  deletedAt: string | null;
}

export interface TrashList {
  /** The permission that bringing back needs is the server's to check. */
  page(client: KithClient): FetchPage<TrashItem>;
  restore(client: KithClient, id: string): Promise<unknown>;
}

const query = ({ limit, cursor }: PageRequest) => ({
  query: { limit, deleted: 'true' as const, ...(cursor ? { cursor } : {}) },
});

export const trashLists: Record<TrashKind, TrashList> = {
  people: {
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
    page: (client) => async (request) => {
      const page = await unwrap(client.GET('/v1/companies', { params: query(request), signal: request.signal }));
      const items = page.items.map(({ id, name, domain, deletedAt }) => ({ id, name, meta: domain ?? '', deletedAt }));
      return { items, nextCursor: page.nextCursor };
    },
    restore: (client, id) => unwrap(client.POST('/v1/companies/{id}/restore', { params: { path: { id } } })),
  },
  deals: {
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
};
