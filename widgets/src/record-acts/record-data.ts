// Owns reading and changing one record as a whole: a person or a company.
import { type KithClient, unwrap } from '@kith/sdk';
import { downloadFile } from '../kit/download-file.ts';
import type { RecordRef } from '../kit/record.ts';
import type { KithSession } from '../kit/session.ts';

export type Whole = Omit<RecordRef, 'type'> & { type: 'contact' | 'company' };

export interface WholeRecord {
  name: string;
  deleted: boolean;
  erased: boolean;
}

/** @throws KithError `not_found`. */
export async function readRecord(client: KithClient, { type, id }: Whole, signal: AbortSignal): Promise<WholeRecord> {
  const params = { path: { id } };
  if (type === 'company') {
    const { name, deletedAt } = await unwrap(client.GET('/v1/companies/{id}', { params, signal }));
    return { name, deleted: deletedAt !== null, erased: false };
  }
  const { name, deletedAt, erasedAt } = await unwrap(client.GET('/v1/contacts/{id}', { params, signal }));
  return { name, deleted: deletedAt !== null, erased: erasedAt !== null };
}

/** Moves it to the trash; restoring is the way back. */
export async function deleteRecord(client: KithClient, { type, id }: Whole): Promise<void> {
  const params = { path: { id } };
  if (type === 'company') await unwrap(client.DELETE('/v1/companies/{id}', { params }));
  else await unwrap(client.DELETE('/v1/contacts/{id}', { params }));
}

export async function restoreRecord(client: KithClient, { type, id }: Whole): Promise<void> {
  const params = { path: { id } };
  if (type === 'company') await unwrap(client.POST('/v1/companies/{id}/restore', { params }));
  else await unwrap(client.POST('/v1/contacts/{id}/restore', { params }));
}

/** Takes away for good what is known of a person. */
export async function erasePerson(client: KithClient, id: string): Promise<void> {
  await unwrap(client.POST('/v1/contacts/{id}/erase', { params: { path: { id } }, body: { confirm: true } }));
}

export const downloadPerson = (session: KithSession, id: string) => downloadFile(session, `/v1/contacts/${id}/export`);
