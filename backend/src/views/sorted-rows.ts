// Owns selecting the rows of one page in the order of a view, each with its `sort_keys` and place: `nth`.
import type { Tx } from '../db/tenant.ts';
import type { Sql } from './field.ts';
import type { Order } from './sort-records.ts';

export interface PageAsked {
  table: Sql;
  /** What holds for the view's records `r`. */
  holds: Sql;
  limit: number;
}

/** Selects the rows of the page and one more. */
export function sortedRows(tx: Tx, { orderBy, keys, beyond, halves }: Order, asked: PageAsked): Sql {
  const { table, holds, limit } = asked;
  // Written out: of a limit that it does not know Postgres takes a tenth of all rows for it.
  const end = tx`order by ${orderBy} limit ${tx.unsafe(String(limit + 1))}`;
  const rows = (place: Sql) => tx`
    select r.*, ${keys} as sort_keys, row_number() over (order by ${orderBy}) as ${place} from ${table} r where ${holds}`;
  if (halves === null) return tx`${rows(tx`nth`)} ${beyond} ${end}`;
  // Those without a value are looked at only once those with one have ended.
  return tx`
    with filled as materialized (${rows(tx`place`)} and ${halves.filled} ${end}),
    bare as materialized (${rows(tx`place`)} and ${halves.empty} and (select count(*) from filled) <= ${limit} ${end})
    select u.*, row_number() over (order by u.bare, u.place) as nth
    from (select *, false as bare from filled union all select *, true from bare) u
    order by u.bare, u.place limit ${tx.unsafe(String(limit + 1))}`;
}
