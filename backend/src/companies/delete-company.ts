// Owns deleting a company softly, and bringing it back.
import { recordEvent } from '../events/record-event.ts';
import type { StoredJson } from '../http/answer.ts';
import type { WriteCtx } from '../http/context.ts';
import { getCompany } from './company-queries.ts';
import { holdCompany } from './company-row.ts';

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
