// Owns reading a pipeline as a board, in one round trip.
import type { Tx } from '../db/tenant.ts';
import type { Reading } from '../http/context.ts';
import { noSuchPipeline, stageFields } from '../pipelines/pipeline-queries.ts';
import { dealItemFields, stageRef } from './deal-queries.ts';

interface WantedBoard {
  pipelineId: string;
  /** Deals a stage. */
  limit: number;
}

/** Reads a live pipeline's stages with their first deals, counts and sums, as JSON text. @throws AppError `not_found`. */
export async function readBoard({ tx }: Reading, wanted: WantedBoard): Promise<string> {
  const [row] = await tx<{ json: string }[]>`
    select (${boardJson(tx, wanted.limit)})::text as json from app.pipelines p
    where p.organization_id = (select app.acting_organization()) and p.id = ${wanted.pipelineId} and p.deleted_at is null`;
  if (!row) throw noSuchPipeline();
  return row.json;
}

/** The board of the pipeline `p`, as one expression. Reads nothing but the first deals: counts and sums are kept by trigger. */
export const boardJson = (tx: Tx, limit: number) => tx`
  json_build_object(
    'pipelineId', p.id, 'name', p.name, 'version', p.version,
    'stages', coalesce((
      select json_agg(json_build_object(${stageFields(tx)}, 'count', totals.count, 'sums', totals.sums,
        'deals', cards.deals,
        -- The cursor as http/cursor.ts reads it.
        'nextCursor', case when cards.more then translate(encode(convert_to(json_build_object(
          'of', 'deals-of-' || s.id, 'id', cards.last, 'rank', cards.rank)::text, 'UTF8'), 'base64'), E'+/=\\n', '-_') end)
        order by s.rank, s.id)
      from app.pipeline_stages s
      cross join lateral (
        select coalesce(sum(t.deals), 0) as count,
          coalesce(json_agg(json_build_object('currency', t.currency, 'amount', t.amount, 'count', t.deals)
            order by t.currency) filter (where t.currency <> '' and t.deals > 0), '[]'::json) as sums
        from app.stage_totals t where t.organization_id = s.organization_id and t.stage_id = s.id) totals
      cross join lateral (
        select coalesce(json_agg(json_build_object(${dealItemFields(tx, stageRef(tx))}) order by d.nth)
            filter (where d.nth <= ${limit}), '[]'::json) as deals,
          count(*) > ${limit} as more, (array_agg(d.id order by d.nth))[${limit}] as last,
          (array_agg(d.rank order by d.nth))[${limit}] as rank
        from (
          select t.*, row_number() over (order by t.rank) as nth from app.deals t
          where t.organization_id = s.organization_id and t.stage_id = s.id and t.deleted_at is null
          order by t.rank limit ${limit + 1}) d) cards
      where s.organization_id = p.organization_id and s.pipeline_id = p.id and s.deleted_at is null), '[]'::json))`;
