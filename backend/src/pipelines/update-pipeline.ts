// Owns changing, deleting and restoring one of the pipelines.
import { AppError } from '../errors.ts';
import { recordEvent } from '../events/record-event.ts';
import type { StoredJson } from '../http/answer.ts';
import type { WriteCtx } from '../http/context.ts';
import { offerUndo, withUndo } from '../undo/offer-undo.ts';
import { layoutOf, withLayoutUndo } from './layout.ts';
import { getPipeline } from './pipeline-queries.ts';
import { holdLivePipeline, holdPipeline, lastPipelineRank, otherPipelineRanks, rankFor } from './pipeline-row.ts';
import { rankBetween } from './ranks.ts';
import type { PipelinePatch } from './schema.ts';

export interface PipelineChange {
  id: string;
  /** The version that the caller read. */
  version: number;
  patch: PipelinePatch;
}

/** Changes a live pipeline. @throws AppError `not_found` (deleted ones too) or `version_conflict`. */
export async function updatePipeline(ctx: WriteCtx, { id, version, patch }: PipelineChange): Promise<StoredJson> {
  const { tx, organizationId } = ctx;
  const row = await holdLivePipeline(ctx, id, version);
  const name = patch.name ?? row.name;
  const rank =
    patch.position === undefined ? row.rank : rankFor(row.rank, await otherPipelineRanks(ctx, id), patch.position);
  const changed = [...(name === row.name ? [] : ['name']), ...(rank === row.rank ? [] : ['position'])];
  if (changed.length === 0) return withUndo(await getPipeline(ctx, id), null);
  const before = await layoutOf(ctx, row);
  await tx`
    update app.pipelines set name = ${name}, rank = ${rank}
    where organization_id = ${organizationId} and id = ${id}`;
  await recordEvent(ctx, 'pipeline.updated', { subjectId: id, payload: { changed } });
  return withLayoutUndo(ctx, await getPipeline(ctx, id), { id, before });
}

/**
 * Deletes a pipeline without live deals; deleting it again changes nothing.
 * @throws AppError `not_found`, or `pipeline_has_deals` with the count.
 */
export async function deletePipeline(ctx: WriteCtx, id: string): Promise<StoredJson> {
  const { tx, organizationId } = ctx;
  const row = await holdPipeline(ctx, id);
  if (row.deleted) return withUndo(await getPipeline(ctx, id), null);
  // Deals that come in at this moment hold a stage: they are waited for, then counted.
  await tx`
    select from app.pipeline_stages where organization_id = ${organizationId} and pipeline_id = ${id}
    order by id for update`;
  const [deals] = await tx<{ count: number }[]>`
    select count(*)::int as count from app.deals
    where organization_id = ${organizationId} and pipeline_id = ${id} and deleted_at is null`;
  if (deals && deals.count > 0) {
    throw new AppError('pipeline_has_deals', 'Deals stand in this pipeline. Move or delete them first.', deals);
  }
  await tx`update app.pipelines set deleted_at = now() where organization_id = ${organizationId} and id = ${id}`;
  await recordEvent(ctx, 'pipeline.deleted', { subjectId: id, payload: {} });
  const pipeline = await getPipeline(ctx, id);
  return withUndo(pipeline, await offerUndo(ctx, 'pipeline.delete', { id, version: pipeline.version }));
}

/** Restores a pipeline after the others; one that is not deleted stays as it is. @throws AppError `not_found`. */
export async function restorePipeline(ctx: WriteCtx, id: string): Promise<StoredJson> {
  const { tx, organizationId } = ctx;
  const row = await holdPipeline(ctx, id);
  if (row.deleted) {
    const rank = rankBetween(await lastPipelineRank(ctx), null);
    await tx`
      update app.pipelines set deleted_at = null, rank = ${rank} where organization_id = ${organizationId} and id = ${id}`;
    await recordEvent(ctx, 'pipeline.restored', { subjectId: id, payload: {} });
  }
  return getPipeline(ctx, id);
}
