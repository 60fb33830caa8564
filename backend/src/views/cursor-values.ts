// Owns the values of sorted fields in cursors of views: what each may look like, and how it comes back as SQL.
import type { Tx } from '../db/tenant.ts';
import { AppError } from '../errors.ts';
import type { FieldType, Sql } from './field.ts';

/** How a value of each type comes back from a cursor. */
export const castOf = (tx: Tx, type: FieldType, value: string): Sql => {
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

/** Whether a cursor's value can be one of the type, or none. */
export const fits = (type: FieldType, value: string | null) => value === null || (shapeOf[type]?.test(value) ?? true);

export const wrongCursor = () =>
  new AppError('invalid_cursor', 'This cursor is not one of this list. Start from the first page.');
