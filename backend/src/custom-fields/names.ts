// Owns making keys from names: a to z, digits and _, each once.
import { isReservedName } from '../http/unstorable.ts';
import type { FieldOption } from './schema.ts';

const slugOf = (name: string) =>
  name
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    // By way of capitals, where ß is SS.
    .toUpperCase()
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '_')
    .replaceAll(/^_+|_+$/g, '')
    .slice(0, 40);

/** The name's own letters, or `fallback` with a number; never one of `taken`. */
function freeKey(name: string, fallback: string, taken: Set<string>): string {
  const slug = slugOf(name);
  const base = slug === '' ? fallback : slug;
  for (let nth = 1; ; nth += 1) {
    const key = nth === 1 ? base : `${base}_${nth}`;
    if (!taken.has(key)) return key;
  }
}

/** A key for a new field. Keys begin with a letter, and are no names that requests may not hold. */
export function keyOfField(name: string, taken: Set<string>): string {
  const slug = slugOf(name);
  return freeKey(/^[0-9]/.test(slug) || isReservedName(slug) ? `field_${slug}` : name, 'field', taken);
}

/** Gives options without a key one. Labels and keys are each there once; null when they are not. */
export function completeOptions(options: { key?: string | undefined; label: string }[]): FieldOption[] | null {
  const taken = new Set(options.flatMap(({ key }) => (key === undefined ? [] : [key])));
  const named = options.filter(({ key }) => key !== undefined).length;
  const labels = new Set(options.map(({ label }) => label.toLowerCase()));
  if (taken.size !== named || labels.size !== options.length) return null;
  return options.map(({ key, label }) => {
    const own = key ?? freeKey(label, 'option', taken);
    taken.add(own);
    return { key: own, label };
  });
}
