// Owns guessing where a table comes from, what it is about, and what each of its columns means.
import { foldHeader } from './fold-header.ts';
import { headerWords } from './header-words.ts';
import { sources } from './sources/registry.ts';
import type { ImportSource } from './sources/source.ts';
import { type ImportKind, importKinds, type Target, takesSeveral, targetsOf } from './targets.ts';

export interface Guess {
  source: ImportSource | null;
  kind: ImportKind;
  /** One for each column; null leaves the column out. */
  targets: (Target | null)[];
}

/** `E-mail 12 - Value` and `E-mail # - Value` meet in one form; what stands first is the column's own. */
const formsOf = (header: string) => {
  const folded = foldHeader(header);
  return [folded, folded.replace(/\d+/g, '#')];
};

const wordsByKind = new Map(
  importKinds.map((kind) => [
    kind,
    new Map(
      [...targetsOf[kind]].flatMap((target) =>
        (headerWords[kind][target] ?? []).map((word): [string, Target] => [foldHeader(word), target]),
      ),
    ),
  ]),
);
const columnsBySource = new Map(
  sources.map((source) => [
    source,
    new Map(Object.entries(source.columns).map(([header, target]) => [foldHeader(header), target])),
  ]),
);
const known = new Set([
  ...[...wordsByKind.values()].flatMap((words) => [...words.keys()]),
  ...[...columnsBySource.values()].flatMap((columns) => [...columns.keys()]),
]);

/** Whether some export or person writes this over a column. @param folded from foldHeader */
export const isKnownHeader = (folded: string) => known.has(folded) || known.has(folded.replace(/\d+/g, '#'));

/** Guesses from headers, then from what stands in the first rows. @param kind what the person says it is about. */
export function guessColumns(columns: string[], samples: string[][], kind?: ImportKind): Guess {
  const source = sourceOf(columns, kind);
  const about = kind ?? source?.kind ?? kindOf(columns);
  const targets = columns.map((column, at) => {
    const told = source ? columnOf(source, column) : undefined;
    return told === undefined ? (guessOf(column, about) ?? byValues(samples, at, about)) : told;
  });
  return { source, kind: about, targets: onceEach(targets) };
}

/** The target, null for a column to leave out, undefined for one that is not listed. */
function columnOf(source: ImportSource, header: string): Target | null | undefined {
  const columns = columnsBySource.get(source);
  const form = formsOf(header).find((one) => columns?.has(one));
  return form === undefined ? undefined : columns?.get(form);
}

function guessOf(header: string, kind: ImportKind): Target | null {
  const words = wordsByKind.get(kind);
  const found = formsOf(header)
    .map((form) => words?.get(form))
    .find((target) => target !== undefined);
  return found ?? null;
}

function sourceOf(columns: string[], kind: ImportKind | undefined): ImportSource | null {
  const folded = new Set(columns.map(foldHeader));
  const fitting = sources.filter(
    (source) =>
      (kind === undefined || source.kind === kind) &&
      source.signature.every((header) => folded.has(foldHeader(header))),
  );
  return fitting.toSorted((a, b) => b.signature.length - a.signature.length)[0] ?? null;
}

/** Deals have stages or sums; companies have neither people nor deals; everything else is about people. */
function kindOf(columns: string[]): ImportKind {
  const targets = (kind: ImportKind) => columns.map((column) => guessOf(column, kind));
  const deal = targets('deals');
  if (deal.includes('dealName') && (deal.includes('stage') || deal.includes('amount'))) return 'deals';
  const person = targets('contacts');
  const people: (Target | null)[] = ['name', 'givenName', 'familyName', 'title', 'telegram', 'email'];
  return !person.some((target) => people.includes(target)) && person.includes('companyName') ? 'companies' : 'contacts';
}

const looks: [Target, RegExp][] = [
  ['email', /^\S+@\S+\.\S+$/],
  ['linkedin', /linkedin\.com\/in\//i],
  ['telegram', /^(https?:\/\/)?t\.me\/|^@[a-z]\w{3,31}$/i],
  ['url', /^https?:\/\//i],
  ['phone', /^\+\d[\d\s().-]{6,}$/],
];

/** A column whose values nearly all look alike says what it is without a header. */
function byValues(samples: string[][], at: number, kind: ImportKind): Target | null {
  if (kind === 'deals') return null;
  const values = samples.map((cells) => cells[at]?.trim() ?? '').filter((value) => value !== '');
  if (values.length === 0) return null;
  const [target] =
    looks.find(([, look]) => values.filter((value) => look.test(value)).length > values.length * 0.8) ?? [];
  return target === undefined || (kind === 'companies' && target === 'telegram') ? null : target;
}

/** A second column for a target that takes one is left to the person. */
function onceEach(targets: (Target | null)[]): (Target | null)[] {
  const used = new Set<Target>();
  return targets.map((target) => {
    if (target === null || takesSeveral(target)) return target;
    if (used.has(target)) return null;
    used.add(target);
    return target;
  });
}
