// Owns changing, deleting and restoring a company.
import { recordEvent } from '../events/record-event.ts';
import type { StoredJson } from '../http/answer.ts';
import type { WriteCtx } from '../http/context.ts';
import { versionConflict } from '../http/etag.ts';
import { getCompany, noSuchCompany } from './company-queries.ts';
import { checkDomain } from './domain.ts';
import type { CompanyPatch } from './schema.ts';

interface Held {
  version: number;
  name: string;
  domain: string | null;
  deleted: boolean;
}

async function holdCompany({ tx, organizationId }: WriteCtx, id: string): Promise<Held> {
  const [row] = await tx<Held[]>`
    select version, name, domain, deleted_at is not null as deleted from app.companies
    where organization_id = ${organizationId} and id = ${id} for update`;
  if (!row) throw noSuchCompany();
  return row;
}

export interface CompanyChange {
  id: string;
  /** The version that the caller read. */
  version: number;
  patch: CompanyPatch;
}

/** Changes a live company. @throws AppError `not_found` (deleted ones too), `version_conflict` or `invalid_input`. */
export async function updateCompany(ctx: WriteCtx, { id, version, patch }: CompanyChange): Promise<StoredJson> {
  const { tx, organizationId } = ctx;
  const row = await holdCompany(ctx, id);
  if (row.deleted) throw noSuchCompany();
  if (row.version !== version) throw versionConflict();
  const name = patch.name ?? row.name;
  const domain = patch.domain === undefined ? row.domain : checkDomain(patch.domain);
  const changed = [...(name === row.name ? [] : ['name']), ...(domain === row.domain ? [] : ['domain'])];
  if (changed.length > 0) {
    await tx`
      update app.companies set name = ${name}, domain = ${domain}
      where organization_id = ${organizationId} and id = ${id}`;
    await recordEvent(ctx, 'company.updated', { subjectId: id, payload: { changed } });
  }
  return getCompany(ctx, id);
}

/** Deletes a company; deleting it again changes nothing. Its contacts stay. @throws AppError `not_found`. */
export const deleteCompany = (ctx: WriteCtx, id: string) => setDeleted(ctx, id, true);

/** Restores a company; one that is not deleted stays as it is. @throws AppError `not_found`. */
export const restoreCompany = (ctx: WriteCtx, id: string) => setDeleted(ctx, id, false);

async function setDeleted(ctx: WriteCtx, id: string, deleted: boolean): Promise<StoredJson> {
  const { tx, organizationId } = ctx;
  const row = await holdCompany(ctx, id);
  if (row.deleted !== deleted) {
    await tx`
      update app.companies set deleted_at = ${deleted ? tx`now()` : null}
      where organization_id = ${organizationId} and id = ${id}`;
    await recordEvent(ctx, deleted ? 'company.deleted' : 'company.restored', { subjectId: id, payload: {} });
  }
  return getCompany(ctx, id);
}
