// Owns taking back that somebody renamed, deleted or merged a tag.
import { z } from 'zod';
import { AppError } from '../errors.ts';
import { recordEvent } from '../events/record-event.ts';
import type { WriteCtx } from '../http/context.ts';
import { defineUndo, undoConflict } from '../undo/define-undo.ts';
import { updateTag } from './change-tag.ts';
import { giveTagBack, TagPlaces } from './tag-places.ts';
import { holdTag } from './tag-queries.ts';

const permission = 'tags.manage';
const Hue = z.number().int().nullable();

export const undoTagChange = defineUndo({
  permission,
  payload: z.object({ id: z.uuid(), version: z.number().int(), name: z.string(), hue: Hue }),
  undo: async (ctx, { id, version, ...patch }) => {
    await unlessGone(holdTag(ctx, id), 'Somebody deleted this tag since.');
    try {
      await updateTag(ctx, { id, version, patch });
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      throw undoConflict(
        error.code === 'tag_taken' ? 'Another tag has the name by now.' : 'Somebody changed this tag since.',
      );
    }
    return [{ type: 'tag', id }];
  },
});

const Gone = z.object({
  tag: z.object({ id: z.uuid(), name: z.string(), hue: Hue, version: z.number().int(), createdAt: z.string() }),
  places: TagPlaces,
  /** The tag that it was merged into. */
  into: z.uuid().nullable(),
});

const undoGone = defineUndo({
  permission,
  payload: Gone,
  undo: async (ctx, { tag, places, into }) => {
    const other = into === null ? null : await unlessGone(holdTag(ctx, into), 'The tag that it went into is gone.');
    const { id, name } = await bringBack(ctx, tag);
    await giveTagBack(ctx, { name, instead: other?.name ?? null, places });
    await recordEvent(ctx, 'tag.restored', { subjectId: id, payload: {} });
    return [{ type: 'tag', id }, ...(into === null ? [] : [{ type: 'tag', id: into }])];
  },
});
export const undoTagDelete = undoGone;
export const undoTagMerge = undoGone;

/** The tag as it was; or the one of its name that came into being since. */
async function bringBack(
  { tx, organizationId }: WriteCtx,
  { id, name, hue, version, createdAt }: z.infer<typeof Gone>['tag'],
) {
  await tx`
    insert into app.tags (id, organization_id, name, hue, version, created_at)
    values (${id}, ${organizationId}, ${name}, ${hue}, ${version}, ${createdAt}::timestamptz)
    on conflict (organization_id, folded) do nothing`;
  const [row] = await tx<{ id: string; name: string }[]>`
    select id, name from app.tags where organization_id = ${organizationId} and folded = app.fold(${name})`;
  if (!row) throw new Error('The tag that was given back is not there');
  return row;
}

async function unlessGone<T>(held: Promise<T>, what: string): Promise<T> {
  return held.catch((error: unknown) => {
    throw error instanceof AppError && error.code === 'not_found' ? undoConflict(what) : error;
  });
}
