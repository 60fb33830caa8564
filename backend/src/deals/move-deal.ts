// Owns moving a deal to another stage, or to another place in its own.
import { recordEvent } from '../events/record-event.ts';
import type { StoredJson } from '../http/answer.ts';
import type { WriteCtx } from '../http/context.ts';
import { offerUndo, withUndo } from '../undo/offer-undo.ts';
import { getDeal } from './deal-queries.ts';
import { type DealRow, holdLiveDeal } from './deal-row.ts';
import { type LiveStage, liveStage } from './deal-stage.ts';
import type { DealMove } from './schema.ts';
import { lockStages, neighboursOf, stageChanged, takePlace } from './stage-place.ts';

/**
 * Moves a live deal. Whoever moves last decides; nobody's move is refused because somebody else moved meanwhile.
 * @throws AppError `not_found` (deleted deals and stages that are gone too), `stage_gone` or `invalid_input`.
 */
export async function moveDeal(ctx: WriteCtx, id: string, move: DealMove): Promise<StoredJson> {
  const { tx, organizationId } = ctx;
  const stage = await liveStage(ctx, move.stageId);
  await lockStages(ctx, [stage.id]);
  const row = await holdLiveDeal(ctx, id);
  const beside = await neighboursOf(ctx, id);
  const rank = await takePlace(ctx, { ...move, dealId: id });
  if (row.stageId === stage.id) {
    await tx`update app.deals set rank = ${rank} where organization_id = ${organizationId} and id = ${id}`;
  } else {
    await changeStage(ctx, { id, row, stage, rank, lostReason: move.lostReason || null });
  }
  const { stageId, lostReason } = row;
  const from = { stageId, rank: row.rank, lostReason, ...beside };
  const undoToken = await offerUndo(ctx, 'deal.move', { id, from, to: { stageId: stage.id, rank } });
  return withUndo(await getDeal(ctx, id), undoToken);
}

interface Step {
  id: string;
  row: DealRow;
  stage: LiveStage;
  rank: string;
  lostReason: string | null;
}

async function changeStage(ctx: WriteCtx, { id, row, stage, rank, lostReason }: Step): Promise<void> {
  const { tx, organizationId } = ctx;
  await tx`
    update app.deals
    set pipeline_id = ${stage.pipelineId}, stage_id = ${stage.id}, rank = ${rank}, lost_reason = ${lostReason}
    where organization_id = ${organizationId} and id = ${id}`;
  const { kind, pipelineId } = stage;
  await recordEvent(ctx, 'deal.stage_changed', stageChanged(id, { pipelineId, from: row.stageId, to: stage.id, kind }));
}
