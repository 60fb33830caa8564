// Owns adding, changing and reordering the stages of a pipeline.
import { AppError } from '../errors.ts';
import { recordEvent } from '../events/record-event.ts';
import type { StoredJson } from '../http/answer.ts';
import type { WriteCtx } from '../http/context.ts';
import { withUndo } from '../undo/offer-undo.ts';
import { probabilityOf } from './create-pipeline.ts';
import { layoutOf, withLayoutUndo } from './layout.ts';
import { getPipeline } from './pipeline-queries.ts';
import { holdLivePipeline, pickStage, rankFor, type StageRow } from './pipeline-row.ts';
import { rankAt } from './ranks.ts';
import type { AddedStage, StagePatch } from './schema.ts';

const mostStages = 50;

/** Refuses a change that would leave no open stage. @throws AppError `open_stage_needed`. */
export function keepOpenStage(stages: Pick<StageRow, 'kind'>[]): void {
  if (stages.some(({ kind }) => kind === 'open')) return;
  throw new AppError('open_stage_needed', 'A pipeline needs an open stage. Add another one first.');
}

/** Adds a stage. @throws AppError `not_found`, or `invalid_input` when there are fifty. */
export async function addStage(ctx: WriteCtx, pipelineId: string, input: AddedStage): Promise<StoredJson> {
  const { tx, organizationId } = ctx;
  const before = await layoutOf(ctx, await holdLivePipeline(ctx, pipelineId));
  const { stages } = before;
  if (stages.length >= mostStages) throw new AppError('invalid_input', 'A pipeline has fifty stages at most.');
  const rank = rankAt(
    stages.map((stage) => stage.rank),
    input.position,
  );
  const [row] = await tx<{ id: string }[]>`
    insert into app.pipeline_stages (organization_id, pipeline_id, name, kind, probability, rank)
    values (${organizationId}, ${pipelineId}, ${input.name}, ${input.kind},
      ${probabilityOf(input.kind, input.probability)}, ${rank}) returning id`;
  if (!row) throw new Error('The stage was not inserted');
  await recordEvent(ctx, 'pipeline.stage_added', { subjectId: pipelineId, payload: { stageId: row.id } });
  return withLayoutUndo(ctx, await raised(ctx, pipelineId), { id: pipelineId, before });
}

export interface StageChange {
  pipelineId: string;
  stageId: string;
  /** The pipeline's version that the caller read. */
  version: number;
  patch: StagePatch;
}

/** Changes a stage or its place. @throws AppError `not_found`, `version_conflict`, `open_stage_needed` or `invalid_input`. */
export async function updateStage(ctx: WriteCtx, change: StageChange): Promise<StoredJson> {
  const { pipelineId, stageId, patch } = change;
  const before = await layoutOf(ctx, await holdLivePipeline(ctx, pipelineId, change.version));
  const { stages } = before;
  const stage = pickStage(stages, stageId);
  const others = stages.filter((one) => one !== stage);
  const wanted = wantedStage(stage, others, patch);
  keepOpenStage([...others, wanted]);
  const fields = ['name', 'kind', 'probability'] as const;
  const changed: string[] = fields.filter((field) => wanted[field] !== stage[field]);
  if (wanted.rank !== stage.rank) changed.push('position');
  if (changed.length === 0) return withUndo(await getPipeline(ctx, pipelineId), null);
  const { tx, organizationId } = ctx;
  await tx`
    update app.pipeline_stages
    set name = ${wanted.name}, kind = ${wanted.kind}, probability = ${wanted.probability}, rank = ${wanted.rank}
    where organization_id = ${organizationId} and pipeline_id = ${pipelineId} and id = ${stageId}`;
  await recordEvent(ctx, 'pipeline.stage_changed', { subjectId: pipelineId, payload: { stageId, changed } });
  return withLayoutUndo(ctx, await raised(ctx, pipelineId), { id: pipelineId, before });
}

function wantedStage(stage: StageRow, others: StageRow[], patch: StagePatch): StageRow {
  const kind = patch.kind ?? stage.kind;
  if (kind !== 'open' && patch.probability !== undefined && patch.probability !== probabilityOf(kind, undefined)) {
    const errors = [{ path: 'probability', message: 'A won stage has 100 per cent, a lost one 0.' }];
    throw new AppError('invalid_input', 'The probability does not fit.', { errors });
  }
  const ranks = others.map(({ rank }) => rank);
  return {
    id: stage.id,
    name: patch.name ?? stage.name,
    kind,
    probability: probabilityOf(kind, patch.probability ?? (kind === stage.kind ? stage.probability : undefined)),
    rank: rankFor(stage.rank, ranks, patch.position),
  };
}

/** Raises the pipeline's version, for its stages changed, and reads it. */
export async function raised(ctx: WriteCtx, pipelineId: string): Promise<StoredJson> {
  const { tx, organizationId } = ctx;
  await tx`update app.pipelines set updated_at = now() where organization_id = ${organizationId} and id = ${pipelineId}`;
  return getPipeline(ctx, pipelineId);
}
