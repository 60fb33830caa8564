// Owns changing, archiving and restoring a workspace.
import { AppError } from '../errors.ts';
import { recordEvent } from '../events/record-event.ts';
import type { StoredJson } from '../http/answer.ts';
import type { WriteCtx } from '../http/context.ts';
import { versionConflict } from '../http/etag.ts';
import { offerUndo, withUndo } from '../undo/offer-undo.ts';
import { slugTaken } from './create-workspace.ts';
import type { WorkspacePatch } from './schema.ts';
import { getWorkspace, noSuchWorkspace } from './workspace-queries.ts';

interface Held {
  version: number;
  name: string;
  slug: string;
  hue: number | null;
  timeZone: string;
  isDefault: boolean;
  archived: boolean;
}

/** Holds a workspace against other changes. @throws AppError `not_found`. */
export async function holdWorkspace({ tx, organizationId }: WriteCtx, id: string): Promise<Held> {
  const [row] = await tx<Held[]>`
    select version, name, slug, hue, time_zone as "timeZone", is_default as "isDefault", archived_at is not null as archived
    from app.workspaces where organization_id = ${organizationId} and id = ${id} for update`;
  if (!row) throw noSuchWorkspace();
  return row;
}

export interface WorkspaceChange {
  id: string;
  /** The version that the caller read. */
  version: number;
  patch: WorkspacePatch;
}

/** @throws AppError `not_found`, `workspace_archived`, `version_conflict`, `slug_taken`. */
export async function updateWorkspace(ctx: WriteCtx, { id, version, patch }: WorkspaceChange): Promise<StoredJson> {
  const { tx, organizationId } = ctx;
  const row = await holdWorkspace(ctx, id);
  if (row.archived) throw new AppError('workspace_archived', 'This workspace is archived. Restore it first.');
  if (row.version !== version) throw versionConflict();
  const { name = row.name, slug = row.slug, hue = row.hue, timeZone = row.timeZone } = patch;
  const wanted = { name, slug, hue, timeZone, isDefault: row.isDefault || patch.isDefault === true };
  if (wanted.slug !== row.slug) await requireFree(ctx, wanted.slug);
  const changed = (['name', 'slug', 'hue', 'timeZone', 'isDefault'] as const).filter((key) => wanted[key] !== row[key]);
  if (changed.length === 0) return getWorkspace(ctx, id);
  if (changed.some((key) => key !== 'isDefault')) {
    await tx`
      update app.workspaces set name = ${wanted.name}, slug = ${wanted.slug}, hue = ${wanted.hue}, time_zone = ${wanted.timeZone}
      where organization_id = ${organizationId} and id = ${id}`;
  }
  if (changed.includes('isDefault')) await tx`select app.make_default_workspace(${id})`;
  await recordEvent(ctx, 'workspace.updated', { subjectId: id, payload: { changed } });
  return getWorkspace(ctx, id);
}

async function requireFree({ tx, organizationId }: WriteCtx, slug: string): Promise<void> {
  const [taken] = await tx`select from app.workspaces where organization_id = ${organizationId} and slug = ${slug}`;
  if (taken) throw slugTaken();
}

/** Archives a workspace; again changes nothing. @throws AppError `not_found`, `default_workspace`. */
export async function archiveWorkspace(ctx: WriteCtx, id: string): Promise<StoredJson> {
  const { isDefault } = await holdWorkspace(ctx, id);
  if (isDefault)
    throw new AppError('default_workspace', 'This is the default workspace. Make another one the default first.');
  const changed = await setArchived(ctx, id, true);
  const workspace = await getWorkspace(ctx, id);
  const undo = { id, version: workspace.version };
  return withUndo(workspace, changed ? await offerUndo(ctx, 'workspace.archive', undo) : null);
}

/** Brings an archived workspace back; one that is not archived stays as it is. @throws AppError `not_found`. */
export async function restoreWorkspace(ctx: WriteCtx, id: string): Promise<StoredJson> {
  await setArchived(ctx, id, false);
  return getWorkspace(ctx, id);
}

async function setArchived(ctx: WriteCtx, id: string, archived: boolean): Promise<boolean> {
  const { tx, organizationId } = ctx;
  const row = await holdWorkspace(ctx, id);
  if (row.archived === archived) return false;
  await tx`
    update app.workspaces set archived_at = ${archived ? tx`now()` : null}
    where organization_id = ${organizationId} and id = ${id}`;
  await recordEvent(ctx, archived ? 'workspace.archived' : 'workspace.restored', { subjectId: id, payload: {} });
  return true;
}
