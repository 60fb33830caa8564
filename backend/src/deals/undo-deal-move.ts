// Owns taking back a move on the board: the deal goes back to its stage and to its place there.
import { z } from 'zod';
import { recordEvent } from '../events/record-event.ts';
import type { WriteCtx } from '../http/context.ts';
import { defineUndo, undoConflict } from '../undo/define-undo.ts';
import { holdDeal } from './deal-row.ts';
import { liveStage } from './deal-stage.ts';
import { lockStages, stageChanged, takePlace } from './stage-place.ts';

const Standing = z.object({ stageId: z.uuid(), rank: z.string() });
const DealMoved = z.object({
  id: z.uuid(),
  from: Standing.extend({
    lostReason: z.string().nullable(),
    /** Who stood directly above and below. */
    above: z.uuid().nullable(),
    below: z.uuid().nullable(),
  }),
  to: Standing,
});
export type DealMoved = z.infer<typeof DealMoved>;

export const undoDealMove = defineUndo({
  permission: 'deals.write',
  payload: DealMoved,
  undo: async (ctx, move) => {
    const { tx, organizationId } = ctx;
    const { id, from, to } = move;
    const stage = await liveStage(ctx, from.stageId).catch(() => {
      throw undoConflict('The stage was taken away since.');
    });
    await lockStages(ctx, [stage.id]);
    const row = await holdDeal(ctx, id);
    if (row.deleted || row.stageId !== to.stageId || row.rank !== to.rank) {
      throw undoConflict('Somebody moved this deal since.');
    }
    const rank = await oldPlace(ctx, move);
    await tx`
      update app.deals set rank = ${rank} ${
        row.stageId === stage.id
          ? tx``
          : tx`, pipeline_id = ${stage.pipelineId}, stage_id = ${stage.id}, lost_reason = ${from.lostReason}`
      }
      where organization_id = ${organizationId} and id = ${id}`;
    if (row.stageId !== stage.id) {
      const { kind, pipelineId } = stage;
      const step = { pipelineId, from: row.stageId, to: stage.id, kind };
      await recordEvent(ctx, 'deal.stage_changed', stageChanged(id, step));
    }
    return [{ type: 'deal', id }];
  },
});

/** The very rank, if its place is still between the old neighbours; else the place beside one of them; else the top. */
async function oldPlace(ctx: WriteCtx, { id, from }: DealMoved): Promise<string> {
  const { tx, organizationId } = ctx;
  const neighbours = await tx<{ id: string; rank: string }[]>`
    select id, rank from app.deals
    where organization_id = ${organizationId} and stage_id = ${from.stageId}
      and id = any(${[from.above, from.below].filter((one) => one !== null)}::uuid[])`;
  const above = neighbours.find((one) => one.id === from.above);
  const below = neighbours.find((one) => one.id === from.below);
  const [taken] = await tx`
    select from app.deals
    where organization_id = ${organizationId} and stage_id = ${from.stageId} and rank = ${from.rank} and id <> ${id}`;
  const between = (!above || above.rank < from.rank) && (!below || from.rank < below.rank);
  if (!taken && between) return from.rank;
  return takePlace(ctx, {
    stageId: from.stageId,
    dealId: id,
    ...(above ? { afterId: above.id } : below ? { beforeId: below.id } : {}),
  });
}
