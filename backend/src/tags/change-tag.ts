// Owns renaming, colouring and deleting a tag, on every record that has it.
import { AppError } from '../errors.ts';
import { recordEvent } from '../events/record-event.ts';
import type { StoredJson } from '../http/answer.ts';
import type { WriteCtx } from '../http/context.ts';
import { versionConflict } from '../http/etag.ts';
import type { TagPatch } from './schema.ts';
import { getTag, type HeldTag, holdTag } from './tag-queries.ts';

export interface TagChange {
  id: string;
  /** The version that the caller read. */
  version: number;
  patch: TagPatch;
}

/** Changes a tag. @throws AppError `not_found`, `version_conflict`, or `invalid_input` for a name that another has. */
export async function updateTag(ctx: WriteCtx, { id, version, patch }: TagChange): Promise<StoredJson> {
  const { tx, organizationId } = ctx;
  const tag = await holdTag(ctx, id);
  if (tag.version !== version) throw versionConflict();
  const name = patch.name?.replaceAll(/\s+/g, ' ') ?? tag.name;
  const hue = patch.hue === undefined ? tag.hue : patch.hue;
  const changed = [...(name === tag.name ? [] : ['name']), ...(hue === tag.hue ? [] : ['hue'])];
  if (changed.length === 0) return getTag(ctx, id);
  const [taken] = await tx`
    select from app.tags where organization_id = ${organizationId} and folded = app.fold(${name}) and id <> ${id}`;
  if (taken) {
    const errors = [{ path: 'name', message: 'There is such a tag already.' }];
    throw new AppError('invalid_input', 'The name is taken.', { errors });
  }
  await tx`update app.tags set name = ${name}, hue = ${hue} where organization_id = ${organizationId} and id = ${id}`;
  if (name !== tag.name) await rewrite(ctx, tag, name);
  await recordEvent(ctx, 'tag.updated', { subjectId: id, payload: { changed } });
  return getTag(ctx, id);
}

/** Takes a tag from every record and forgets it. @throws AppError `not_found`. */
export async function deleteTag(ctx: WriteCtx, id: string): Promise<void> {
  const tag = await holdTag(ctx, id);
  await rewrite(ctx, tag, null);
  await ctx.tx`delete from app.tags where organization_id = ${ctx.organizationId} and id = ${id}`;
  await recordEvent(ctx, 'tag.deleted', { subjectId: id, payload: {} });
}

async function rewrite({ tx, organizationId }: WriteCtx, { name, folded }: HeldTag, to: string | null): Promise<void> {
  for (const [type, table] of [
    ['contact', 'contacts'],
    ['company', 'companies'],
    ['deal', 'deals'],
  ] as const) {
    await tx`
      update app.${tx(table)} r
      set tags = ${to === null ? tx`array_remove(r.tags, ${name})` : tx`array_replace(r.tags, ${name}, ${to})`}
      where r.organization_id = ${organizationId} and r.id in (
        select u.record_id from app.tag_uses u
        where u.organization_id = ${organizationId} and u.record_type = ${type} and u.folded = ${folded})`;
  }
}
