// Owns ending a relation softly, and bringing it back.
import { recordEvent } from '../events/record-event.ts';
import type { StoredJson } from '../http/answer.ts';
import type { WriteCtx } from '../http/context.ts';
import { offerUndo, withUndo } from '../undo/offer-undo.ts';
import { getRelation } from './relation-queries.ts';
import { holdRelation } from './relation-row.ts';

/** Deletes a relation; deleting it again changes nothing. @throws AppError `not_found`. */
export async function deleteRelation(ctx: WriteCtx, id: string): Promise<StoredJson> {
  const deleted = await setDeleted(ctx, id, true);
  const relation = await getRelation(ctx, id);
  const undoToken = deleted ? await offerUndo(ctx, 'relation.delete', { id, version: relation.version }) : null;
  return withUndo(relation, undoToken);
}

/**
 * Restores a relation; one that is not deleted stays as it is.
 * @throws AppError `not_found`, or `relation_cycle` when somebody would be their own boss by now.
 */
export async function restoreRelation(ctx: WriteCtx, id: string): Promise<StoredJson> {
  await setDeleted(ctx, id, false);
  return getRelation(ctx, id);
}

/** @returns whether anything changed. */
async function setDeleted(ctx: WriteCtx, id: string, deleted: boolean): Promise<boolean> {
  const { tx, organizationId } = ctx;
  const { kind, from, to, ...row } = await holdRelation(ctx, id);
  if (row.deleted === deleted) return false;
  await tx`
    update app.relations set deleted_at = ${deleted ? tx`now()` : null}
    where organization_id = ${organizationId} and id = ${id}`;
  const type = deleted ? 'relation.deleted' : 'relation.restored';
  await recordEvent(ctx, type, { subjectId: id, payload: { kind, from, to } });
  return true;
}
