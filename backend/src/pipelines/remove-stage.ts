// Owns taking a stage off a pipeline, and what becomes of its deals.
import { lockStages, stageChanged } from '../deals/stage-place.ts';
import { AppError } from '../errors.ts';
import { recordEvent, recordEvents } from '../events/record-event.ts';
import type { StoredJson } from '../http/answer.ts';
import type { WriteCtx } from '../http/context.ts';
import { keepOpenStage, raised } from './change-stages.ts';
import { layoutOf, type MovedDeals, withLayoutUndo } from './layout.ts';
import { holdLivePipeline, pickStage, type StageRow } from './pipeline-row.ts';
import { ranksBetween } from './ranks.ts';

export interface StageRemoval {
  pipelineId: string;
  stageId: string;
  /** The stage of the same pipeline that the live deals go to, after its own. */
  moveTo?: string | undefined;
}

/**
 * Takes a stage away.
 * @throws AppError `not_found`, `open_stage_needed`, or `stage_has_deals` with the count when nobody said where they go.
 */
export async function removeStage(ctx: WriteCtx, removal: StageRemoval): Promise<StoredJson> {
  const { tx, organizationId } = ctx;
  const { pipelineId, stageId, moveTo } = removal;
  const before = await layoutOf(ctx, await holdLivePipeline(ctx, pipelineId));
  const { stages } = before;
  const stage = pickStage(stages, stageId);
  const others = stages.filter((one) => one !== stage);
  keepOpenStage(others);
  const target = moveTo === undefined ? null : pickStage(others, moveTo);
  // Deals that come in at this moment hold the stage: they are waited for, then counted. They too lock the order first.
  await lockStages(ctx, target ? [stageId, target.id] : [stageId]);
  await tx`
    select from app.pipeline_stages
    where organization_id = ${organizationId} and pipeline_id = ${pipelineId} and id = ${stageId} for update`;
  const deals = await moveDeals(ctx, stageId, target);
  await tx`
    update app.pipeline_stages set deleted_at = now()
    where organization_id = ${organizationId} and pipeline_id = ${pipelineId} and id = ${stageId}`;
  const payload = { stageId, movedTo: target?.id ?? null, deals: deals.length };
  await recordEvent(ctx, 'pipeline.stage_removed', { subjectId: pipelineId, payload });
  const moved = target
    ? deals.map(({ id }) => stageChanged(id, { pipelineId, from: stageId, to: target.id, kind: target.kind }))
    : [];
  await recordEvents(ctx, 'deal.stage_changed', moved);
  const left = target ? { from: stageId, to: target.id, deals } : null;
  return withLayoutUndo(ctx, await raised(ctx, pipelineId), { id: pipelineId, before, moved: left });
}

/** Puts the live deals of a stage behind those of another, in their order, which is locked, and returns them with the ranks they had. */
async function moveDeals(ctx: WriteCtx, stageId: string, target: StageRow | null): Promise<MovedDeals['deals']> {
  const { tx, organizationId } = ctx;
  const deals = await tx<MovedDeals['deals']>`
    select id, rank from app.deals
    where organization_id = ${organizationId} and stage_id = ${stageId} and deleted_at is null order by rank for update`;
  const ids = deals.map(({ id }) => id);
  if (ids.length === 0) return [];
  if (!target) {
    const details = { count: ids.length };
    throw new AppError('stage_has_deals', 'Deals stand in this stage. Say with `moveTo` where they go.', details);
  }
  const [last] = await tx<{ rank: string | null }[]>`
    select max(rank) as rank from app.deals where organization_id = ${organizationId} and stage_id = ${target.id}`;
  await tx`
    update app.deals d set stage_id = ${target.id}, rank = moved.rank
    from unnest(${ids}::uuid[], ${ranksBetween(last?.rank ?? null, null, ids.length)}::text[]) as moved (id, rank)
    where d.organization_id = ${organizationId} and d.id = moved.id`;
  return [...deals];
}
