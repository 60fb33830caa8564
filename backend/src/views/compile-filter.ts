// Owns turning a checked filter into SQL. Fields come from the registry, values travel as parameters: no text of a user ever
// becomes SQL.
import type { Tx } from '../db/tenant.ts';
import type { Field, Sql, Test } from './field.ts';
import type { FieldSet } from './fields/registry.ts';
import { type Condition, childrenOf, type FilterNode } from './filter.ts';
import { daysOf } from './periods.ts';

export interface FilterScope {
  tx: Tx;
  fields: FieldSet;
  /** IANA zone in which days are counted. */
  zone: string;
  /** The day that it is there: `2026-12-24`. */
  today: string;
  /** Who `me` is. */
  me: string | null;
}

/** SQL that is true for the rows `r` that pass. The filter has been checked against the same fields. */
export function compileFilter(scope: FilterScope, node: FilterNode | null): Sql {
  const { tx } = scope;
  if (node === null) return tx`true`;
  const group = childrenOf(node);
  if (!group) return 'field' in node ? compileCondition(scope, node) : tx`true`;
  const [first, ...rest] = group.nodes.map((child) => compileFilter(scope, child));
  if (!first) return tx`true`;
  const joined = rest.reduce(
    (all, next) => (group.join === 'all' ? tx`${all} and ${next}` : tx`${all} or ${next}`),
    first,
  );
  return tx`(${joined})`;
}

/** The opposites hold for empty values, too: who has no title has not the title "Buyer". */
const opposites: Partial<Record<Condition['op'], Condition['op']>> = {
  not_contains: 'contains',
  is_not: 'is',
  ne: 'eq',
  none_of: 'any_of',
  is_empty: 'is_filled',
};

function compileCondition(scope: FilterScope, condition: Condition): Sql {
  const { tx, fields } = scope;
  const field = fields.get(condition.field);
  if (!field) throw new Error(`The filter was not checked: ${condition.field}`);
  const { op, value, currency } = condition;
  if (op === 'all_of' && Array.isArray(value)) {
    const each = value.map((one) => compileCondition(scope, { ...condition, op: 'any_of', value: [one] }));
    return compileJoined(tx, each);
  }
  // Said so, an index finds those without.
  if (op === 'is_empty' && field.halves) return field.halves.empty(tx);
  const opposite = opposites[op];
  if (opposite) return tx`not coalesce(${positive(scope, field, { op: opposite, value, currency })}, false)`;
  // What is unknown does not pass either; said so, it would keep every index from serving.
  return tx`(${positive(scope, field, { op, value, currency })})`;
}

const compileJoined = (tx: Tx, [first, ...rest]: Sql[]): Sql =>
  first ? tx`(${rest.reduce((all, next) => tx`${all} and ${next}`, first)})` : tx`true`;

type Asked = Pick<Condition, 'op' | 'value' | 'currency'>;

function positive(scope: FilterScope, field: Field, asked: Asked): Sql {
  return field.where(scope.tx, testOf(scope, field, asked));
}

function testOf(scope: FilterScope, field: Field, { op, value, currency }: Asked): Test {
  const { tx } = scope;
  if (op === 'is_filled') return (v) => (field.type === 'text' ? tx`${v} <> ''` : tx`${v} is not null`);
  switch (field.type) {
    case 'text':
      return textTest(tx, field, op, String(value));
    case 'number':
      return numberTest(tx, op, value);
    case 'money':
      return moneyTest(tx, field, { op, value, currency });
    case 'date':
    case 'time':
      return dayTest(scope, field.type, { op, value });
    case 'boolean':
      return (v) => tx`${v} = ${value === true}`;
    default:
      return listTest(scope, field, Array.isArray(value) ? value.map(String) : []);
  }
}

function textTest(tx: Tx, { folded, ownText }: Field, op: Condition['op'], wanted: string): Test {
  const of = (v: Sql) => (folded ? v : tx`app.fold(${v})`);
  // What is equal begins alike, and beginnings have an index.
  const alike = ownText ? tx`${ownText.beginning(tx)} = left(app.fold(${wanted}), 200) and ` : tx``;
  if (op === 'is') return (v) => tx`${alike}${of(v)} = app.fold(${wanted})`;
  const literal = tx`replace(replace(replace(app.fold(${wanted}), '\\', '\\\\'), '%', '\\%'), '_', '\\_')`;
  const before = op === 'contains' ? '%' : '';
  return (v) => tx`${of(v)} like ${before} || ${literal} || '%'`;
}

function numberTest(tx: Tx, op: Condition['op'], value: unknown): Test {
  if (Array.isArray(value)) {
    return (v) => tx`${v} between ${String(value[0])}::float8 and ${String(value[1])}::float8`;
  }
  const wanted = tx`${String(value)}::float8`;
  if (op === 'lt') return (v) => tx`${v} < ${wanted}`;
  if (op === 'lte') return (v) => tx`${v} <= ${wanted}`;
  if (op === 'gt') return (v) => tx`${v} > ${wanted}`;
  return op === 'gte' ? (v) => tx`${v} >= ${wanted}` : (v) => tx`${v} = ${wanted}`;
}

/** A thousand yen are no thousand dollars: only amounts in the currency are compared. */
function moneyTest(tx: Tx, field: Field, { op, value, currency = '' }: Asked): Test {
  const test = numberTest(tx, op, value);
  const held = field.currency?.(tx) ?? tx`null`;
  return (v) => tx`(${held} = ${currency} and ${test(v)})`;
}

function dayTest({ tx, zone, today }: FilterScope, type: 'date' | 'time', { op, value }: Asked): Test {
  const { from, to } = daysOf(op, value, today);
  // The instant at which a day begins in the zone.
  const start = (day: string) =>
    type === 'date' ? tx`${day}::text::date` : tx`(${day}::text::timestamp at time zone ${zone})`;
  return (v) => {
    if (from === null) return to === null ? tx`true` : tx`${v} < ${start(to)}`;
    return to === null ? tx`${v} >= ${start(from)}` : tx`(${v} >= ${start(from)} and ${v} < ${start(to)})`;
  };
}

function listTest({ tx, me }: FilterScope, field: Field, wanted: string[]): Test {
  if (field.type === 'ref') {
    const ids = tx`${wanted.map((id) => (id === 'me' ? me : id))}::uuid[]`;
    // Whoever was merged is meant as whom they live on.
    const mergeable = field.of === 'contact' || field.of === 'company';
    return mergeable ? (v) => tx`${v} = any((select app.followed_ids(${ids}))::uuid[])` : (v) => tx`${v} = any(${ids})`;
  }
  return field.folded
    ? (v) => tx`${v} = any(array(select app.fold(w) from unnest(${wanted}::text[]) as w))`
    : (v) => tx`${v} = any(${wanted}::text[])`;
}
