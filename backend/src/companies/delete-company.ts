// Owns deleting a company softly, and bringing it back.
import { recordEvent } from '../events/record-event.ts';
import type { StoredJson } from '../http/answer.ts';
import type { WriteCtx } from '../http/context.ts';
import { offerUndo, withUndo } from '../undo/offer-undo.ts';
import { getCompany } from './company-queries.ts';
import { holdCompany } from './company-row.ts';

/** Deletes a company; deleting it again changes nothing. Its contacts stay. @throws AppError `not_found`. */
export async function deleteCompany(ctx: WriteCtx, id: string): Promise<StoredJson> {
  const changed = await setDeleted(ctx, id, true);
  const company = await getCompany(ctx, id);
  return withUndo(company, changed ? await offerUndo(ctx, 'company.delete', { id, version: company.version }) : null);
}

/** Restores a company; one that is not deleted stays as it is. @throws AppError `not_found`. */
export async function restoreCompany(ctx: WriteCtx, id: string): Promise<StoredJson> {
  await setDeleted(ctx, id, false);
  return getCompany(ctx, id);
}

/** True when it changed something. */
async function setDeleted(ctx: WriteCtx, id: string, deleted: boolean): Promise<boolean> {
  const { tx, organizationId } = ctx;
  const row = await holdCompany(ctx, id);
  if (row.deleted === deleted) return false;
  await tx`
    update app.companies set deleted_at = ${deleted ? tx`now()` : null}
    where organization_id = ${organizationId} and id = ${id}`;
  await recordEvent(ctx, deleted ? 'company.deleted' : 'company.restored', { subjectId: id, payload: {} });
  return true;
}
