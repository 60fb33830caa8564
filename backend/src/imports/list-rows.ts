// Owns reading the rows of an import, and what an undo left alone, page by page.
import type { ReadCtx } from '../http/context.ts';
import { decodeCursor, pageJson } from '../http/cursor.ts';
import { noSuchImport } from './import-queries.ts';
import type { PageWish } from './page-wish.ts';
import type { RowQuery } from './schema.ts';
import { alikePath } from './work/rows-of-import.ts';

interface Page {
  here: boolean;
  items: string;
  more: boolean;
  last: number | null;
}

/** Longest cell that is shown. */
const shown = 200;

/** With the names of who is hinted at, also as what became of another row; without hints at or of those who are gone. */
const remarksOf = (tx: ReadCtx['tx']) => tx`(
  select coalesce(json_agg(case when c.id is null then m.remark
    else m.remark || jsonb_build_object('value', c.name, 'recordId', c.id) end order by m.place), '[]'::json)
  from jsonb_array_elements(r.remarks) with ordinality as m (remark, place)
  left join app.import_rows o on o.organization_id = r.organization_id and o.import_id = r.import_id and o.done
    and m.remark ->> 'code' = 'alike_row' and o.row = (m.remark ->> 'count')::int
  left join app.contacts c on c.organization_id = r.organization_id
    and c.id = coalesce((m.remark ->> 'recordId')::uuid, o.record_id) and c.deleted_at is null
  where not (m.remark ? 'recordId' or m.remark ->> 'code' = 'alike_row') or (
    (c.id is not null or not m.remark ? 'recordId') and not exists (
      select from app.contacts own
      where own.organization_id = r.organization_id and own.id = r.record_id and own.deleted_at is not null)))`;

/** Lists rows of one outcome, or all, as JSON text. @throws AppError `not_found`, `invalid_cursor`. */
export async function listRows({ tx }: ReadCtx, id: string, wanted: RowQuery): Promise<string> {
  const { limit, outcome, alike } = wanted;
  const list = `import-rows ${id}`;
  const after = Number(decodeCursor(list, wanted.cursor)?.rank ?? 0);
  const [page] = await tx<Page[]>`
    with found as (
      select r.*, row_number() over (order by r.row) as nth from app.import_rows r
      where r.organization_id = (select app.acting_organization()) and r.import_id = ${id} and r.row > ${after}
        ${outcome ? tx`and r.outcome = ${outcome}` : tx``}
        ${alike ? tx`and jsonb_path_exists(r.remarks, ${alikePath}::jsonpath)` : tx``}
      order by r.row limit ${limit + 1})
    select
      exists (select from app.imports where organization_id = (select app.acting_organization()) and id = ${id}) as here,
      coalesce(json_agg(json_build_object('row', r.row,
        'cells', (select coalesce(json_agg(left(cell, ${shown}) order by place), '[]'::json)
          from jsonb_array_elements_text(r.cells) with ordinality as c (cell, place)),
        'outcome', r.outcome, 'reason', r.reason, 'remarks', ${remarksOf(tx)}, 'done', r.done,
        'recordId', r.record_id) order by r.nth) filter (where r.nth <= ${limit}), '[]'::json)::text as items,
      count(*) > ${limit} as more, (array_agg(r.row order by r.nth))[${limit}] as last
    from found r`;
  if (!page?.here) throw noSuchImport();
  return pageJson(page.items, page.more ? { of: list, id, rank: String(page.last) } : null);
}

/** Lists the records that an undo left alone, as JSON text. @throws AppError `not_found`, `invalid_cursor`. */
export async function listLeftRecords({ tx }: ReadCtx, id: string, { limit, cursor }: PageWish): Promise<string> {
  const list = `import-left ${id}`;
  const after = decodeCursor(list, cursor);
  const [page] = await tx<(Page & { lastId: string | null })[]>`
    with found as (
      select r.*, row_number() over (order by r.row, r.record_id) as nth from app.import_records r
      where r.organization_id = (select app.acting_organization()) and r.import_id = ${id}
        and r.undone in ('changed', 'in_use', 'gone')
        ${after ? tx`and (r.row, r.record_id) > (${Number(after.rank)}::int, ${after.id}::uuid)` : tx``}
      order by r.row, r.record_id limit ${limit + 1})
    select
      exists (select from app.imports where organization_id = (select app.acting_organization()) and id = ${id}) as here,
      coalesce(json_agg(json_build_object('row', r.row, 'recordType', r.record_type, 'recordId', r.record_id,
        'why', r.undone, 'name', coalesce(
          (select c.name from app.contacts c where c.organization_id = r.organization_id and c.id = r.record_id),
          (select f.name from app.companies f where f.organization_id = r.organization_id and f.id = r.record_id),
          (select d.name from app.deals d where d.organization_id = r.organization_id and d.id = r.record_id)))
        order by r.nth) filter (where r.nth <= ${limit}), '[]'::json)::text as items,
      count(*) > ${limit} as more, (array_agg(r.row order by r.nth))[${limit}] as last,
      (array_agg(r.record_id order by r.nth))[${limit}] as "lastId"
    from found r`;
  if (!page?.here) throw noSuchImport();
  const { more, last, lastId } = page;
  return pageJson(page.items, more && lastId !== null ? { of: list, id: lastId, rank: String(last) } : null);
}
