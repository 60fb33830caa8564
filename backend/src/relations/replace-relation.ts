// Owns making another relation out of one: another kind, other words, the other direction.
import type { WriteCtx } from '../http/context.ts';
import { versionConflict } from '../http/etag.ts';
import { offerUndo } from '../undo/offer-undo.ts';
import { createRelation, type Relating } from './create-relation.ts';
import { deleteRelation } from './delete-relation.ts';
import { getRelation, noSuchRelation } from './relation-queries.ts';
import { holdRelation } from './relation-row.ts';
import type { NewRelation } from './schema.ts';

export interface Replacement {
  id: string;
  /** The version that the caller read. */
  version: number;
  by: NewRelation;
}

/**
 * Ends a relation and makes another one; a relation is what it is between whom, so it does not change into another. When the other
 * one is there already, it stays as it is.
 * @throws AppError `not_found`, `version_conflict` or `relation_cycle`.
 */
export async function replaceRelation(ctx: WriteCtx, { id, version, by }: Replacement): Promise<Relating> {
  const row = await holdRelation(ctx, id);
  if (row.deleted) throw noSuchRelation();
  if (row.version !== version) throw versionConflict();
  await deleteRelation(ctx, id);
  const made = await createRelation(ctx, by);
  // The same relation again came back with the new note and day.
  if (made.id === id) return { ...made, created: false, undoToken: null };
  const old = await getRelation(ctx, id);
  const undoToken = await offerUndo(ctx, 'relation.replace', {
    old: { id, version: old.version },
    made: made.created ? { id: made.id, version: made.relation.version } : null,
  });
  return { ...made, undoToken };
}
