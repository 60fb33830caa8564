// Owns the order of a list by an own field: records with a value go in the order of an index of their typed copies, the others follow
// by id. The database looks the field's type up in the same round trip.
import type { PendingQuery, Row } from 'postgres';
import { z } from 'zod';
import type { RecordType } from '../custom-fields/field-filter.ts';
import type { Tx } from '../db/tenant.ts';
import { AppError } from '../errors.ts';
import { type Cursor, decodeCursor } from '../http/cursor.ts';
import type { FieldSort } from './field-sort.ts';

type Sql = PendingQuery<Row[]>;

interface Copy {
  /** The types of field that it holds. */
  types: string[];
  /** What it is sorted by, the first first. */
  columns(tx: Tx): [Sql, ...Sql[]];
  /** Where a row stands, for cursors. */
  place(tx: Tx): Sql;
  /** Whether a cursor's value can be one of it. */
  fits(value: string): boolean;
  /** A cursor's value as SQL: as many as there are columns. */
  value(tx: Tx, value: string): Sql;
}

const isNumber = (value: string) =>
  /^-?\d+(\.\d+)?(e[+-]\d+)?$/.test(value) && Number.isFinite(Number(value)) && (Number(value) !== 0 || value === '0');

const copyNames = ['text', 'number', 'money', 'date'] as const;
type CopyName = (typeof copyNames)[number];

/** The typed copies that can be sorted by. */
const copies: Record<CopyName, Copy> = {
  text: {
    types: ['text', 'url', 'select'],
    columns: (tx) => [tx`v.text_value`],
    place: (tx) => tx`v.text_value`,
    fits: (value) => !value.includes('\0'),
    value: (tx, value) => tx`${value}::text collate "C"`,
  },
  number: {
    types: ['number'],
    columns: (tx) => [tx`v.number_value`],
    place: (tx) => tx`v.number_value::text`,
    fits: isNumber,
    value: (tx, value) => tx`${value}::text::float8`,
  },
  // Amounts of different currencies have no order: each currency stands together, by its code.
  money: {
    types: ['money'],
    columns: (tx) => [tx`v.currency`, tx`v.number_value`],
    place: (tx) => tx`v.currency || ' ' || v.number_value::text`,
    fits: (value) => /^[A-Z]{3} /.test(value) && isNumber(value.slice(4)),
    value: (tx, value) => tx`${value.slice(0, 3)}::text, ${value.slice(4)}::text::float8`,
  },
  date: {
    types: ['date'],
    columns: (tx) => [tx`v.date_value`],
    place: (tx) => tx`v.date_value::text`,
    fits: (value) => z.iso.date().safeParse(value).success && value >= '0001',
    value: (tx, value) => tx`${value}::text::date`,
  },
};

export interface FieldOrderAsked {
  table: 'contacts' | 'companies' | 'deals';
  type: RecordType;
  sort: FieldSort;
  limit: number;
  cursor: string | undefined;
  /** The record's name in `holds`. */
  row: Sql;
  /** What holds for the listed records. */
  holds: Sql;
  /** Whether that leaves but some of them. */
  filtered: boolean;
}

export interface FieldOrder {
  /**
   * To be sent ahead of the query, in its transaction: see `byField`. Under row-level security Postgres takes the records with a value for few and would sort them all;
   * where nothing is filtered, going through the index until the page is full is always right.
   */
  prepare(): Promise<unknown>;
  /** Selects the rows of the page and one more, each with its `place` and `nth`. */
  found: Sql;
  /** The field's type, null where there is no such field. */
  fieldType: Sql;
  /** @throws AppError `invalid_input` for a field that cannot be sorted by, `invalid_cursor` for a cursor of another order. */
  next(page: { more: boolean; id: string; at: string | null; fieldType: string | null }): Cursor | null;
}

/** @throws AppError `invalid_cursor` for one of another list, or one that was changed. */
export function fieldOrder(tx: Tx, asked: FieldOrderAsked): FieldOrder {
  const list = `${asked.table}-by-${asked.sort.key}${asked.sort.descending ? '-down' : ''}`;
  const after = readPlace(list, asked.cursor);
  const [first, ...others] = copyNames.map((copy) => filled(tx, asked, { copy, after }));
  const all = others.reduce((joined, one) => tx`${joined} union all (${one})`, tx`(${first ?? tx``})`);
  const most = tx.unsafe(String(asked.limit + 1));
  return {
    prepare: async () => {
      if (!asked.filtered) await tx`select set_config('enable_sort', 'off', true)`;
    },
    found: tx`
      with filled as materialized (${all}), bare as materialized (${bare(tx, asked, after)})
      select r.*, row_number() over (order by r.bare, r.nth_there) as nth
      from (select * from filled union all select * from bare) r order by r.bare, r.nth_there limit ${most}`,
    fieldType: tx`(select f.type ${fieldNamed(tx, asked)})`,
    next: ({ more, id, at, fieldType }) => {
      const copy = copyNames.find((name) => fieldType !== null && copies[name].types.includes(fieldType));
      if (copy === undefined) throw notSortable(asked.sort.key, fieldType);
      if (after && after.copy !== copy) throw wrongCursor();
      return more ? { of: list, id, keys: [copy, at] } : null;
    },
  };
}

/** Whether a list is asked for by an own field: it sets something for its next query, so both want one transaction. */
export const byField = ({ query: { sort } }: { query: { sort?: string | FieldSort | undefined } }): boolean =>
  typeof sort === 'object';

interface Place {
  copy: CopyName;
  /** The last row's value; null where it has none. */
  value: string | null;
  id: string;
}

function readPlace(list: string, text: string | undefined): Place | null {
  const cursor = decodeCursor(list, text);
  if (cursor === null) return null;
  const [named, value, ...more] = cursor.keys ?? [];
  const copy = copyNames.find((name) => name === named);
  if (copy === undefined || value === undefined || more.length > 0) throw wrongCursor();
  if (value !== null && !copies[copy].fits(value)) throw wrongCursor();
  return { copy, value, id: cursor.id };
}

const wrongCursor = () =>
  new AppError('invalid_cursor', 'This cursor is not one of this list. Start from the first page.');

function notSortable(key: string, type: string | null): AppError {
  const message = type === null ? `There is no own field “${key}”.` : 'Its values have no order.';
  return new AppError('invalid_input', 'The list cannot be sorted by this field.', {
    errors: [{ path: 'sort', message }],
  });
}

const fieldNamed = (tx: Tx, { type, sort }: FieldOrderAsked): Sql => tx`
  from app.custom_fields f
  where f.organization_id = (select app.acting_organization()) and f.record_type = ${type} and f.key = ${sort.key}
    and f.archived_at is null`;

/** The records with a value of one sort of copy; none where the field has another. */
function filled(tx: Tx, asked: FieldOrderAsked, { copy, after }: { copy: CopyName; after: Place | null }): Sql {
  const { table, row, holds, limit, sort } = asked;
  const columns = copies[copy].columns(tx);
  const direction = sort.descending ? tx`desc` : tx`asc`;
  const order = columns.reduceRight<Sql>(
    (rest, column) => tx`${column} ${direction}, ${rest}`,
    tx`v.record_id ${direction}`,
  );
  return tx`
    select ${row}.*, ${copies[copy].place(tx)} as place, false as bare, row_number() over (order by ${order}) as nth_there
    from app.field_values v join app.${tx(table)} ${row} on ${row}.id = v.record_id
    where v.organization_id = (select app.acting_organization())
      and v.field_id = (select f.id ${fieldNamed(tx, asked)} and f.type = any(${copies[copy].types}))
      and ${columns[0]} is not null and ${holds} ${after ? beyond(tx, asked, { copy, after }) : tx``}
    order by ${order} limit ${tx.unsafe(String(limit + 1))}`;
}

function beyond(tx: Tx, { sort }: FieldOrderAsked, { copy, after }: { copy: CopyName; after: Place }): Sql {
  if (after.copy !== copy || after.value === null) return tx`and false`;
  const { columns, value } = copies[copy];
  const here = columns(tx).reduceRight<Sql>((rest, column) => tx`${column}, ${rest}`, tx`v.record_id`);
  const there = tx`${value(tx, after.value)}, ${after.id}::uuid`;
  return sort.descending ? tx`and (${here}) < (${there})` : tx`and (${here}) > (${there})`;
}

/** The records without a value, looked at only once those with one have ended. */
function bare(tx: Tx, asked: FieldOrderAsked, after: Place | null): Sql {
  const { table, row, holds, limit, sort } = asked;
  const order = sort.descending ? tx`${row}.id desc` : tx`${row}.id`;
  const id = after?.value === null ? after.id : undefined;
  const past = sort.descending ? tx`and ${row}.id < ${id ?? null}::uuid` : tx`and ${row}.id > ${id ?? null}::uuid`;
  return tx`
    select ${row}.*, null::text as place, true as bare, row_number() over (order by ${order}) as nth_there
    from app.${tx(table)} ${row}
    where (select count(*) from filled) <= ${limit} and ${holds} ${id === undefined ? tx`` : past}
      and not exists (
        select from app.field_values v
        where v.organization_id = (select app.acting_organization()) and v.record_id = ${row}.id
          and v.field_id = (select f.id ${fieldNamed(tx, asked)}))
    order by ${order} limit ${tx.unsafe(String(limit + 1))}`;
}
