// Owns creating a pipeline with its stages.
import { recordEvent } from '../events/record-event.ts';
import type { StoredJson } from '../http/answer.ts';
import type { WriteCtx } from '../http/context.ts';
import { offerUndo, withUndo } from '../undo/offer-undo.ts';
import { getPipeline } from './pipeline-queries.ts';
import { lastPipelineRank } from './pipeline-row.ts';
import { rankBetween, ranksBetween } from './ranks.ts';
import type { NewPipeline, NewStage, StageKind } from './schema.ts';

const usual: Record<StageKind, number> = { open: 50, won: 100, lost: 0 };

/** The probability of a stage for which nobody gave one. */
export const probabilityOf = (kind: StageKind, given: number | undefined) =>
  kind === 'open' ? (given ?? usual.open) : usual[kind];

/** Creates a pipeline after the others, with the stages given or the default ones. */
export async function createPipeline(ctx: WriteCtx, { name, stages }: NewPipeline): Promise<StoredJson> {
  const { tx, organizationId, actor } = ctx;
  const rank = rankBetween(await lastPipelineRank(ctx), null);
  const [row] = await tx<{ id: string }[]>`
    insert into app.pipelines (organization_id, name, rank, created_by)
    values (${organizationId}, ${name}, ${rank}, ${actor.userId}) returning id`;
  if (!row) throw new Error('The row was not inserted');
  if (stages) await addStages(ctx, row.id, stages);
  else {
    await tx`
      insert into app.pipeline_stages (organization_id, pipeline_id, name, kind, probability, rank)
      select ${organizationId}, ${row.id}, s.name, s.kind, s.probability, s.rank from app.default_stages() s`;
  }
  await recordEvent(ctx, 'pipeline.created', { subjectId: row.id, payload: {} });
  const made = await getPipeline(ctx, row.id);
  return withUndo(made, await offerUndo(ctx, 'pipeline.create', { id: row.id, version: made.version }));
}

async function addStages({ tx, organizationId }: WriteCtx, pipelineId: string, stages: NewStage[]): Promise<void> {
  const ranks = ranksBetween(null, null, stages.length);
  const rows = stages.map(({ name, kind, probability }, nth) => ({
    organization_id: organizationId,
    pipeline_id: pipelineId,
    name,
    kind,
    probability: probabilityOf(kind, probability),
    rank: ranks[nth] ?? '',
  }));
  await tx`insert into app.pipeline_stages ${tx(rows)}`;
}
