// Owns listing views by name: the team's and the caller's own.
import type { ReadCtx } from '../http/context.ts';
import { decodeCursor, pageJson } from '../http/cursor.ts';
import type { ViewResource } from './fields/registry.ts';
import type { View } from './schema.ts';
import { fieldsOf, problemsOf, type StoredView, viewJson } from './view-row.ts';

interface Wanted {
  limit: number;
  cursor?: string | undefined;
  resource?: ViewResource | undefined;
  deleted: 'true' | 'false';
}

/** Lists one page, as JSON text. @throws AppError `invalid_cursor`. */
export async function listViews(ctx: ReadCtx, { limit, cursor, resource, deleted }: Wanted): Promise<string> {
  const { tx } = ctx;
  const after = decodeCursor('views', cursor);
  const rows = await tx<{ view: StoredView }[]>`
    select ${viewJson(tx)} as view from app.views v
    where v.organization_id = (select app.acting_organization())
      and v.deleted_at ${deleted === 'true' ? tx`is not null` : tx`is null`}
      ${resource ? tx`and v.resource = ${resource}` : tx``}
      ${
        after
          ? tx`and (app.fold(v.name), v.id) > (
              select app.fold(l.name), l.id from app.views l
              where l.organization_id = (select app.acting_organization()) and l.id = ${after.id}::uuid)`
          : tx``
      }
    order by app.fold(v.name), v.id limit ${limit + 1}`;
  const views = rows.slice(0, limit).map(({ view }) => view);
  const fields = await fieldsOf(
    ctx,
    views.map((view) => view.resource),
  );
  const items = views.map(
    (view): View => ({ ...view, problems: problemsOf(fields.get(view.resource) ?? new Map(), view) }),
  );
  const last = rows.length > limit ? items.at(-1) : undefined;
  return pageJson(JSON.stringify(items), last ? { of: 'views', id: last.id } : null);
}
