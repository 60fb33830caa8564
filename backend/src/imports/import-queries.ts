// Owns how imports are read: Postgres writes their JSON, Node passes it on.
import type { Tx } from '../db/tenant.ts';
import { AppError } from '../errors.ts';
import type { StoredJson } from '../http/answer.ts';
import type { ReadCtx } from '../http/context.ts';
import { decodeCursor, pageJson } from '../http/cursor.ts';
import type { PageWish } from './page-wish.ts';

/** Arguments of json_build_object for the row `i`. */
const importFields = (tx: Tx) => tx`
  'id', i.id, 'organizationId', i.organization_id, 'state', i.state, 'fileName', i.file_name, 'fileSize', i.file_size,
  'format', i.format, 'encoding', i.encoding, 'delimiter', i.delimiter, 'source', i.source, 'columns', i.columns,
  'rowCount', i.row_count, 'mapping', i.mapping, 'counts', i.counts, 'undoCounts', i.undo_counts,
  'job', app.import_job(i.organization_id, i.id), 'createdBy', i.created_by, 'createdAt', i.created_at,
  'updatedAt', i.updated_at, 'startedAt', i.started_at, 'finishedAt', i.finished_at, 'undoneAt', i.undone_at,
  'emptiedAt', i.emptied_at,   'version', i.version`;

export const noSuchImport = () => new AppError('not_found', 'There is no such import here.');

/** Reads one import. @throws AppError `not_found`. */
export async function getImport({ tx }: ReadCtx, id: string): Promise<StoredJson> {
  const [row] = await tx<StoredJson[]>`
    select json_build_object(${importFields(tx)})::text as json, i.version
    from app.imports i where i.organization_id = (select app.acting_organization()) and i.id = ${id}`;
  if (!row) throw noSuchImport();
  return row;
}

/** Lists one page, as JSON text. @throws AppError `invalid_cursor`. */
export async function listImports({ tx }: ReadCtx, { limit, cursor }: PageWish): Promise<string> {
  const after = decodeCursor('imports', cursor);
  const [page] = await tx<{ items: string; more: boolean; id: string }[]>`
    with found as (
      select i.*, row_number() over (order by i.id desc) as nth from app.imports i
      where i.organization_id = (select app.acting_organization()) ${after ? tx`and i.id < ${after.id}::uuid` : tx``}
      order by i.id desc limit ${limit + 1})
    select
      coalesce(json_agg(json_build_object(${importFields(tx)}) order by i.nth) filter (where i.nth <= ${limit}),
        '[]'::json)::text as items,
      count(*) > ${limit} as more, (array_agg(i.id order by i.nth))[${limit}] as id
    from found i`;
  if (!page) throw new Error('The page query returned no row');
  return pageJson(page.items, page.more ? { of: 'imports', id: page.id } : null);
}
