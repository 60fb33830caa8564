// Owns listing pairs of live records that are probably the same: a walk along the keys that triggers keep, in their order.
import type { Tx } from '../db/tenant.ts';
import { AppError } from '../errors.ts';
import type { Reading } from '../http/context.ts';
import { type Cursor, decodeCursor, pageJson } from '../http/cursor.ts';
import { pairColumns } from './pair-columns.ts';
import { previewOf } from './previews.ts';
import { type MatchKind, reasonOf, saysNothing, sharedOf, withPublicDomains } from './reasons.ts';
import type { DuplicateKind } from './schema.ts';

/** With how many later records of the same key one is paired: a hundred namesakes at one firm make no ten thousand pairs. */
const neighbours = 10;
export const kindOf = { contacts: 'contact', companies: 'company' } as const satisfies Record<DuplicateKind, MatchKind>;

interface Wanted {
  kind: DuplicateKind;
  limit: number;
  cursor?: string | undefined;
}

interface Place {
  key: string;
  first: string;
  second: string;
}

/** Lists one page, by what the two share, as JSON text. @throws AppError `invalid_cursor`. */
export async function listDuplicates({ tx }: Reading, { kind: list, limit, cursor }: Wanted): Promise<string> {
  const kind = kindOf[list];
  const after = placeOf(decodeCursor(`duplicates.${list}`, cursor));
  const [page] = await tx<({ items: string; more: boolean } & Place)[]>`
    with ${withPublicDomains(tx)},
    found as materialized (
      select p.*, row_number() over (order by p.key, p.first, p.second) as nth
      from (${pairs(tx, kind, after)} order by 1, 2, 3 limit ${tx.unsafe(String(limit + 1))}) p)
    select
      coalesce(json_agg(json_build_object('kind', ${list}::text, 'first', ${previewOf(tx, kind, tx`pair.first`)},
        'second', ${previewOf(tx, kind, tx`pair.second`)}, 'reasons', why.reasons, 'certain', why.kinds > 1)
        order by pair.nth) filter (where pair.nth <= ${limit}), '[]'::json)::text as items,
      count(*) > ${limit} as more, (array_agg(pair.key order by pair.nth))[${limit}] as key,
      (array_agg(pair.first order by pair.nth))[${limit}] as first, (array_agg(pair.second order by pair.nth))[${limit}] as second
    from found pair
    cross join lateral (
      select json_agg(json_build_object('reason', s.reason, 'shared', s.shared) order by s.key) as reasons,
        count(distinct s.reason) as kinds
      from (${sharedKeys(tx, kind)}) s) why`;
  if (!page) throw new Error('The page query returned no row');
  const { key, first, second } = page;
  return pageJson(page.items, page.more ? { of: `duplicates.${list}`, id: second, keys: [key, first] } : null);
}

/** Pairs in order, each under the first key that both have; from the place on, and not those that somebody told apart. */
const pairs = (tx: Tx, kind: MatchKind, after: Place | null) => tx`
  select k.key, r.record_id as first, o.record_id as second
  from (
    select m.key from app.match_keys m
    where m.organization_id = (select app.acting_organization()) and m.record_type = ${tx.unsafe(`'${kind}'`)}
      ${after ? tx`and m.key >= ${after.key}` : tx``}
    group by m.key having count(*) > 1) k
  cross join lateral (
    select n.record_id from app.match_keys n
    where n.organization_id = (select app.acting_organization()) and n.record_type = ${tx.unsafe(`'${kind}'`)}
      and n.key = k.key ${after ? tx`and (n.key, n.record_id) >= (${after.key}, ${after.first}::uuid)` : tx``}
    order by n.record_id offset 0) r
  cross join lateral (
    select n.record_id from app.match_keys n
    where n.organization_id = (select app.acting_organization()) and n.record_type = ${tx.unsafe(`'${kind}'`)}
      and n.key = k.key and n.record_id > r.record_id
    order by n.record_id limit ${tx.unsafe(String(neighbours))}) o
  where not ${saysNothing(tx, kind, tx`k.key`)}
    ${after ? tx`and (k.key, r.record_id, o.record_id) > (${after.key}, ${after.first}::uuid, ${after.second}::uuid)` : tx``}
    and not exists (
      select from app.distinct_pairs d
      where d.organization_id = (select app.acting_organization())
        and d.${tx(pairColumns[kind][0])} = r.record_id and d.${tx(pairColumns[kind][1])} = o.record_id)
    and not exists (
      select from app.match_keys x
      join app.match_keys y on y.organization_id = x.organization_id and y.record_type = x.record_type and y.key = x.key
        and y.record_id = o.record_id
      where x.organization_id = (select app.acting_organization()) and x.record_type = ${tx.unsafe(`'${kind}'`)}
        and x.record_id = r.record_id and x.key < k.key and not ${saysNothing(tx, kind, tx`x.key`)})`;

/** The keys that the row `pair` shares, with what they say. */
const sharedKeys = (tx: Tx, kind: MatchKind) => tx`
  select x.key, ${reasonOf(tx, kind, tx`x.key`)} as reason,
    ${sharedOf(tx, kind, { key: tx`x.key`, id: tx`pair.first` })} as shared
  from app.match_keys x
  join app.match_keys y on y.organization_id = x.organization_id and y.record_type = x.record_type and y.key = x.key
    and y.record_id = pair.second
  where x.organization_id = (select app.acting_organization()) and x.record_type = ${tx.unsafe(`'${kind}'`)}
    and x.record_id = pair.first and not ${saysNothing(tx, kind, tx`x.key`)}`;

function placeOf(cursor: Cursor | null): Place | null {
  if (cursor === null) return null;
  const [key, first] = cursor.keys ?? [];
  const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
  if (typeof key !== 'string' || typeof first !== 'string' || !uuid.test(first)) {
    throw new AppError('invalid_cursor', 'This cursor is not one of this list. Start from the first page.');
  }
  return { key, first, second: cursor.id };
}
