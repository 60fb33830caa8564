// Owns comparing values of own fields: Postgres keeps keys in an order of its own.
import type { FieldValues } from './values.ts';

/** True when both hold the same values. */
export const sameFields = (some: FieldValues, others: FieldValues) => canonical(some) === canonical(others);

const canonical = (value: unknown): string =>
  JSON.stringify(value, (_, part) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
