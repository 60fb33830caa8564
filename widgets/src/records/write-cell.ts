// Owns writing one cell of a sheet, against the version that is shown.
import { type KithClient, unwrap, type ViewRecord } from '@kith/sdk';
import type { Resource } from './draft.ts';

export interface Written {
  resource: Resource;
  record: ViewRecord;
  /** The property of the resource's PATCH. */
  property: string;
  /** Empty: nothing stands there any more. */
  text: string;
}

/** @throws KithError `version_conflict` when somebody changed the record meanwhile, and what the API says. */
export async function writeCell(client: KithClient, { resource, record, property, text }: Written): Promise<void> {
  const params = { path: { id: record.id }, header: { 'if-match': `"${record.version}"` } };
  const body = { [property]: text === '' ? null : text };
  if (resource === 'contacts') await unwrap(client.PATCH('/v1/contacts/{id}', { params, body }));
  else if (resource === 'companies') await unwrap(client.PATCH('/v1/companies/{id}', { params, body }));
  else await unwrap(client.PATCH('/v1/deals/{id}', { params, body }));
}
