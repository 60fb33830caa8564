// Owns ending a relation softly, and bringing it back.
import { recordEvent } from '../events/record-event.ts';
import type { StoredJson } from '../http/answer.ts';
import type { WriteCtx } from '../http/context.ts';
import { getRelation } from './relation-queries.ts';
import { holdRelation } from './relation-row.ts';

/** Deletes a relation; deleting it again changes nothing. @throws AppError `not_found`. */
export const deleteRelation = (ctx: WriteCtx, id: string) => setDeleted(ctx, id, true);

/**
 * Restores a relation; one that is not deleted stays as it is.
 * @throws AppError `not_found`, or `relation_cycle` when somebody would be their own boss by now.
 */
export const restoreRelation = (ctx: WriteCtx, id: string) => setDeleted(ctx, id, false);

async function setDeleted(ctx: WriteCtx, id: string, deleted: boolean): Promise<StoredJson> {
  const { tx, organizationId } = ctx;
  const { kind, from, to, ...row } = await holdRelation(ctx, id);
  if (row.deleted !== deleted) {
    await tx`
      update app.relations set deleted_at = ${deleted ? tx`now()` : null}
      where organization_id = ${organizationId} and id = ${id}`;
    const type = deleted ? 'relation.deleted' : 'relation.restored';
    await recordEvent(ctx, type, { subjectId: id, payload: { kind, from, to } });
  }
  return getRelation(ctx, id);
}
