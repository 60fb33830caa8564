// Owns checking a filter, a sort and columns against the fields that a resource has: each mistake by its path.
import { isCurrency } from '../deals/currency.ts';
import type { FieldError } from '../errors.ts';
import type { Field } from './field.ts';
import type { FieldSet } from './fields/registry.ts';
import { type Condition, eachCondition, type ViewFilter } from './filter.ts';
import { operatorsOf, valueShape } from './operators.ts';

export interface Sorting {
  field: string;
  direction: 'asc' | 'desc';
}

export interface Asked {
  filter: ViewFilter;
  sort: Sorting[];
  columns: string[];
}

/** What does not fit; empty when all does. */
export function checkView(fields: FieldSet, { filter, sort, columns }: Asked): FieldError[] {
  const errors: FieldError[] = [];
  eachCondition(filter.where, (condition, path) => errors.push(...checkCondition(fields, condition, `filter.${path}`)));
  for (const [index, { field }] of sort.entries()) {
    const known = fields.get(field);
    if (!known) errors.push({ path: `sort.${index}.field`, message: `There is no field ${field}.` });
    else if (known.sort === null)
      errors.push({ path: `sort.${index}.field`, message: `${field} cannot be sorted by.` });
  }
  for (const [index, column] of columns.entries()) {
    if (!fields.has(column)) errors.push({ path: `columns.${index}`, message: `There is no field ${column}.` });
  }
  return errors;
}

function checkCondition(fields: FieldSet, condition: Condition, path: string): FieldError[] {
  const { field: key, op, value } = condition;
  const field = fields.get(key);
  if (!field) return [{ path: `${path}.field`, message: `There is no field ${key}.` }];
  if (!operatorsOf[field.type].includes(op)) {
    return [
      { path: `${path}.op`, message: `${key} is a ${field.type}; it knows ${operatorsOf[field.type].join(', ')}.` },
    ];
  }
  const currency = checkCurrency(field, condition);
  if (currency) return [{ path: `${path}.currency`, message: currency }];
  const shape = valueShape(field, op);
  if (!shape)
    return value === undefined || value === null ? [] : [{ path: `${path}.value`, message: `${op} takes no value.` }];
  const checked = shape.safeParse(value);
  if (checked.success) return [];
  return checked.error.issues.map((issue) => ({
    path: [path, 'value', ...issue.path].join('.'),
    message: issue.message,
  }));
}

function checkCurrency(field: Field, { op, currency }: Condition): string | null {
  const compared = field.type === 'money' && valueShape(field, op) !== undefined;
  if (!compared) return currency === undefined ? null : 'Only comparisons of money have a currency.';
  if (currency === undefined) return 'Say in which currency: amounts in others are not compared.';
  return isCurrency(currency) ? null : 'There is no such currency.';
}
