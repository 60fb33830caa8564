// Owns how companies are read.
import type { Tx } from '../db/tenant.ts';
import { AppError } from '../errors.ts';
import type { StoredJson } from '../http/answer.ts';
import type { ReadCtx } from '../http/context.ts';

/** Arguments of json_build_object for the row `c`. */
export const companyFields = (tx: Tx) => tx`
  'id', c.id, 'organizationId', c.organization_id, 'name', c.name, 'domain', c.domain, 'createdAt', c.created_at,
  'updatedAt', c.updated_at, 'deletedAt', c.deleted_at, 'version', c.version`;

export const noSuchCompany = () => new AppError('not_found', 'There is no such company here.');

/** Reads a company, deleted ones too, so that they can be restored. @throws AppError `not_found`. */
export async function getCompany({ tx }: ReadCtx, id: string): Promise<StoredJson> {
  const [row] = await tx<StoredJson[]>`
    select json_build_object(${companyFields(tx)})::text as json, c.version
    from app.companies c where c.organization_id = (select app.acting_organization()) and c.id = ${id}`;
  if (!row) throw noSuchCompany();
  return row;
}
