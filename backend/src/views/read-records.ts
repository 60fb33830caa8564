// Owns what a view gives: its records page by page, how many there are, and the same for a filter that nobody saved.
import { AppError } from '../errors.ts';
import type { ReadCtx } from '../http/context.ts';
import { encodeCursor } from '../http/cursor.ts';
import { checkView } from './check-filter.ts';
import { compileFilter } from './compile-filter.ts';
import type { Sql } from './field.ts';
import { readFields } from './fields/read-fields.ts';
import { type FieldSet, resources } from './fields/registry.ts';
import { dayIn } from './periods.ts';
import type { Preview, RecordPage, View, ViewCount } from './schema.ts';
import { orderOf } from './sort-records.ts';
import { findView, noSuchView } from './view-row.ts';

/** What says which records are meant, saved or not. */
export type ViewQuery = Pick<View, 'resource' | 'filter' | 'sort' | 'columns' | 'zone'>;

/** Counting ends here. */
const mostCounted = 10_000;

/** One page of a view, as JSON text. @throws AppError `not_found`, `view_broken` or `invalid_cursor`. */
export async function readView(ctx: ReadCtx, id: string, page: RecordPage): Promise<string> {
  const { view, fields } = await usableView(ctx, id);
  return readRecords(ctx, { view, fields, page });
}

/** How many records a view has. @throws AppError `not_found` or `view_broken`. */
export async function countView(ctx: ReadCtx, id: string): Promise<ViewCount> {
  const { view, fields } = await usableView(ctx, id);
  const [row] = await ctx.tx<{ count: number }[]>`
    select count(*)::int as count from (${recordIds(ctx, view, fields)} limit ${mostCounted + 1}) as counted`;
  const count = row?.count ?? 0;
  return { count: Math.min(count, mostCounted), capped: count > mostCounted };
}

/** One page of what a filter would give, as JSON text. @throws AppError `invalid_input` or `invalid_cursor`. */
export async function previewView(ctx: ReadCtx, { limit, cursor, ...view }: Preview): Promise<string> {
  const fields = await readFields(ctx, view.resource);
  const errors = checkView(fields, view);
  if (errors.length > 0)
    throw new AppError('invalid_input', 'Some of this does not fit; each part is named.', { errors });
  return readRecords(ctx, { view, fields, page: { limit, cursor } });
}

/** A live view whose filter fits. @throws AppError `not_found` or `view_broken`. */
export async function usableView(ctx: Pick<ReadCtx, 'tx'>, id: string): Promise<{ view: View; fields: FieldSet }> {
  const view = await findView(ctx, id);
  if (view.deletedAt !== null) throw noSuchView();
  const fields = await readFields(ctx, view.resource);
  const errors = checkView(fields, view);
  if (errors.length > 0) {
    throw new AppError('view_broken', 'A field that this view uses is gone. Edit the view to go on.', { errors });
  }
  return { view: { ...view, problems: [] }, fields };
}

type Asker = Pick<ReadCtx, 'tx' | 'deps' | 'actor'>;

/** What holds for the records of a view, of the rows `r`. */
function matching({ tx, deps, actor }: Asker, view: ViewQuery, fields: FieldSet): Sql {
  const scope = { tx, fields, zone: view.zone, today: dayIn(deps.now(), view.zone), me: actor.id };
  return tx`r.organization_id = (select app.acting_organization()) and r.deleted_at is null
    and ${compileFilter(scope, view.filter.where)}`;
}

/** SQL that selects the ids of a view's records, in the caller's name. Its view has been checked. */
export const recordIds = (ctx: Asker, view: ViewQuery, fields: FieldSet): Sql =>
  ctx.tx`select r.id from ${resources[view.resource].table(ctx.tx)} r where ${matching(ctx, view, fields)}`;

interface Wanted {
  view: ViewQuery;
  fields: FieldSet;
  page: RecordPage;
}

async function readRecords(ctx: ReadCtx, { view, fields, page: { limit, cursor } }: Wanted): Promise<string> {
  const { tx } = ctx;
  const columns = view.columns.length > 0 ? view.columns : resources[view.resource].columns;
  const order = orderOf(tx, { ...view, fields, cursor });
  const [page] = await tx<{ items: string; more: boolean; id: string; keys: (string | null)[] }[]>`
    with found as (
      select r.*, ${order.keys} as sort_keys, row_number() over (order by ${order.orderBy}) as nth
      from ${resources[view.resource].table(tx)} r
      where ${matching(ctx, view, fields)} ${order.beyond}
      order by ${order.orderBy} limit ${limit + 1})
    select
      coalesce(json_agg(json_build_object('id', r.id, 'version', r.version, 'name', r.name,
        'values', json_build_object(${valuesOf(tx, columns, fields)})) order by r.nth) filter (where r.nth <= ${limit}),
        '[]'::json)::text as items,
      count(*) > ${limit} as more, (array_agg(r.id order by r.nth))[${limit}] as id,
      (array_agg(r.sort_keys order by r.nth))[${limit}] as keys
    from found r`;
  if (!page) throw new Error('The page query returned no row');
  const next = page.more ? JSON.stringify(encodeCursor({ of: order.list, id: page.id, keys: page.keys })) : 'null';
  return `{"items":${page.items},"nextCursor":${next},"columns":${JSON.stringify(columns)}}`;
}

const valuesOf = (tx: ReadCtx['tx'], columns: string[], fields: FieldSet): Sql =>
  columns.reduce<Sql>((all, column, index) => {
    const json = fields.get(column)?.json(tx) ?? tx`null`;
    return tx`${all}${index > 0 ? tx`, ` : tx``}${column}::text, ${json}`;
  }, tx``);
