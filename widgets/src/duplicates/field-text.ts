// Owns how a field of a merge is called and its value told: names instead of ids.
import { type KithClient, type MergeField, unwrap } from '@kith/sdk';
import type { PairKind } from './pairs.ts';
import type { duplicateWords } from './words.ts';

type T = ReturnType<typeof duplicateWords>;

/** Names by id or by field: of companies, members, and the organization's own fields. */
export type Names = Map<string, string>;

/** Fetches the names that the fields need, none where nothing needs them. */
export async function namesFor(client: KithClient, kind: PairKind, fields: MergeField[]): Promise<Names> {
  const names: Names = new Map();
  const idsOf = (wanted: string) =>
    fields.filter(({ field }) => field === wanted).flatMap(({ winner, loser }) => [winner, loser].filter(isText));
  const jobs = idsOf('companyId').map(async (id) => {
    const { name } = await unwrap(client.GET('/v1/companies/{id}', { params: { path: { id } } }));
    names.set(id, name);
  });
  if (idsOf('ownerId').length > 0) jobs.push(nameMembers(client, names));
  if (fields.some(({ field }) => field.startsWith('fields.'))) jobs.push(nameFields(client, kind, names));
  await Promise.all(jobs);
  return names;
}

const isText = (value: unknown): value is string => typeof value === 'string';

async function nameMembers(client: KithClient, names: Names): Promise<void> {
  const { items } = await unwrap(client.GET('/v1/members', { params: { query: { limit: 200 } } }));
  for (const { id, name, email } of items) names.set(id, name || email || id);
}

async function nameFields(client: KithClient, kind: PairKind, names: Names): Promise<void> {
  const recordType = kind === 'contacts' ? 'contact' : 'company';
  const { items } = await unwrap(client.GET('/v1/custom-fields', { params: { query: { recordType } } }));
  for (const { key, name } of items) names.set(`fields.${key}`, name);
}

const known = {
  name: 'fieldName',
  companyId: 'fieldCompany',
  title: 'fieldTitle',
  notes: 'fieldNotes',
  ownerId: 'fieldOwner',
  tags: 'fieldTags',
  avatarUrl: 'fieldPicture',
  logoUrl: 'fieldPicture',
  timeZone: 'fieldZone',
  language: 'fieldLanguage',
  source: 'fieldSource',
  doNotContact: 'fieldDoNotContact',
  domains: 'fieldDomains',
  description: 'fieldDescription',
} as const;
const isKnown = (field: string): field is keyof typeof known => Object.hasOwn(known, field);

export const fieldName = (field: string, { names, t }: { names: Names; t: T }): string =>
  isKnown(field) ? t(known[field]) : (names.get(field) ?? field.replace(/^fields\./, ''));

/** A value in words. */
export function valueText(field: string, value: unknown, say: { names: Names; t: T }): string {
  if (value === true) return say.t('yes');
  if (Array.isArray(value)) return value.map((one) => valueText(field, one, say)).join(', ');
  if (typeof value === 'object' && value !== null) return Object.values(value).join(' ');
  const text = String(value ?? '');
  return say.names.get(text) ?? text;
}
