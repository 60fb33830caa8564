// Owns the order of a view's records, and where its next page begins: empty values last, then by id.
import { createHash } from 'node:crypto';
import type { Tx } from '../db/tenant.ts';
import { AppError } from '../errors.ts';
import { type Cursor, decodeCursor } from '../http/cursor.ts';
import type { Sorting } from './check-filter.ts';
import type { FieldType, Sql } from './field.ts';
import { type FieldSet, resources, type ViewResource } from './fields/registry.ts';

interface Key {
  sql: Sql;
  descending: boolean;
  type: FieldType;
  filled: boolean;
}

/** How a value of each type comes back from a cursor. */
const castOf = (tx: Tx, type: FieldType, value: string): Sql => {
  if (type === 'time') return tx`${value}::text::timestamptz`;
  if (type === 'date') return tx`${value}::text::date`;
  if (type === 'number' || type === 'money') return tx`${value}::text::float8`;
  return type === 'boolean' ? tx`${value}::text::boolean` : tx`${value}::text collate "C"`;
};

const shapeOf: Partial<Record<FieldType, RegExp>> = {
  time: /^\d{4,6}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d{1,6})?[+-]\d\d(:\d\d)*( BC)?$/,
  date: /^\d{4,6}-\d\d-\d\d$/,
  number: /^-?\d+(\.\d+)?(e[+-]\d+)?$/,
  money: /^-?\d+(\.\d+)?(e[+-]\d+)?$/,
  boolean: /^(true|false)$/,
};

export interface Order {
  /** Names the list in cursors: another order is another list. */
  list: string;
  orderBy: Sql;
  /** JSON array of the values that the row `r` is sorted by. */
  keys: Sql;
  /** True for rows after the cursor; nothing without one. */
  beyond: Sql;
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
  };
}

function keysOf(tx: Tx, { resource, sort, fields }: OrderAsked): Key[] {
  if (sort.length === 0)
    return [{ sql: resources[resource].newest.sql(tx), descending: true, type: 'time', filled: true }];
  return sort.map(({ field: name, direction }) => {
    const field = fields.get(name);
    if (!field?.sort) throw new Error(`The sort was not checked: ${name}`);
    const text = field.type === 'ref' || field.type === 'choice';
    return {
      sql: field.sort(tx),
      descending: direction === 'desc',
      type: text ? 'text' : field.type,
      filled: name === 'createdAt' || name === 'updatedAt' || (name === 'name' && resource !== 'deals'),
    };
  });
}

function beyond(tx: Tx, keys: Key[], { keys: values = [], id }: Cursor, idDown: boolean): Sql {
  const wrong = values.length !== keys.length || keys.some(({ type }, nth) => !fits(type, values[nth] ?? null));
  if (wrong) throw new AppError('invalid_cursor', 'This cursor is not one of this list. Start from the first page.');
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

const fits = (type: FieldType, value: string | null) => value === null || (shapeOf[type]?.test(value) ?? true);

/** After this key's value; or at it, and after the rest. */
function afterKey(tx: Tx, { sql, descending, type }: Key, { value, rest }: { value: string | null; rest: Sql }): Sql {
  if (value === null) return tx`(${sql} is null and ${rest})`;
  const edge = castOf(tx, type, value);
  const past = descending ? tx`${sql} < ${edge}` : tx`${sql} > ${edge}`;
  return tx`(${past} or ${sql} is null or (${sql} = ${edge} and ${rest}))`;
}
