// Owns moving a deal to another stage, or to another place in its own.
import { together } from '../db/together.ts';
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
 * What it reads goes out together, the lock first, and then what it writes: two round trips to the database.
 * @throws AppError `not_found` (deleted deals and stages that are gone too), `stage_gone` or `invalid_input`.
 */
export async function moveDeal(ctx: WriteCtx, id: string, move: DealMove): Promise<StoredJson> {
  const [, stage, row, beside, rank] = await together([
    lockStages(ctx, [move.stageId]),
    liveStage(ctx, move.stageId),
    holdLiveDeal(ctx, id),
    neighboursOf(ctx, id),
    takePlace(ctx, { ...move, dealId: id }),
  ]);
  const { stageId, lostReason } = row;
  const from = { stageId, rank: row.rank, lostReason, ...beside };
  const [, undoToken, deal] = await together([
    place(ctx, { id, row, stage, rank, lostReason: move.lostReason || null }),
    offerUndo(ctx, 'deal.move', { id, from, to: { stageId: stage.id, rank } }),
    getDeal(ctx, id),
  ]);
  return withUndo(deal, undoToken);
}

interface Step {
  id: string;
  row: DealRow;
  stage: LiveStage;
  rank: string;
  lostReason: string | null;
}

async function place(ctx: WriteCtx, { id, row, stage, rank, lostReason }: Step): Promise<void> {
  const { tx, organizationId } = ctx;
  if (row.stageId === stage.id) {
    await tx`update app.deals set rank = ${rank} where organization_id = ${organizationId} and id = ${id}`;
    return;
  }
  const { kind, pipelineId } = stage;
  await together([
    // A query goes out when it is waited for.
    tx`
      update app.deals set pipeline_id = ${pipelineId}, stage_id = ${stage.id}, rank = ${rank}, lost_reason = ${lostReason}
      where organization_id = ${organizationId} and id = ${id}`.execute(),
    recordEvent(ctx, 'deal.stage_changed', stageChanged(id, { pipelineId, from: row.stageId, to: stage.id, kind })),
  ]);
}
