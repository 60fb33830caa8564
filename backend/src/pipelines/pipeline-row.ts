// Owns the state of a pipeline that a change is decided on, held until the transaction ends.
import type { WriteCtx } from '../http/context.ts';
import { versionConflict } from '../http/etag.ts';
import { noSuchPipeline, noSuchStage } from './pipeline-queries.ts';
import { rankAt } from './ranks.ts';
import type { StageKind } from './schema.ts';

export interface PipelineRow {
  id: string;
  version: number;
  name: string;
  rank: string;
  deleted: boolean;
}

export interface StageRow {
  id: string;
  name: string;
  kind: StageKind;
  probability: number;
  rank: string;
}

/** Holds the row against other changes, those of its stages included. @throws AppError `not_found`. */
export async function holdPipeline({ tx, organizationId }: WriteCtx, id: string): Promise<PipelineRow> {
  const [row] = await tx<PipelineRow[]>`
    select id, version, name, rank, deleted_at is not null as deleted from app.pipelines
    where organization_id = ${organizationId} and id = ${id} for update`;
  if (!row) throw noSuchPipeline();
  return row;
}

/** Holds a live pipeline, of the version that the caller read if it matters. @throws AppError `not_found`, `version_conflict`. */
export async function holdLivePipeline(ctx: WriteCtx, id: string, version?: number): Promise<PipelineRow> {
  const row = await holdPipeline(ctx, id);
  if (row.deleted) throw noSuchPipeline();
  if (version !== undefined && row.version !== version) throw versionConflict();
  return row;
}

/** The live stages of a pipeline in order. */
export async function stagesOf({ tx, organizationId }: WriteCtx, pipelineId: string): Promise<StageRow[]> {
  return tx<StageRow[]>`
    select id, name, kind, probability, rank from app.pipeline_stages
    where organization_id = ${organizationId} and pipeline_id = ${pipelineId} and deleted_at is null
    order by rank, id`;
}

/** The rank at a place among others, which is the row's own where it stands there already. */
export function rankFor(own: string, others: string[], position: number | undefined): string {
  const before = others.filter((rank) => rank < own).length;
  return position === undefined || Math.min(position, others.length) === before ? own : rankAt(others, position);
}

/** Picks one of a pipeline's live stages. @throws AppError `not_found`. */
export function pickStage(stages: StageRow[], id: string): StageRow {
  const stage = stages.find((one) => one.id === id);
  if (!stage) throw noSuchStage();
  return stage;
}

/** Locks the order of the organization's pipelines and returns the last rank, deleted ones included. */
export async function lastPipelineRank(ctx: WriteCtx): Promise<string | null> {
  await lockOrder(ctx);
  const [row] = await ctx.tx<{ rank: string | null }[]>`
    select max(rank) as rank from app.pipelines where organization_id = ${ctx.organizationId}`;
  return row?.rank ?? null;
}

/** Ranks of the other live pipelines in order; their order is locked until the transaction ends. */
export async function otherPipelineRanks(ctx: WriteCtx, id: string): Promise<string[]> {
  await lockOrder(ctx);
  const rows = await ctx.tx<{ rank: string }[]>`
    select rank from app.pipelines
    where organization_id = ${ctx.organizationId} and deleted_at is null and id <> ${id} order by rank, id`;
  return rows.map(({ rank }) => rank);
}

async function lockOrder({ tx, organizationId }: WriteCtx): Promise<void> {
  await tx`select pg_advisory_xact_lock(hashtextextended(${organizationId} || ':pipelines', 0))`;
}
