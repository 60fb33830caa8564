// Owns filters at random: any tree that the checks let through.
import fc from 'fast-check';
import type { Field } from '../field.ts';
import type { FieldSet } from '../fields/registry.ts';
import type { FilterNode } from '../filter.ts';
import { operatorsOf, periods, valueShape } from '../operators.ts';

export interface Material {
  texts: string[];
  days: string[];
  numbers: number[];
  /** Ids and options by field. */
  choices: Record<string, string[]>;
}

const ordered = <T extends string | number>(item: fc.Arbitrary<T>) =>
  fc.tuple(item, item).map(([a, b]) => (a <= b ? [a, b] : [b, a]));

function valueFor(field: Field, op: string, { texts, days, numbers, choices }: Material): fc.Arbitrary<unknown> {
  const day = fc.constantFrom(...days);
  const amount = fc.oneof(fc.constantFrom(...numbers), fc.integer({ min: -5, max: 5 }));
  if (op === 'in') return fc.constantFrom(...periods);
  if (op.endsWith('_days')) return fc.oneof(fc.constantFrom(0, 1, 2), fc.integer({ min: 0, max: 400 }));
  if (field.type === 'boolean') return fc.boolean();
  const dated = field.type === 'date' || field.type === 'time';
  if (op === 'between') return dated ? ordered(day) : ordered(amount);
  if (dated) return day;
  if (field.type === 'number' || field.type === 'money') return amount;
  if (field.type === 'text') return fc.constantFrom(...texts);
  return fc.array(fc.constantFrom(...(choices[field.key] ?? texts)), { minLength: 1, maxLength: 3 });
}

const conditionOf = (field: Field, material: Material): fc.Arbitrary<FilterNode> =>
  fc.constantFrom(...operatorsOf[field.type]).chain((op) =>
    valueShape(field, op)
      ? fc.tuple(valueFor(field, op, material), fc.constantFrom('EUR', 'JPY')).map(([value, currency]) => ({
          field: field.key,
          op,
          value,
          ...(field.type === 'money' ? { currency } : {}),
        }))
      : fc.constant({ field: field.key, op }),
  );

/** Trees of at most five levels. */
export function arbitraryFilter(fields: FieldSet, material: Material): fc.Arbitrary<FilterNode> {
  const condition = fc.oneof(...[...fields.values()].map((field) => conditionOf(field, material)));
  return fc.letrec<{ node: FilterNode }>((tie) => ({
    node: fc.oneof(
      { maxDepth: 4, depthSize: 'small' },
      condition,
      fc.array(tie('node'), { maxLength: 3 }).map((all) => ({ all })),
      fc.array(tie('node'), { maxLength: 3 }).map((any) => ({ any })),
    ),
  })).node;
}
