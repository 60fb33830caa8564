// Owns the orders of lists of people and companies, and where the next page of each begins. Every order has an index.
import type { PendingQuery, Row } from 'postgres';
import { isTrue, type RawColumn, textOf } from '../db/raw-row.ts';
import type { Tx } from '../db/tenant.ts';
import { type Cursor, decodeCursor, pageBytes } from '../http/cursor.ts';
import { type FieldOrder, fieldOrder } from './field-order.ts';
import type { RecordListQuery } from './list-filters.ts';

type Sql = PendingQuery<Row[]>;
type Sort = 'activity' | 'name' | 'created' | 'deleted';
const tables = { contact: 'contacts', company: 'companies' } as const;

export interface ListAsked {
  type: keyof typeof tables;
  wanted: RecordListQuery;
  /** The order when none is named. */
  usual: Sort;
  /** What holds for the listed rows `c`. */
  holds: Sql;
  /** Whether that leaves but some of them. */
  filtered: boolean;
}

/** @throws AppError `invalid_cursor` for one of another list or order. */
export function listOrder(tx: Tx, { type, wanted, usual, holds, filtered }: ListAsked): FieldOrder {
  const named = wanted.deleted === 'true' ? 'deleted' : (wanted.sort ?? usual);
  const table = tables[type];
  const { limit, cursor } = wanted;
  if (typeof named === 'object') {
    return fieldOrder(tx, { table, type, sort: named, limit, cursor, row: tx`c`, holds, filtered });
  }
  const list = named === usual ? table : `${table}-by-${named}`;
  const after = decodeCursor(list, cursor);
  const { by, beyond, at } = orders[named](tx, table, after);
  return {
    prepare: async () => undefined,
    found: tx`
      select c.*, ${at} as place, row_number() over (order by ${by}) as nth
      from app.${tx(table)} c where ${holds} ${after ? beyond : tx``}
      order by ${by} limit ${limit + 1}`,
    fieldType: tx`null`,
    next: ({ more, id, at: place }) => (more ? { of: list, id, ...(place === null ? {} : { at: place }) } : null),
  };
}

/** A page from the one row of a list's query: items, whether there are more, the last one's place and id, the field's type. */
export function recordPage(order: FieldOrder, row: RawColumn[] | null): Buffer<ArrayBuffer> {
  const [items, more, at, id, fieldType] = row ?? [];
  if (!items) throw new Error('The page query returned no row');
  const last = { more: isTrue(more), at: textOf(at), id: textOf(id) ?? '', fieldType: textOf(fieldType) };
  return pageBytes(items, order.next(last));
}

interface Order {
  /** SQL after `order by`, of the row `c`. */
  by: Sql;
  /** Condition on the row `c` that leaves what comes after the cursor, beginning with `and`. */
  beyond: Sql;
  /** What the next cursor needs to know of the last row, as SQL. */
  at: Sql;
}
type MakeOrder = (tx: Tx, table: string, after: Cursor | null) => Order;

const byTime = (tx: Tx, column: Sql, after: Cursor | null): Order => ({
  by: tx`${column} desc, c.id desc`,
  beyond: tx`and (${column}, c.id) < (${after?.at ?? 'infinity'}::timestamptz, ${after?.id ?? null}::uuid)`,
  at: column,
});

const orders: Record<Sort, MakeOrder> = {
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
