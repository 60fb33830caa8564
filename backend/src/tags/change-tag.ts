// Owns renaming and colouring a tag, on every record that has it.
import { AppError } from '../errors.ts';
import { recordEvent } from '../events/record-event.ts';
import type { StoredJson } from '../http/answer.ts';
import type { WriteCtx } from '../http/context.ts';
import { versionConflict } from '../http/etag.ts';
import { offerUndo, withUndo } from '../undo/offer-undo.ts';
import type { TagPatch } from './schema.ts';
import { replaceTag } from './tag-places.ts';
import { getTag, holdTag } from './tag-queries.ts';

export interface TagChange {
  id: string;
  /** The version that the caller read. */
  version: number;
  patch: TagPatch;
}

/**
 * Changes a tag.
 * @throws AppError `not_found`, `version_conflict`, or `tag_taken` with the `tagId` of the other tag that has the name: the two can
 *   be merged.
 */
export async function updateTag(ctx: WriteCtx, { id, version, patch }: TagChange): Promise<StoredJson> {
  const { tx, organizationId } = ctx;
  const tag = await holdTag(ctx, id);
  if (tag.version !== version) throw versionConflict();
  const name = patch.name?.replaceAll(/\s+/g, ' ') ?? tag.name;
  const hue = patch.hue === undefined ? tag.hue : patch.hue;
  const changed = [...(name === tag.name ? [] : ['name']), ...(hue === tag.hue ? [] : ['hue'])];
  if (changed.length === 0) return withUndo(await getTag(ctx, id), null);
  const [taken] = await tx<{ id: string; name: string }[]>`
    select id, name from app.tags
    where organization_id = ${organizationId} and folded = app.fold(${name}) and id <> ${id}`;
  if (taken) throw new AppError('tag_taken', `There is a tag “${taken.name}” already.`, { tagId: taken.id });
  await tx`update app.tags set name = ${name}, hue = ${hue} where organization_id = ${organizationId} and id = ${id}`;
  if (name !== tag.name) await replaceTag(ctx, tag, name);
  await recordEvent(ctx, 'tag.updated', { subjectId: id, payload: { changed } });
  const now = await getTag(ctx, id);
  const before = { id, version: now.version, name: tag.name, hue: tag.hue };
  return withUndo(now, await offerUndo(ctx, 'tag.change', before));
}
