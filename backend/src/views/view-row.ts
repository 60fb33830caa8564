// Owns reading views, with what no longer fits in them.
import type { Tx } from '../db/tenant.ts';
import { AppError, type FieldError } from '../errors.ts';
import type { StoredJson } from '../http/answer.ts';
import type { ReadCtx } from '../http/context.ts';
import { checkView } from './check-filter.ts';
import { readFields } from './fields/read-fields.ts';
import type { FieldSet, ViewResource } from './fields/registry.ts';
import type { View } from './schema.ts';

/** A view as it is stored: what fits in it is not known yet. */
export type StoredView = Omit<View, 'problems'>;

export const viewJson = (tx: Tx) => tx`json_build_object(
  'id', v.id, 'organizationId', v.organization_id, 'resource', v.resource, 'name', v.name, 'form', v.form,
  'filter', v.filter, 'sort', v.sort, 'columns', v.columns, 'zone', v.zone, 'shared', v.shared, 'ownerId', v.owner_id,
  'createdAt', v.created_at, 'updatedAt', v.updated_at, 'deletedAt', v.deleted_at, 'version', v.version)`;

export const noSuchView = () => new AppError('not_found', 'There is no such view here.');

/** Finds a view that the caller sees, deleted ones too. @throws AppError `not_found`. */
export async function findView({ tx }: Pick<ReadCtx, 'tx'>, id: string): Promise<StoredView> {
  const [row] = await tx<{ view: StoredView }[]>`
    select ${viewJson(tx)} as view from app.views v
    where v.organization_id = (select app.acting_organization()) and v.id = ${id}`;
  if (!row) throw noSuchView();
  return row.view;
}

/** The fields of several resources, each read once. */
export async function fieldsOf(ctx: Pick<ReadCtx, 'tx'>, wanted: readonly ViewResource[]) {
  const sets = new Map<ViewResource, FieldSet>();
  for (const resource of new Set(wanted)) sets.set(resource, await readFields(ctx, resource));
  return sets;
}

export const problemsOf = (fields: FieldSet, view: Pick<View, 'filter' | 'sort' | 'columns'>): FieldError[] =>
  checkView(fields, view);

/** Reads one view. @throws AppError `not_found`. */
export async function getView(ctx: Pick<ReadCtx, 'tx'>, id: string): Promise<StoredJson> {
  const view = await findView(ctx, id);
  const fields = await readFields(ctx, view.resource);
  const whole: View = { ...view, problems: problemsOf(fields, view) };
  return { json: JSON.stringify(whole), version: view.version };
}
