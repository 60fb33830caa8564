// Owns deleting a tag and merging it into another: either way it goes from every record, and can come back.
import { AppError } from '../errors.ts';
import { recordEvent } from '../events/record-event.ts';
import type { StoredJson } from '../http/answer.ts';
import type { WriteCtx } from '../http/context.ts';
import { offerUndo, withUndo } from '../undo/offer-undo.ts';
import { replaceTag, type TagPlaces } from './tag-places.ts';
import { getTag, type HeldTag, holdTag } from './tag-queries.ts';

/** Takes a tag from every record and forgets it. @returns the tag as it was. @throws AppError `not_found`. */
export async function deleteTag(ctx: WriteCtx, id: string): Promise<StoredJson> {
  const tag = await holdTag(ctx, id);
  const was = await getTag(ctx, id);
  const places = await replaceTag(ctx, tag, null);
  await forgetTag(ctx, id);
  await recordEvent(ctx, 'tag.deleted', { subjectId: id, payload: {} });
  return withUndo(was, await offerUndo(ctx, 'tag.delete', { ...kept(id, tag, places), into: null }));
}

/**
 * Puts another tag in the place of this one on every record, and forgets this one.
 * @returns the other tag as it is now. @throws AppError `not_found`, or `invalid_input` where the other is this one or is not there.
 */
export async function mergeTag(ctx: WriteCtx, { id, into }: { id: string; into: string }): Promise<StoredJson> {
  const { tag, other } = await holdBoth(ctx, { id, into });
  if (id === into) throw wrongTarget('A tag cannot be merged into itself.');
  const places = await replaceTag(ctx, tag, other.name);
  await forgetTag(ctx, id);
  await recordEvent(ctx, 'tag.merged', { subjectId: id, payload: { into } });
  const merged = await getTag(ctx, into);
  return withUndo(merged, await offerUndo(ctx, 'tag.merge', { ...kept(id, tag, places), into }));
}

/** Holds both in the order of their ids, so that two merges that cross wait for each other. */
async function holdBoth(ctx: WriteCtx, { id, into }: { id: string; into: string }) {
  const holdOther = () =>
    holdTag(ctx, into).catch((error: unknown) => {
      throw error instanceof AppError ? wrongTarget('There is no such tag here.') : error;
    });
  if (id <= into) return { tag: await holdTag(ctx, id), other: await holdOther() };
  const other = await holdOther();
  return { tag: await holdTag(ctx, id), other };
}

const wrongTarget = (message: string) =>
  new AppError('invalid_input', message, { errors: [{ path: 'into', message, code: 'wrong_tag' }] });

const forgetTag = ({ tx, organizationId }: WriteCtx, id: string) =>
  tx`delete from app.tags where organization_id = ${organizationId} and id = ${id}`;

const kept = (id: string, { name, hue, version, createdAt }: HeldTag, places: TagPlaces) => ({
  tag: { id, name, hue, version, createdAt },
  places,
});
