// Owns how exports that a job makes are read: whoever asked for one sees it, nobody else.
import type { z } from 'zod';
import type { Tx } from '../../db/tenant.ts';
import { AppError } from '../../errors.ts';
import type { StoredJson } from '../../http/answer.ts';
import type { ReadCtx } from '../../http/context.ts';
import { decodeCursor, pageJson } from '../../http/cursor.ts';
import type { PageQuery } from '../../http/wire.ts';
import type { ExportFile } from './schema.ts';

/** Arguments of json_build_object for the row `e` with its job `j`. */
const exportFields = (tx: Tx) => tx`
  'id', e.id, 'organizationId', e.organization_id, 'file', e.file, 'jobId', e.job_id,
  'state', case when e.ready_at is not null then 'done' else coalesce(j.state, 'failed') end,
  'done', coalesce(j.done, 0), 'total', j.total,
  'error', case when j.error_code is not null then json_build_object('code', j.error_code, 'message', j.error_words) end,
  'size', e.size, 'createdAt', e.created_at, 'readyAt', e.ready_at, 'expiresAt', e.expires_at, 'version', e.version`;

const exportsHere = (tx: Tx) => tx`
  app.exports e left join app.jobs j on j.organization_id = e.organization_id and j.id = e.job_id`;

const isMine = ({ tx, actor, deps }: ReadCtx) => tx`
  e.organization_id = (select app.acting_organization()) and e.made_by = ${actor.userId} and e.expires_at > ${deps.now()}`;

export const noSuchExport = () =>
  new AppError('not_found', 'There is no such export here, or it is not kept any more.');

/** Reads one. @throws AppError `not_found`, also once it has expired. */
export async function getExport(ctx: ReadCtx, id: string): Promise<StoredJson> {
  const { tx } = ctx;
  const [row] = await tx<StoredJson[]>`
    select json_build_object(${exportFields(tx)})::text as json, e.version
    from ${exportsHere(tx)} where ${isMine(ctx)} and e.id = ${id}`;
  if (!row) throw noSuchExport();
  return row;
}

/** Lists one page, the newest first, as JSON text. @throws AppError `invalid_cursor`. */
export async function listExports(ctx: ReadCtx, { limit, cursor }: z.output<typeof PageQuery>): Promise<string> {
  const { tx } = ctx;
  const after = decodeCursor('exports', cursor);
  const [page] = await tx<{ items: string; more: boolean; id: string }[]>`
    with found as (
      select e.*, row_number() over (order by e.id desc) as nth from app.exports e
      where ${isMine(ctx)} ${after ? tx`and e.id < ${after.id}::uuid` : tx``}
      order by e.id desc limit ${limit + 1})
    select
      coalesce(json_agg(json_build_object(${exportFields(tx)}) order by e.nth) filter (where e.nth <= ${limit}),
        '[]'::json)::text as items,
      count(*) > ${limit} as more, (array_agg(e.id order by e.nth))[${limit}] as id
    from found e left join app.jobs j on j.organization_id = e.organization_id and j.id = e.job_id`;
  if (!page) throw new Error('The page query returned no row');
  return pageJson(page.items, page.more ? { of: 'exports', id: page.id } : null);
}

/** Which file it is, once it is whole. @throws AppError `not_found`, `export_not_ready`. */
export async function readyFile(ctx: ReadCtx, id: string): Promise<ExportFile> {
  const { tx } = ctx;
  const [row] = await tx<{ file: ExportFile; ready: boolean }[]>`
    select e.file, e.ready_at is not null as ready from app.exports e where ${isMine(ctx)} and e.id = ${id}`;
  if (!row) throw noSuchExport();
  if (!row.ready)
    throw new AppError('export_not_ready', 'This file is not whole yet. Ask again when its state is `done`.');
  return row.file;
}
