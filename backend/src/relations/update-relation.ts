// Owns changing what is told of a relation, against the version that the caller read.
import { recordEvent } from '../events/record-event.ts';
import type { StoredJson } from '../http/answer.ts';
import type { WriteCtx } from '../http/context.ts';
import { versionConflict } from '../http/etag.ts';
import { offerUndo, withUndo } from '../undo/offer-undo.ts';
import { getRelation, noSuchRelation } from './relation-queries.ts';
import { holdRelation } from './relation-row.ts';
import type { RelationPatch } from './schema.ts';

export interface RelationChange {
  id: string;
  /** The version that the caller read. */
  version: number;
  patch: RelationPatch;
}

/**
 * Changes note and day of a live relation; an unchanged patch changes nothing. Another kind is another relation.
 * @throws AppError `not_found` (deleted ones too) or `version_conflict`.
 */
export async function updateRelation(ctx: WriteCtx, { id, version, patch }: RelationChange): Promise<StoredJson> {
  const { tx, organizationId } = ctx;
  const row = await holdRelation(ctx, id);
  if (row.deleted) throw noSuchRelation();
  if (row.version !== version) throw versionConflict();
  const note = patch.note === undefined ? row.note : patch.note || null;
  const since = patch.since === undefined ? row.since : patch.since;
  const changed = [...(note === row.note ? [] : ['note']), ...(since === row.since ? [] : ['since'])];
  if (changed.length === 0) return withUndo(await getRelation(ctx, id), null);
  await tx`
    update app.relations set note = ${note}, since = ${since} where organization_id = ${organizationId} and id = ${id}`;
  await recordEvent(ctx, 'relation.updated', { subjectId: id, payload: { changed } });
  const relation = await getRelation(ctx, id);
  const before = { id, version: relation.version, note: row.note, since: row.since };
  return withUndo(relation, await offerUndo(ctx, 'relation.change', before));
}
