// Owns reading and changing one record of any type through the API, as the details see it.
import { type Company, type Contact, type CustomField, type Employment, type KithClient, unwrap } from '@kith/sdk';
import type { RecordRef } from '../kit/record.ts';

/** What the details know of a record; what its type does not have is left out. */
export interface DetailRecord {
  id: string;
  version: number;
  tags: string[];
  ownerId: string | null;
  fields: Record<string, unknown>;
  deletedAt: string | null;
  /** What people and companies have alike. */
  kept?: Pick<Contact, 'timeZone' | 'language' | 'source' | 'doNotContact' | 'doNotContactSince'>;
  person?: { employments: Employment[] };
  company?: { name: string; domains: string[]; description: string | null };
}

export interface Saved {
  record: DetailRecord;
  undoToken: string | null | undefined;
  /** How many people a company's new domains took in. */
  tookIn?: number;
}

/** Reads a record. @throws KithError. */
export async function readRecord(
  client: KithClient,
  { type, id }: RecordRef,
  signal: AbortSignal,
): Promise<DetailRecord> {
  const params = { path: { id } };
  if (type === 'contact') return ofPerson(await unwrap(client.GET('/v1/contacts/{id}', { params, signal })));
  if (type === 'company') return ofCompany(await unwrap(client.GET('/v1/companies/{id}', { params, signal })));
  return pick(await unwrap(client.GET('/v1/deals/{id}', { params, signal })));
}

/** What a row of the details changes. */
export type DetailPatch = Record<string, unknown>;

/** Changes a record over the version that was read. @throws KithError, `version_conflict` among them. */
export async function saveRecord(
  client: KithClient,
  { type, id }: RecordRef,
  { version, patch }: { version: number; patch: DetailPatch },
): Promise<Saved> {
  const params = { path: { id }, header: { 'if-match': `"${version}"` } };
  if (type === 'contact') {
    const saved = await unwrap(client.PATCH('/v1/contacts/{id}', { params, body: patch }));
    return { record: ofPerson(saved), undoToken: saved.undoToken };
  }
  if (type === 'company') {
    const saved = await unwrap(client.PATCH('/v1/companies/{id}', { params, body: patch }));
    return { record: ofCompany(saved), undoToken: saved.undoToken, tookIn: saved.tookIn.people };
  }
  const saved = await unwrap(client.PATCH('/v1/deals/{id}', { params, body: patch }));
  return { record: pick(saved), undoToken: saved.undoToken };
}

/** The live fields of a record type, in their order. */
export async function fieldsOf(client: KithClient, recordType: RecordRef['type']): Promise<CustomField[]> {
  return (await unwrap(client.GET('/v1/custom-fields', { params: { query: { recordType } } }))).items;
}

type Common = Pick<DetailRecord, 'id' | 'version' | 'tags' | 'ownerId' | 'fields' | 'deletedAt'>;

const pick = ({ id, version, tags, ownerId, fields, deletedAt }: Common): DetailRecord => ({
  id,
  version,
  tags,
  ownerId,
  fields,
  deletedAt,
});

/** What the details know of a person. */
export function ofPerson(contact: Contact): DetailRecord {
  return { ...pick(contact), kept: keptOf(contact), person: { employments: contact.employments } };
}

function ofCompany(company: Company): DetailRecord {
  const { name, domains, description } = company;
  return { ...pick(company), kept: keptOf(company), company: { name, domains, description } };
}

const keptOf = ({ timeZone, language, source, doNotContact, doNotContactSince }: Contact | Company) => ({
  timeZone,
  language,
  source,
  doNotContact,
  doNotContactSince,
});
