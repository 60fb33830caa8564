// Owns which value a merged record has, field by field: what a person chose, else what loses nothing.
import { isDeepStrictEqual } from 'node:util';
import { AppError } from '../errors.ts';
import type { MergeChoice, MergeField } from './schema.ts';

/** How two values can become one: lists and notes may keep both, a flag is true when either is. */
type Way = 'one' | 'list' | 'text' | 'flag';

interface FieldRule {
  /** Name on the wire. */
  field: string;
  column: string;
  way: Way;
}

const rule = (field: string, column = field, way: Way = 'one'): FieldRule => ({ field, column, way });

export const mergedFields: Record<'contact' | 'company', FieldRule[]> = {
  contact: [
    rule('name'),
    rule('companyId', 'company_id'),
    rule('title'),
    rule('notes', 'notes', 'text'),
    rule('ownerId', 'owner_id'),
    rule('tags', 'tags', 'list'),
    rule('avatarUrl', 'avatar_url'),
    rule('timeZone', 'time_zone'),
    rule('language'),
    rule('source'),
    rule('doNotContact', 'do_not_contact', 'flag'),
  ],
  company: [
    rule('name'),
    rule('domains', 'domains', 'list'),
    rule('description', 'description', 'text'),
    rule('logoUrl', 'logo_url'),
    rule('ownerId', 'owner_id'),
    rule('tags', 'tags', 'list'),
    rule('timeZone', 'time_zone'),
    rule('language'),
    rule('source'),
    rule('doNotContact', 'do_not_contact', 'flag'),
  ],
};

export type StoredRow = Record<string, unknown>;
export type Choices = Record<string, MergeChoice>;

export interface Pair {
  winner: StoredRow;
  loser: StoredRow;
}

/** Decides every field in which either record has something. @throws AppError `invalid_input` for fields that there are not. */
export function decideFields(kind: 'contact' | 'company', pair: Pair, choices: Choices): MergeField[] {
  const rules = [...mergedFields[kind], ...ownFields(pair)];
  const unknown = Object.keys(choices).filter((name) => !rules.some(({ field }) => field === name));
  const errors = unknown.map((name) => ({ path: `choices.${name}`, message: 'There is no such field to choose.' }));
  if (errors.length > 0) throw new AppError('invalid_input', 'Some fields cannot be chosen.', { errors });
  return rules.flatMap(({ field, column, way }) => {
    const [winner, loser] = [storedValue(pair.winner, column), storedValue(pair.loser, column)];
    if (isEmpty(winner) && isEmpty(loser)) return [];
    const chosen = allowed(choices[field], way) ?? best(winner, loser, way);
    return [{ field, winner, loser, chosen, value: take({ winner, loser }, chosen, way) }];
  });
}

/** The columns of the winner that become others. */
export function changedColumns(kind: 'contact' | 'company', pair: Pair, fields: MergeField[]): StoredRow {
  const own = objectOf(pair.winner['fields']);
  const columns: StoredRow = {};
  for (const { field, value, winner } of fields) {
    if (isDeepStrictEqual(value, winner)) continue;
    const column = mergedFields[kind].find((one) => one.field === field)?.column;
    if (column !== undefined) columns[column] = value;
    else columns['fields'] = withOwn(objectOf(columns['fields'] ?? own), field.slice('fields.'.length), value);
  }
  if (columns['do_not_contact'] === true) columns['do_not_contact_since'] = pair.loser['do_not_contact_since'];
  if (columns['do_not_contact'] === false) columns['do_not_contact_since'] = null;
  if (columns['domains'] !== undefined) columns['domain'] = listOf(columns['domains'])[0] ?? null;
  return columns;
}

/** An own field without a value is none. */
function withOwn(fields: StoredRow, key: string, value: unknown): StoredRow {
  const { [key]: _, ...others } = fields;
  return value === null ? others : { ...others, [key]: value };
}

/** Of several options both records' are kept. */
function ownFields({ winner, loser }: Pair): FieldRule[] {
  const [ours, theirs] = [objectOf(winner['fields']), objectOf(loser['fields'])];
  const wayOf = (key: string) => (Array.isArray(ours[key]) && Array.isArray(theirs[key]) ? 'list' : 'one');
  return [...new Set([...Object.keys(ours), ...Object.keys(theirs)])]
    .toSorted()
    .map((key) => rule(`fields.${key}`, `fields.${key}`, wayOf(key)));
}

function storedValue(row: StoredRow, column: string): unknown {
  const value = column.startsWith('fields.') ? objectOf(row['fields'])[column.slice('fields.'.length)] : row[column];
  return value ?? null;
}

const isEmpty = (value: unknown) =>
  value === null || value === '' || value === false || (Array.isArray(value) && value.length === 0);

const allowed = (choice: MergeChoice | undefined, way: Way) =>
  choice === 'both' && way !== 'list' && way !== 'text' ? undefined : choice;

function best(winner: unknown, loser: unknown, way: Way): MergeChoice {
  if (isEmpty(loser) || isDeepStrictEqual(winner, loser)) return 'winner';
  if (isEmpty(winner)) return 'loser';
  return way === 'list' || way === 'text' ? 'both' : 'winner';
}

function take({ winner, loser }: { winner: unknown; loser: unknown }, chosen: MergeChoice, way: Way): unknown {
  if (chosen === 'winner') return winner;
  if (chosen === 'loser') return loser;
  if (way === 'list') return [...new Set([...listOf(winner), ...listOf(loser)])];
  return [winner, loser].filter((text) => !isEmpty(text)).join('\n\n');
}

const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
const objectOf = (value: unknown): StoredRow =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.fromEntries(Object.entries(value)) : {};
