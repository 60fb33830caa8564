// Owns moving a deal to another stage, or to another place in its own.
import { recordEvent } from '../events/record-event.ts';
import type { StoredJson } from '../http/answer.ts';
import type { WriteCtx } from '../http/context.ts';
import { getDeal } from './deal-queries.ts';
import { holdLiveDeal } from './deal-row.ts';
import { liveStage } from './deal-stage.ts';
import type { DealMove } from './schema.ts';
import { lockStages, stageChanged, takePlace } from './stage-place.ts';

/**
 * Moves a live deal. Whoever moves last decides; nobody's move is refused because somebody else moved meanwhile.
 * @throws AppError `not_found` (deleted deals and stages that are gone too), `stage_gone` or `invalid_input`.
 */
export async function moveDeal(ctx: WriteCtx, id: string, move: DealMove): Promise<StoredJson> {
  const { tx, organizationId } = ctx;
  const stage = await liveStage(ctx, move.stageId);
  await lockStages(ctx, [stage.id]);
  const row = await holdLiveDeal(ctx, id);
  const rank = await takePlace(ctx, { ...move, dealId: id });
  if (row.stageId === stage.id) {
    await tx`update app.deals set rank = ${rank} where organization_id = ${organizationId} and id = ${id}`;
    return getDeal(ctx, id);
  }
  await tx`
    update app.deals
    set pipeline_id = ${stage.pipelineId}, stage_id = ${stage.id}, rank = ${rank}, lost_reason = ${move.lostReason || null}
    where organization_id = ${organizationId} and id = ${id}`;
  const { kind, pipelineId } = stage;
  await recordEvent(ctx, 'deal.stage_changed', stageChanged(id, { pipelineId, from: row.stageId, to: stage.id, kind }));
  return getDeal(ctx, id);
}
