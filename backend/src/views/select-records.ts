// Owns which records a view means, as SQL: of a saved one, and of a filter that nobody saved.
import { AppError } from '../errors.ts';
import type { ReadCtx } from '../http/context.ts';
import { checkView } from './check-filter.ts';
import { compileFilter } from './compile-filter.ts';
import type { Sql } from './field.ts';
import { readFields } from './fields/read-fields.ts';
import { type FieldSet, resources, type ViewResource } from './fields/registry.ts';
import { narrow } from './narrow.ts';
import { dayIn } from './periods.ts';
import type { View } from './schema.ts';
import { findView, noSuchView } from './view-row.ts';

/** What says which records are meant. */
export type Choice = Pick<View, 'resource' | 'filter' | 'zone'>;

type Asker = Pick<ReadCtx, 'tx' | 'deps' | 'actor'>;

/** A live view whose filter fits. @throws AppError `not_found` or `view_broken`. */
export async function usableView(ctx: Pick<ReadCtx, 'tx'>, id: string): Promise<{ view: View; fields: FieldSet }> {
  const view = await findView(ctx, id);
  if (view.deletedAt !== null) throw noSuchView();
  const fields = await readFields(ctx, view.resource);
  const errors = checkView(fields, view);
  if (errors.length > 0) {
    throw new AppError(
      'view_broken',
      'Part of this view no longer fits: a field is gone, or an amount names no currency. Edit the view to go on.',
      { errors },
    );
  }
  return { view: { ...view, problems: [] }, fields };
}

type Given = Pick<View, 'resource' | 'filter'> & Partial<Pick<View, 'sort' | 'columns'>>;

/** The fields of what somebody sent, which must all be there. @throws AppError `invalid_input`. */
export async function fittingFields(ctx: Pick<ReadCtx, 'tx'>, { resource, filter, sort, columns }: Given) {
  const fields = await readFields(ctx, resource);
  const errors = checkView(fields, { filter, sort: sort ?? [], columns: columns ?? [] });
  if (errors.length > 0)
    throw new AppError('invalid_input', 'Some of this does not fit; each part is named.', { errors });
  return fields;
}

/**
 * What holds for the records of a view, of the rows `r`.
 * @param among ids that all of them are among, as `narrow` finds them.
 */
export function matching(
  { tx, deps, actor }: Asker,
  { filter, zone }: Choice,
  { fields, among }: { fields: FieldSet; among?: string[] | undefined },
): Sql {
  const scope = { tx, fields, zone, today: dayIn(deps.now(), zone), me: actor.userId };
  return tx`r.organization_id = (select app.acting_organization()) and r.deleted_at is null
    ${among ? tx`and r.id = any(${among}::uuid[])` : tx``} and ${compileFilter(scope, filter.where)}`;
}

/** SQL that selects the ids of a view's records, in the caller's name. Its view has been checked. */
export const recordIds = (ctx: Asker, view: Choice, fields: FieldSet, among?: string[]): Sql =>
  ctx.tx`select r.id from ${resources[view.resource].table(ctx.tx)} r where ${matching(ctx, view, { fields, among })}`;

/** Which records are meant: those of a saved view, those that a filter gives, or all. */
export interface Chosen {
  viewId?: string | undefined;
  given?: Omit<Choice, 'resource'> | undefined;
}

/** What holds for the chosen rows `r`. Wrapped, because a query that is returned alone would run. */
export interface Condition {
  holds: Sql;
}

/**
 * What holds for the records that are meant; undefined for all, so that what needs no filter asks for none.
 * @throws AppError `not_found` or `view_broken` for the view, `invalid_input` for what does not fit or is of something else.
 */
export async function conditionOf(
  ctx: Asker,
  resource: ViewResource,
  { viewId, given }: Chosen,
): Promise<Condition | undefined> {
  if (viewId !== undefined) {
    const { view, fields } = await usableView(ctx, viewId);
    if (view.resource !== resource) throw otherResource(resource);
    return { holds: matching(ctx, view, { fields, among: await narrow(ctx, view, fields) }) };
  }
  if (!given?.filter.where) return undefined;
  const choice = { ...given, resource };
  const fields = await fittingFields(ctx, choice);
  return { holds: matching(ctx, choice, { fields, among: await narrow(ctx, choice, fields) }) };
}

function otherResource(resource: ViewResource): AppError {
  const errors = [{ path: 'viewId', message: `Choose a view of ${resource}.` }];
  return new AppError('invalid_input', `This view is not of ${resource}.`, { errors });
}
