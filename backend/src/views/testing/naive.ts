// Owns the plain reading of a filter, in memory and by other means than SQL: what the compiled one is held against.
import { type Condition, childrenOf, type FilterNode } from '../filter.ts';

/** A record as the property test knows it: each field's value, or all of them. */
export type Known = Record<string, unknown>;

export interface Reading {
  types: Record<string, string>;
  zone: string;
  now: Date;
  me: string;
  /** Into whom others were merged, by id. */
  merged?: ReadonlyMap<string, string>;
}

export function passes(record: Known, node: FilterNode | null, reading: Reading): boolean {
  if (node === null) return true;
  const group = childrenOf(node);
  if (!group) return 'field' in node && holds(record, node, reading);
  if (group.nodes.length === 0) return true;
  return group.join === 'all'
    ? group.nodes.every((child) => passes(record, child, reading))
    : group.nodes.some((child) => passes(record, child, reading));
}

const negated: Record<string, Condition['op']> = {
  not_contains: 'contains',
  is_not: 'is',
  ne: 'eq',
  none_of: 'any_of',
  is_empty: 'is_filled',
};

function holds(record: Known, condition: Condition, reading: Reading): boolean {
  const { field, op, value } = condition;
  const positive = negated[op];
  if (positive) return !holds(record, { ...condition, op: positive }, reading);
  if (op === 'all_of' && Array.isArray(value)) {
    return value.every((one) => holds(record, { field, op: 'any_of', value: [one] }, reading));
  }
  const held = record[field];
  const values = (Array.isArray(held) ? held : [held]).filter((one) => one !== null && one !== undefined && one !== '');
  return values.some((one) => test(one, condition, reading));
}

const fold = (text: unknown) => String(text).toLowerCase();

function test(
  held: unknown,
  { field, op, value, currency }: Condition,
  { types, zone, now, me, merged }: Reading,
): boolean {
  if (op === 'is_filled') return true;
  const type = types[field];
  if (type === 'text') {
    if (op === 'is') return fold(held) === fold(value);
    return op === 'contains' ? fold(held).includes(fold(value)) : fold(held).startsWith(fold(value));
  }
  if (type === 'number') return compare(Number(held), op, value);
  if (type === 'money') {
    const money = Object(held);
    return money.currency === currency && compare(money.amount, op, value);
  }
  if (type === 'boolean') return held === value;
  if (type === 'date' || type === 'time') {
    const day = type === 'date' ? String(held) : localDay(new Date(String(held)), zone);
    return onDay(day, { op, value }, localDay(now, zone));
  }
  return (
    Array.isArray(value) && value.some((one) => fold(merged?.get(one) ?? (one === 'me' ? me : one)) === fold(held))
  );
}

function compare(held: number, op: Condition['op'], value: unknown): boolean {
  if (Array.isArray(value)) return held >= value[0] && held <= value[1];
  const wanted = Number(value);
  const signs: Partial<Record<Condition['op'], boolean>> = {
    eq: held === wanted,
    lt: held < wanted,
    lte: held <= wanted,
    gt: held > wanted,
    gte: held >= wanted,
  };
  return signs[op] ?? false;
}

const localDay = (at: Date, zone: string) =>
  new Intl.DateTimeFormat('en-CA', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(at);

const number = (day: string) => Date.parse(`${day}T00:00:00Z`) / 86_400_000;

function onDay(day: string, { op, value }: Pick<Condition, 'op' | 'value'>, today: string): boolean {
  const ago = number(today) - number(day);
  if (op === 'past_days') return ago >= 0 && ago <= Number(value);
  if (op === 'next_days') return ago <= 0 && -ago <= Number(value);
  if (op === 'older_than_days') return ago > Number(value);
  if (op === 'on') return day === value;
  if (op === 'before') return day < String(value);
  if (op === 'after') return day > String(value);
  if (op === 'between' && Array.isArray(value)) return day >= value[0] && day <= value[1];
  const [which, unit] =
    { yesterday: 'last_day', today: 'this_day', tomorrow: 'next_day' }[String(value)]?.split('_') ??
    String(value).split('_');
  const steps = { last: -1, this: 0, next: 1 }[which ?? ''];
  return ordinal(day, unit) - ordinal(today, unit) === steps;
}

/** Which day, week, month, quarter or year it is, counted from the beginning of time. */
function ordinal(day: string, unit: string | undefined): number {
  const [year = 0, month = 0] = day.split('-').map(Number);
  if (unit === 'day') return number(day);
  // The first of January 1970 was a Thursday.
  if (unit === 'week') return Math.floor((number(day) + 3) / 7);
  if (unit === 'month') return year * 12 + month - 1;
  return unit === 'quarter' ? year * 4 + Math.floor((month - 1) / 3) : year;
}
