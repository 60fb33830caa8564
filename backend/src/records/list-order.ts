// Owns the orders of lists of people and companies, and where the next page of each begins. Every order has an index.
import type { PendingQuery, Row } from 'postgres';
import type { Tx } from '../db/tenant.ts';
import { type Cursor, decodeCursor } from '../http/cursor.ts';
import type { RecordListQuery } from './list-filters.ts';

type Sort = 'activity' | 'name' | 'created' | 'deleted';
const tables = { contact: 'contacts', company: 'companies' } as const;

export interface ListOrder {
  /** SQL after `order by`, of the row `c`. */
  by: PendingQuery<Row[]>;
  /** Condition on the row `c` that leaves what comes after the cursor, beginning with `and`. */
  beyond: PendingQuery<Row[]>;
  /** What the next cursor needs to know of the last row, as SQL. */
  at: PendingQuery<Row[]>;
  next(last: { id: string; at: string | null }): Cursor;
}

/** @throws AppError `invalid_cursor` for one of another list or order. */
export function listOrder(tx: Tx, type: keyof typeof tables, wanted: RecordListQuery, usual: Sort): ListOrder {
  const sort = wanted.deleted === 'true' ? 'deleted' : (wanted.sort ?? usual);
  const list = sort === usual ? tables[type] : `${tables[type]}-by-${sort}`;
  const after = decodeCursor(list, wanted.cursor);
  const order = orders[sort](tx, tables[type], after);
  const next = ({ id, at }: { id: string; at: string | null }) => ({ of: list, id, ...(at === null ? {} : { at }) });
  return { ...order, beyond: after ? order.beyond : tx``, next };
}

type Order = (tx: Tx, table: string, after: Cursor | null) => Omit<ListOrder, 'next'>;

const byTime = (tx: Tx, column: PendingQuery<Row[]>, after: Cursor | null) => ({
  by: tx`${column} desc, c.id desc`,
  beyond: tx`and (${column}, c.id) < (${after?.at ?? 'infinity'}::timestamptz, ${after?.id ?? null}::uuid)`,
  at: tx`to_json(${column}) #>> '{}'`,
});

const orders: Record<Sort, Order> = {
  activity: (tx, _, after) => byTime(tx, tx`c.active_at`, after),
  deleted: (tx, _, after) => byTime(tx, tx`c.deleted_at`, after),
  created: (tx, _, after) => ({ by: tx`c.id desc`, beyond: tx`and c.id < ${after?.id ?? null}::uuid`, at: tx`null` }),
  // The cursor names the last row; its place is looked up again, for a name may be long.
  name: (tx, table, after) => ({
    by: tx`c.sort_name, c.id`,
    beyond: tx`and (c.sort_name, c.id) > (
      select l.sort_name, l.id from app.${tx(table)} l
      where l.organization_id = (select app.acting_organization()) and l.id = ${after?.id ?? null}::uuid)`,
    at: tx`null`,
  }),
};
