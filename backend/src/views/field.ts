// Names what a field of a view is: its type, how it is tested, sorted and written, in SQL that holds no text of users.
import type { PendingQuery, Row } from 'postgres';
import type { Tx } from '../db/tenant.ts';

export type Sql = PendingQuery<Row[]>;

export const fieldTypes = ['text', 'number', 'money', 'date', 'time', 'boolean', 'choice', 'choices', 'ref'] as const;
/** `date`: a calendar day; `time`: an instant; `choice` and `choices`: texts of a list; `ref`: the id of another row. */
export type FieldType = (typeof fieldTypes)[number];

/** What the ids of a `ref` are of. */
export type RefOf = 'contact' | 'company' | 'deal' | 'member' | 'pipeline' | 'stage';

/** A test of one value, given as SQL. */
export type Test = (value: Sql) => Sql;

export interface Field {
  /** As filters, sorts and columns name it: `name`, `fields.budget`. */
  key: string;
  type: FieldType;
  /** Its values are folded already; what they are compared with is folded, too. */
  folded?: boolean;
  /** The heading of the record's search document holds it, folded. */
  inHeading?: boolean;
  /** The long text of its kind of record, which an index of its own knows: notes, a description. */
  isLongText?: boolean;
  /** Of an own text: its field's id, and the first 200 letters of the value, folded, which an index knows. */
  ownText?: { id: string; beginning: (tx: Tx) => Sql };
  /** Of a moment that many records have none of: how those with and those without are found, each through an index of its own. */
  halves?: Halves;
  /** What a person called it, of the organization's own fields; else clients have the words. */
  label?: string;
  of?: RefOf;
  /** Of money: what an amount is in, where its value is tested. */
  currency?: (tx: Tx) => Sql;
  /** Of an own field of money: its field's id. */
  ownMoney?: string;
  /** Of money that can be sorted by: the currency of the row `r`. */
  sortCurrency?: (tx: Tx) => Sql;
  /** What can be chosen, where the list is closed. */
  options?: { key: string; label: string }[];
  /** SQL that is true when the value, or one of several, of the row `r` passes. */
  where(tx: Tx, test: Test): Sql;
  /** The value that the row `r` is sorted by; null where it cannot be. */
  sort: ((tx: Tx) => Sql) | null;
  /** JSON of the value of the row `r`. */
  json(tx: Tx): Sql;
  /** May be written in place as text of one line: the property of the resource's PATCH. */
  editable?: string;
}

type Column = (tx: Tx) => Sql;

export interface Halves {
  filled: Column;
  empty: Column;
  /** The same as the value, where there is one, as the index of those with one has it. */
  indexed: Column;
}

type Extra =
  | 'of'
  | 'options'
  | 'json'
  | 'sort'
  | 'editable'
  | 'folded'
  | 'inHeading'
  | 'isLongText'
  | 'halves'
  | 'currency'
  | 'sortCurrency';
interface More extends Partial<Pick<Field, Extra>> {}

/** A field that is one column or expression of the row `r`. */
export const scalar = (key: string, type: FieldType, column: Column, more: More = {}): Field => ({
  key,
  type,
  where: (tx, test) => test(column(tx)),
  sort: type === 'text' ? (tx) => tx`left(app.fold(${column(tx)}), 100) collate "C"` : column,
  json: (tx) => tx`to_json(${column(tx)})`,
  ...more,
});

/** A field with several values, which cannot be sorted by. @param rows the rest of `select … v` that gives the values as `v.value`. */
export const several = (key: string, type: FieldType, rows: Column, more: More = {}): Field => ({
  key,
  type,
  where: (tx, test) => tx`exists (select from ${rows(tx)} where ${test(tx`v.value`)})`,
  sort: null,
  json: (tx) => tx`(select coalesce(json_agg(v.value), '[]'::json) from ${rows(tx)})`,
  ...more,
});
