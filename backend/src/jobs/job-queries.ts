// Owns how jobs are read.
import type { z } from 'zod';
import type { Tx } from '../db/tenant.ts';
import { AppError } from '../errors.ts';
import type { StoredJson } from '../http/answer.ts';
import type { ReadCtx } from '../http/context.ts';
import { decodeCursor, pageJson } from '../http/cursor.ts';
import type { JobQuery } from './schema.ts';

/** Arguments of json_build_object for the row `j`. */
const jobFields = (tx: Tx) => tx`
  'id', j.id, 'organizationId', j.organization_id, 'kind', j.kind, 'state', j.state, 'done', j.done, 'total', j.total,
  'result', j.result,
  'error', case when j.error_code is not null then json_build_object('code', j.error_code, 'message', j.error_words) end,
  'startedBy', j.started_by, 'cancelRequestedAt', j.cancel_requested_at, 'createdAt', j.created_at,
  'startedAt', j.started_at, 'finishedAt', j.finished_at, 'version', j.version`;

/** Reads one job. @throws AppError `not_found`. */
export async function getJob({ tx }: ReadCtx, id: string): Promise<StoredJson> {
  const [row] = await tx<StoredJson[]>`
    select json_build_object(${jobFields(tx)})::text as json, j.version
    from app.jobs j where j.organization_id = (select app.acting_organization()) and j.id = ${id}`;
  if (!row) throw new AppError('not_found', 'There is no such job here.');
  return row;
}

/** Lists one page, as JSON text. @throws AppError `invalid_cursor`. */
export async function listJobs({ tx }: ReadCtx, wanted: z.output<typeof JobQuery>): Promise<string> {
  const { limit, kind, state } = wanted;
  const after = decodeCursor('jobs', wanted.cursor);
  const [page] = await tx<{ items: string; more: boolean; id: string }[]>`
    with found as (
      select j.*, row_number() over (order by j.id desc) as nth from app.jobs j
      where j.organization_id = (select app.acting_organization())
        ${kind === undefined ? tx`` : tx`and j.kind = ${kind}`} ${state ? tx`and j.state = ${state}` : tx``}
        ${after ? tx`and j.id < ${after.id}::uuid` : tx``}
      order by j.id desc limit ${limit + 1})
    select
      coalesce(json_agg(json_build_object(${jobFields(tx)}) order by j.nth) filter (where j.nth <= ${limit}),
        '[]'::json)::text as items,
      count(*) > ${limit} as more, (array_agg(j.id order by j.nth))[${limit}] as id
    from found j`;
  if (!page) throw new Error('The page query returned no row');
  return pageJson(page.items, page.more ? { of: 'jobs', id: page.id } : null);
}
