// Owns writing views: making, changing, deleting and restoring them. Row-level security decides whose they are.
import { AppError } from '../errors.ts';
import { recordEvent } from '../events/record-event.ts';
import type { StoredJson } from '../http/answer.ts';
import type { WriteCtx } from '../http/context.ts';
import { versionConflict } from '../http/etag.ts';
import { offerUndo, withUndo } from '../undo/offer-undo.ts';
import { checkView } from './check-filter.ts';
import { readFields } from './fields/read-fields.ts';
import type { NewView, View, ViewPatch } from './schema.ts';
import { findView, getView, noSuchView, type StoredView } from './view-row.ts';

type Saved = Pick<View, 'resource' | 'form' | 'filter' | 'sort' | 'columns'>;

/** @throws AppError `invalid_input` with the path of each thing that does not fit. */
async function requireFitting(ctx: WriteCtx, view: Saved): Promise<void> {
  const errors = checkView(await readFields(ctx, view.resource), view);
  if (view.form === 'board' && view.resource !== 'deals') {
    errors.push({ path: 'form', message: 'Boards show deals; choose `list` or `sheet`.' });
  }
  if (errors.length > 0)
    throw new AppError('invalid_input', 'Some of this view does not fit; each part is named.', { errors });
}

/** Creates a view of the caller's. @throws AppError `invalid_input`. */
export async function createView(ctx: WriteCtx, input: NewView): Promise<StoredJson> {
  await requireFitting(ctx, input);
  const { tx, organizationId, actor } = ctx;
  const [row] = await tx<{ id: string }[]>`
    insert into app.views (organization_id, name, resource, form, filter, sort, columns, zone, shared, owner_id, created_by)
    values (${organizationId}, ${input.name}, ${input.resource}, ${input.form}, ${JSON.stringify(input.filter)}::text::jsonb,
      ${JSON.stringify(input.sort)}::text::jsonb, ${input.columns}, ${input.zone}, ${input.shared}, ${actor.userId}, ${actor.userId})
    returning id`;
  if (!row) throw new Error('The view was not inserted');
  await recordEvent(ctx, 'view.created', { subjectId: row.id, payload: {} });
  const made = await getView(ctx, row.id);
  return withUndo(made, await offerUndo(ctx, 'view.create', { id: row.id, version: made.version }));
}

export interface ViewChange {
  id: string;
  /** The version that the caller read. */
  version: number;
  patch: ViewPatch;
}

const parts = ['name', 'form', 'filter', 'sort', 'columns', 'zone', 'shared'] as const;

/**
 * Changes a view; an unchanged patch changes nothing.
 * @throws AppError `not_found`, `version_conflict`, `invalid_input`, or `forbidden` for another's.
 */
export async function updateView(ctx: WriteCtx, { id, version, patch }: ViewChange): Promise<StoredJson> {
  const { tx, organizationId, actor } = ctx;
  const view = await holdView(ctx, id);
  if (view.deletedAt !== null) throw noSuchView();
  if (view.version !== version) throw versionConflict();
  const given = Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined));
  const wanted: StoredView = { ...view, ...given };
  const changed = parts.filter((part) => JSON.stringify(wanted[part]) !== JSON.stringify(view[part]));
  if (changed.length === 0) return withUndo(await getView(ctx, id), null);
  if (!wanted.shared && view.ownerId !== actor.userId) {
    throw new AppError('forbidden', 'Only its owner can take a view back from the team.');
  }
  await requireFitting(ctx, wanted);
  await tx`
    update app.views set name = ${wanted.name}, form = ${wanted.form}, filter = ${JSON.stringify(wanted.filter)}::text::jsonb,
      sort = ${JSON.stringify(wanted.sort)}::text::jsonb, columns = ${wanted.columns}, zone = ${wanted.zone},
      shared = ${wanted.shared}
    where organization_id = ${organizationId} and id = ${id}`;
  await recordEvent(ctx, 'view.updated', { subjectId: id, payload: { changed } });
  const saved = await getView(ctx, id);
  const before = Object.fromEntries(changed.map((part) => [part, view[part]]));
  return withUndo(saved, await offerUndo(ctx, 'view.change', { id, version: saved.version, before }));
}

/** Holds a view that the caller may change. @throws AppError `not_found`, or `forbidden` for one that they only see. */
export async function holdView(ctx: WriteCtx, id: string): Promise<StoredView> {
  const { tx, organizationId } = ctx;
  const held = await tx`select from app.views where organization_id = ${organizationId} and id = ${id} for update`;
  const view = await findView(ctx, id);
  if (held.count === 0) throw new AppError('forbidden', 'This view is somebody else’s. Save a copy of your own.');
  return view;
}

/** Deletes a view; deleting it again changes nothing. @throws AppError `not_found` or `forbidden`. */
export async function deleteView(ctx: WriteCtx, id: string): Promise<StoredJson> {
  const changed = await setDeleted(ctx, id, true);
  const view = await getView(ctx, id);
  return withUndo(view, changed ? await offerUndo(ctx, 'view.delete', { id, version: view.version }) : null);
}

/** Restores a view. @throws AppError `not_found` or `forbidden`. */
export async function restoreView(ctx: WriteCtx, id: string): Promise<StoredJson> {
  await setDeleted(ctx, id, false);
  return getView(ctx, id);
}

async function setDeleted(ctx: WriteCtx, id: string, deleted: boolean): Promise<boolean> {
  const { tx, organizationId } = ctx;
  const view = await holdView(ctx, id);
  if ((view.deletedAt !== null) === deleted) return false;
  await tx`
    update app.views set deleted_at = ${deleted ? tx`now()` : null} where organization_id = ${organizationId} and id = ${id}`;
  await recordEvent(ctx, deleted ? 'view.deleted' : 'view.restored', { subjectId: id, payload: {} });
  return true;
}
