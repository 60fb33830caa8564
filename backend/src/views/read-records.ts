// Owns what a view gives: its records page by page, how many there are, and the same for a filter that nobody saved.
import type { ReadCtx } from '../http/context.ts';
import { encodeCursor } from '../http/cursor.ts';
import type { Sql } from './field.ts';
import { type FieldSet, resources } from './fields/registry.ts';
import { narrow } from './narrow.ts';
import type { IdsAsked, Preview, RecordIds, RecordPage, View, ViewCount } from './schema.ts';
import { fittingFields, matching, recordIds, usableView } from './select-records.ts';
import { orderOf } from './sort-records.ts';
import { sortedRows } from './sorted-rows.ts';

/** What is read, saved or not. */
type ViewQuery = Pick<View, 'resource' | 'filter' | 'sort' | 'columns' | 'zone'>;

/** Counting ends here. */
const mostCounted = 10_000;
/** Most records that are changed together. */
const mostIds = 20_000;

/** One page of a view, as JSON text. @throws AppError `not_found`, `view_broken` or `invalid_cursor`. */
export async function readView(ctx: ReadCtx, id: string, page: RecordPage): Promise<string> {
  const { view, fields } = await usableView(ctx, id);
  return readRecords(ctx, { view, fields, page });
}

/** How many records a view has. @throws AppError `not_found` or `view_broken`. */
export async function countView(ctx: ReadCtx, id: string): Promise<ViewCount> {
  const { view, fields } = await usableView(ctx, id);
  const among = await narrow(ctx, view, fields);
  const [row] = await ctx.tx<{ count: number }[]>`
    select count(*)::int as count from (${recordIds(ctx, view, fields, among)} limit ${mostCounted + 1}) as counted`;
  const count = row?.count ?? 0;
  return { count: Math.min(count, mostCounted), capped: count > mostCounted };
}

/** The ids of all records that a filter gives. @throws AppError `invalid_input`. */
export async function listIds(ctx: ReadCtx, asked: IdsAsked): Promise<RecordIds> {
  const fields = await fittingFields(ctx, asked);
  const among = await narrow(ctx, asked, fields);
  const rows = await ctx.tx<{ id: string }[]>`${recordIds(ctx, asked, fields, among)} limit ${mostIds + 1}`;
  return { ids: rows.slice(0, mostIds).map(({ id }) => id), capped: rows.length > mostIds };
}

/** One page of what a filter would give, as JSON text. @throws AppError `invalid_input` or `invalid_cursor`. */
export async function previewView(ctx: ReadCtx, { limit, cursor, ...view }: Preview): Promise<string> {
  const fields = await fittingFields(ctx, view);
  return readRecords(ctx, { view, fields, page: { limit, cursor } });
}

interface Wanted {
  view: ViewQuery;
  fields: FieldSet;
  page: RecordPage;
}

async function readRecords(ctx: ReadCtx, { view, fields, page: { limit, cursor } }: Wanted): Promise<string> {
  const { tx } = ctx;
  const columns = view.columns.length > 0 ? view.columns : resources[view.resource].columns;
  const order = orderOf(tx, { ...view, fields, cursor });
  const among = await narrow(ctx, view, fields);
  const table = resources[view.resource].table(tx);
  const [page] = await tx<{ items: string; more: boolean; id: string; keys: (string | null)[] }[]>`
    with found as (${sortedRows(tx, order, { table, holds: matching(ctx, view, { fields, among }), limit })})
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
