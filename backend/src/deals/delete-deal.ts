// Owns deleting a deal softly, and bringing it back.
import { recordEvent } from '../events/record-event.ts';
import type { StoredJson } from '../http/answer.ts';
import type { WriteCtx } from '../http/context.ts';
import { offerUndo, withUndo } from '../undo/offer-undo.ts';
import { getDeal } from './deal-queries.ts';
import { type DealRow, holdDeal } from './deal-row.ts';
import { firstStage } from './deal-stage.ts';
import { lockStages, stageChanged, takePlace } from './stage-place.ts';

/** Deletes a deal; deleting it again changes nothing. @throws AppError `not_found`. */
export async function deleteDeal(ctx: WriteCtx, id: string): Promise<StoredJson> {
  const { tx, organizationId } = ctx;
  const row = await holdDeal(ctx, id);
  if (row.deleted) return withUndo(await getDeal(ctx, id), null);
  await tx`update app.deals set deleted_at = now() where organization_id = ${organizationId} and id = ${id}`;
  await recordEvent(ctx, 'deal.deleted', { subjectId: id, payload: {} });
  const deal = await getDeal(ctx, id);
  return withUndo(deal, await offerUndo(ctx, 'deal.delete', { id, version: deal.version }));
}

/**
 * Restores a deal to its old place, or to the first open stage where its own is gone.
 * @throws AppError `not_found`, also when its pipeline is gone with every other.
 */
export async function restoreDeal(ctx: WriteCtx, id: string): Promise<StoredJson> {
  const { tx, organizationId } = ctx;
  const row = await holdDeal(ctx, id);
  if (!row.deleted) return getDeal(ctx, id);
  if (await stageIsGone(ctx, row)) await restoreElsewhere(ctx, id, row);
  else await tx`update app.deals set deleted_at = null where organization_id = ${organizationId} and id = ${id}`;
  await recordEvent(ctx, 'deal.restored', { subjectId: id, payload: {} });
  return getDeal(ctx, id);
}

async function stageIsGone({ tx, organizationId }: WriteCtx, { pipelineId, stageId }: DealRow): Promise<boolean> {
  const [row] = await tx<{ gone: boolean }[]>`
    select s.deleted_at is not null or p.deleted_at is not null as gone from app.pipeline_stages s
    join app.pipelines p on p.organization_id = s.organization_id and p.id = s.pipeline_id
    where s.organization_id = ${organizationId} and s.pipeline_id = ${pipelineId} and s.id = ${stageId}`;
  return row?.gone ?? true;
}

async function restoreElsewhere(ctx: WriteCtx, id: string, row: DealRow): Promise<void> {
  const { tx, organizationId } = ctx;
  const [pipeline] = await tx<{ id: string }[]>`
    select id from app.pipelines
    where organization_id = ${organizationId} and id = ${row.pipelineId} and deleted_at is null`;
  const stage = await firstStage(ctx, pipeline?.id);
  await lockStages(ctx, [stage.id]);
  const rank = await takePlace(ctx, { stageId: stage.id, dealId: id });
  await tx`
    update app.deals set deleted_at = null, pipeline_id = ${stage.pipelineId}, stage_id = ${stage.id}, rank = ${rank}
    where organization_id = ${organizationId} and id = ${id}`;
  const { pipelineId, kind } = stage;
  await recordEvent(ctx, 'deal.stage_changed', stageChanged(id, { pipelineId, from: row.stageId, to: stage.id, kind }));
}
