// Owns the order of a view's records, and where its next page begins: empty values last, then by id.
import { createHash } from 'node:crypto';
import type { Tx } from '../db/tenant.ts';
import { type Cursor, decodeCursor } from '../http/cursor.ts';
import type { Sorting } from './check-filter.ts';
import { castOf, fits, wrongCursor } from './cursor-values.ts';
import type { FieldType, Halves, Sql } from './field.ts';
import { type FieldSet, resources, type ViewResource } from './fields/registry.ts';
import { orderInHalves } from './order-in-halves.ts';

interface Key {
  sql: Sql;
  descending: boolean;
  type: FieldType;
  filled: boolean;
  halves?: Halves | undefined;
}

export interface Order {
  /** Names the list in cursors: another order is another list. */
  list: string;
  orderBy: Sql;
  /** JSON array of the values that the row `r` is sorted by. */
  keys: Sql;
  /** True for rows after the cursor; nothing without one. */
  beyond: Sql;
  /** What holds for those with a value after the cursor, then for those without, where each half has an index of its own. */
  halves: { filled: Sql; empty: Sql } | null;
}

export interface OrderAsked {
  resource: ViewResource;
  sort: readonly Sorting[];
  fields: FieldSet;
  cursor: string | undefined;
}

/** The order that a view asks for. @throws AppError `invalid_cursor`. */
export function orderOf(tx: Tx, asked: OrderAsked): Order {
  const keys = keysOf(tx, asked);
  const named = JSON.stringify([asked.resource, asked.sort]);
  const list = `view-${createHash('sha256').update(named).digest('base64url').slice(0, 12)}`;
  const after = decodeCursor(list, asked.cursor);
  const [only, ...others] = keys;
  if (only?.halves && others.length === 0)
    return orderInHalves(tx, { list, after, ...only.halves, descending: only.descending });
  // Said of a key that is never empty, it would only keep the index from serving.
  const last = ({ filled }: Key) => (filled ? tx`` : tx` nulls last`);
  const direction = (key: Key) => tx`${key.sql}${key.descending ? tx` desc` : tx` asc`}${last(key)}`;
  const orderBy = keys.reduce<Sql>((all, key) => tx`${all}${direction(key)}, `, tx``);
  const idDown = keys[0]?.descending ?? true;
  return {
    list,
    orderBy: tx`${orderBy}${idDown ? tx`r.id desc` : tx`r.id`}`,
    keys: tx`json_build_array(${keys.slice(1).reduce((all, { sql }) => tx`${all}, (${sql})::text`, tx`(${keys[0]?.sql ?? tx`null`})::text`)})`,
    beyond: after ? tx`and ${beyond(tx, keys, after, idDown)}` : tx``,
    halves: null,
  };
}

function keysOf(tx: Tx, { resource, sort, fields }: OrderAsked): Key[] {
  if (sort.length === 0)
    return [{ sql: resources[resource].newest.sql(tx), descending: true, type: 'time', filled: true }];
  return sort.flatMap(({ field: name, direction }): Key[] => {
    const field = fields.get(name);
    if (!field?.sort) throw new Error(`The sort was not checked: ${name}`);
    const text = field.type === 'ref' || field.type === 'choice';
    const key = {
      sql: field.sort(tx),
      descending: direction === 'desc',
      type: text ? 'text' : field.type,
      halves: field.halves,
      filled: name === 'createdAt' || name === 'updatedAt' || (name === 'name' && resource !== 'deals'),
    };
    if (!field.sortCurrency) return [key];
    // Amounts of different currencies have no order: each currency stands together, by its code.
    const sql = tx`${field.sortCurrency(tx)} collate "C"`;
    return [{ sql, descending: key.descending, type: 'text', filled: false }, key];
  });
}

function beyond(tx: Tx, keys: Key[], { keys: values = [], id }: Cursor, idDown: boolean): Sql {
  const wrong = values.length !== keys.length || keys.some(({ type }, nth) => !fits(type, values[nth] ?? null));
  if (wrong) throw wrongCursor();
  const [only] = keys;
  const [value] = values;
  // One key that is never empty: a comparison of rows, which goes through the index.
  if (only?.filled && keys.length === 1 && value != null) {
    const edge = tx`(${castOf(tx, only.type, value)}, ${id}::uuid)`;
    return only.descending ? tx`(${only.sql}, r.id) < ${edge}` : tx`(${only.sql}, r.id) > ${edge}`;
  }
  const last = idDown ? tx`r.id < ${id}::uuid` : tx`r.id > ${id}::uuid`;
  return keys.reduceRight<Sql>((rest, key, nth) => afterKey(tx, key, { value: values[nth] ?? null, rest }), last);
}

/** After this key's value; or at it, and after the rest. */
function afterKey(tx: Tx, { sql, descending, type }: Key, { value, rest }: { value: string | null; rest: Sql }): Sql {
  if (value === null) return tx`(${sql} is null and ${rest})`;
  const edge = castOf(tx, type, value);
  const past = descending ? tx`${sql} < ${edge}` : tx`${sql} > ${edge}`;
  return tx`(${past} or ${sql} is null or (${sql} = ${edge} and ${rest}))`;
}
