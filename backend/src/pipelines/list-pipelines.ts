// Owns listing pipelines in their order.
import type { ReadCtx } from '../http/context.ts';
import { decodeCursor, pageJson } from '../http/cursor.ts';
import { pipelineFields } from './pipeline-queries.ts';

interface Wanted {
  limit: number;
  cursor?: string | undefined;
}

/** Lists one page of live pipelines with their stages, as JSON text. @throws AppError `invalid_cursor`. */
export async function listPipelines({ tx }: ReadCtx, { limit, cursor }: Wanted): Promise<string> {
  const after = decodeCursor('pipelines', cursor);
  const beyond = after ? tx`and (r.rank, r.id) > (${after.rank ?? ''}, ${after.id}::uuid)` : tx``;
  const [page] = await tx<{ items: string; more: boolean; id: string; rank: string }[]>`
    with found as (
      select r.*, row_number() over (order by r.rank, r.id) as nth from app.pipelines r
      where r.organization_id = (select app.acting_organization()) and r.deleted_at is null ${beyond}
      order by r.rank, r.id limit ${limit + 1})
    select
      coalesce(json_agg(json_build_object(${pipelineFields(tx)}) order by r.nth) filter (where r.nth <= ${limit}),
        '[]'::json)::text as items,
      count(*) > ${limit} as more, (array_agg(r.id order by r.nth))[${limit}] as id,
      (array_agg(r.rank order by r.nth))[${limit}] as rank
    from found r`;
  if (!page) throw new Error('The page query returned no row');
  return pageJson(page.items, page.more ? { of: 'pipelines', id: page.id, rank: page.rank } : null);
}
