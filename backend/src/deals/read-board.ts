// Owns reading a pipeline as a board, in one round trip.
import type { Reading } from '../http/context.ts';
import { noSuchPipeline, stageFields } from '../pipelines/pipeline-queries.ts';
import { dealItemFields } from './deal-queries.ts';

interface WantedBoard {
  pipelineId: string;
  /** Deals a stage. */
  limit: number;
}

/** Reads a live pipeline's stages with their first deals, counts and sums, as JSON text. @throws AppError `not_found`. */
export async function readBoard({ tx }: Reading, { pipelineId, limit }: WantedBoard): Promise<string> {
  const [row] = await tx<{ json: string }[]>`
    select json_build_object(
      'pipelineId', p.id, 'name', p.name, 'version', p.version,
      'stages', coalesce((
        select json_agg(json_build_object(${stageFields(tx)}, 'count', totals.count, 'sums', totals.sums,
          'deals', cards.deals, 'nextCursor', cards.next) order by s.rank, s.id)
        from app.pipeline_stages s
        cross join lateral (
          select coalesce(sum(g.count), 0) as count,
            coalesce(json_agg(json_build_object('currency', g.currency, 'amount', g.amount, 'count', g.count)
              order by g.currency) filter (where g.currency is not null), '[]'::json) as sums
          from (
            select t.currency, sum(t.amount) as amount, count(*) as count from app.deals t
            where t.organization_id = s.organization_id and t.stage_id = s.id and t.deleted_at is null
            group by t.currency) g) totals
        cross join lateral (
          select coalesce(json_agg(json_build_object(${dealItemFields(tx)}) order by d.nth)
              filter (where d.nth <= ${limit}), '[]'::json) as deals,
            -- The cursor as http/cursor.ts reads it.
            case when count(*) > ${limit} then (array_agg(translate(encode(convert_to(json_build_object(
              'of', 'deals-of-' || s.id, 'id', d.id, 'rank', d.rank)::text, 'UTF8'), 'base64'), E'+/=\n', '-_')
              order by d.nth))[${limit}] end as next
          from (
            select t.*, row_number() over (order by t.rank, t.id) as nth from app.deals t
            where t.organization_id = s.organization_id and t.stage_id = s.id and t.deleted_at is null
            order by t.rank, t.id limit ${limit + 1}) d) cards
        where s.organization_id = p.organization_id and s.pipeline_id = p.id and s.deleted_at is null), '[]'::json)
    )::text as json
    from app.pipelines p
    where p.organization_id = (select app.acting_organization()) and p.id = ${pipelineId} and p.deleted_at is null`;
  if (!row) throw noSuchPipeline();
  return row.json;
}
