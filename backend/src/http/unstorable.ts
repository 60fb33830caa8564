// Owns what no JSON that comes in may hold: text that Postgres cannot keep, names that reach into prototypes, endless nesting.
import type { FieldError } from '../errors.ts';

const deepest = 32;
const names = new Set(['__proto__', 'constructor', 'prototype']);

/** True for a name that means something to every object. */
export const isReservedName = (name: string) => names.has(name);

/** Names every place that cannot be taken. A name among them is left out of what a schema knows, and so would pass unseen. */
export function unstorable(value: unknown, path: string[] = []): FieldError[] {
  const at = (message: string): FieldError[] => [{ path: path.join('.'), message }];
  if (typeof value === 'string') {
    if (value.includes('\0')) return at('Must not contain a NUL character.');
    return value.isWellFormed() ? [] : at('Must be well-formed Unicode.');
  }
  if (typeof value !== 'object' || value === null) return [];
  if (path.length === deepest) return at('Is nested too deeply.');
  return Object.entries(value).flatMap(([name, item]) => [
    ...(isReservedName(name) ? [{ path: [...path, name].join('.'), message: 'This name is not allowed.' }] : []),
    ...(name.includes('\0') || !name.isWellFormed() ? at('Holds a name that cannot be stored.') : []),
    ...unstorable(item, [...path, name]),
  ]);
}
