// Owns what people do with pairs of records that may be the same: fetching them, merging, and saying that they are not.
import { type DuplicateRecord, type KithClient, type MatchReason, type MergeField, unwrap } from '@kith/sdk';
import type { FetchPage } from '../kit/feed.ts';

export const pairKinds = ['contacts', 'companies'] as const;
export type PairKind = (typeof pairKinds)[number];
export type Choice = 'winner' | 'loser' | 'both';

export interface Pair {
  /** Both ids: a pair has none of its own. */
  id: string;
  first: DuplicateRecord;
  second: DuplicateRecord;
  reasons: MatchReason[];
  certain: boolean;
}

const idOf = (first: DuplicateRecord, second: DuplicateRecord) => `${first.id} ${second.id}`;

/** The pairs that are probably the same. */
export const suggested =
  (client: KithClient, kind: PairKind): FetchPage<Pair> =>
  async ({ limit, cursor, signal }) => {
    const query = { kind, limit, ...(cursor ? { cursor } : {}) };
    const page = await unwrap(client.GET('/v1/duplicates', { params: { query }, signal }));
    return { ...page, items: page.items.map((pair) => ({ ...pair, id: idOf(pair.first, pair.second) })) };
  };

/** The pairs of which somebody said that they are not. */
export const setApart =
  (client: KithClient, kind: PairKind): FetchPage<Pair> =>
  async ({ limit, cursor, signal }) => {
    const query = { kind, limit, ...(cursor ? { cursor } : {}) };
    const page = await unwrap(client.GET('/v1/duplicates/dismissed', { params: { query }, signal }));
    const items = page.items.map(({ first, second }) => {
      return { id: idOf(first, second), first, second, reasons: [], certain: false };
    });
    return { ...page, items };
  };

/** Who stays unless a person says otherwise: who was heard of last, else the older record. */
export function likelyWinner({ first, second }: Pick<Pair, 'first' | 'second'>): DuplicateRecord {
  const [one, other] = [first.lastInteractionAt ?? '', second.lastInteractionAt ?? ''];
  if (one !== other) return one > other ? first : second;
  return first.createdAt <= second.createdAt ? first : second;
}

export interface MergeBody {
  winnerId: string;
  loserId: string;
  choices: Record<string, Choice>;
  dryRun: boolean;
}

export interface Merged {
  fields: MergeField[];
  undoToken: string | null;
}

export const mergePair = (client: KithClient, kind: PairKind, body: MergeBody): Promise<Merged> =>
  kind === 'contacts'
    ? unwrap(client.POST('/v1/contacts/merge', { body }))
    : unwrap(client.POST('/v1/companies/merge', { body }));

/** Merges up to a hundred pairs. @returns how many were merged, and the way back. */
export async function mergeAll(client: KithClient, kind: PairKind, pairs: Pair[]) {
  const body = {
    pairs: pairs.map((pair) => {
      const { id } = likelyWinner(pair);
      return { winnerId: id, loserId: id === pair.first.id ? pair.second.id : pair.first.id };
    }),
  };
  const { items, undoToken } = await unwrap(
    kind === 'contacts'
      ? client.POST('/v1/contacts/merge-many', { body })
      : client.POST('/v1/companies/merge-many', { body }),
  );
  return { undoToken, merged: items.filter(({ status }) => status === 'merged').length };
}

/** Says that two are not the same. @returns the way back. */
export const tellApart = async (client: KithClient, kind: PairKind, { first, second }: Pair) =>
  (await unwrap(client.POST('/v1/duplicates/dismiss', { body: { kind, ids: [first.id, second.id] } }))).undoToken;

/** Lets two be suggested again. */
export const takeBack = (client: KithClient, kind: PairKind, { first, second }: Pair) =>
  unwrap(client.POST('/v1/duplicates/restore', { body: { kind, ids: [first.id, second.id] } }));
