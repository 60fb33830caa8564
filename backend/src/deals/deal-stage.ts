// Owns finding the stage that a deal is to stand in.
import type { WriteCtx } from '../http/context.ts';
import { noSuchPipeline, noSuchStage } from '../pipelines/pipeline-queries.ts';
import type { StageKind } from '../pipelines/schema.ts';

export interface LiveStage {
  id: string;
  pipelineId: string;
  kind: StageKind;
}

/** A live stage of a live pipeline. @throws AppError `not_found`. */
export async function liveStage({ tx, organizationId }: WriteCtx, id: string): Promise<LiveStage> {
  const [row] = await tx<LiveStage[]>`
    select s.id, s.pipeline_id as "pipelineId", s.kind from app.pipeline_stages s
    join app.pipelines p on p.organization_id = s.organization_id and p.id = s.pipeline_id and p.deleted_at is null
    where s.organization_id = ${organizationId} and s.id = ${id} and s.deleted_at is null`;
  if (!row) throw noSuchStage();
  return row;
}

/** The first open stage of a pipeline, or of the first pipeline. @throws AppError `not_found`. */
export async function firstStage({ tx, organizationId }: WriteCtx, pipelineId?: string): Promise<LiveStage> {
  const [row] = await tx<LiveStage[]>`
    select s.id, s.pipeline_id as "pipelineId", s.kind from app.pipelines p
    join app.pipeline_stages s on s.organization_id = p.organization_id and s.pipeline_id = p.id
      and s.deleted_at is null and s.kind = 'open'
    where p.organization_id = ${organizationId} and p.deleted_at is null
      ${pipelineId === undefined ? tx`` : tx`and p.id = ${pipelineId}`}
    order by p.rank, p.id, s.rank, s.id limit 1`;
  if (!row) throw noSuchPipeline();
  return row;
}
