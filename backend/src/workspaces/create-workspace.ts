// Owns creating a workspace.
import { AppError } from '../errors.ts';
import { recordEvent } from '../events/record-event.ts';
import type { StoredJson } from '../http/answer.ts';
import type { WriteCtx } from '../http/context.ts';
import type { NewWorkspace } from './schema.ts';
import { slugOf } from './slug.ts';
import { getWorkspace } from './workspace-queries.ts';

/** How many numbers are tried behind a slug that is taken. */
const tries = 50;

export const slugTaken = () =>
  new AppError('slug_taken', 'Another workspace has this short name.', {
    errors: [{ path: 'slug', message: 'Another workspace has this short name.' }],
  });

/** Without a slug it takes one from the name, with a number where that is taken. @throws AppError `slug_taken`. */
export async function createWorkspace(ctx: WriteCtx, wanted: NewWorkspace): Promise<StoredJson> {
  const { tx, organizationId, actor } = ctx;
  const { name, hue, timeZone } = wanted;
  const base = slugOf(name) || 'workspace';
  const slugs = wanted.slug === undefined ? numbered(base) : [wanted.slug];
  const [row] = await tx<{ id: string }[]>`
    insert into app.workspaces (organization_id, name, slug, hue, time_zone, created_by)
    select ${organizationId}, ${name}, s.slug, ${hue}, ${timeZone}, ${actor.userId}::uuid
    from unnest(${slugs}::text[]) with ordinality as s (slug, nth)
    where not exists (select from app.workspaces w where w.organization_id = ${organizationId} and w.slug = s.slug)
    order by s.nth limit 1
    on conflict on constraint workspaces_slug do nothing
    returning id`;
  if (!row) throw slugTaken();
  await recordEvent(ctx, 'workspace.created', { subjectId: row.id, payload: {} });
  return getWorkspace(ctx, row.id);
}

const numbered = (slug: string) => [slug, ...Array.from({ length: tries }, (_, index) => `${slug}-${index + 2}`)];
