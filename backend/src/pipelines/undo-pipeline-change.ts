// Owns taking back that somebody changed a pipeline or its stages.
import { z } from 'zod';
import { lockStages, stageChanged } from '../deals/stage-place.ts';
import { recordEvent, recordEvents } from '../events/record-event.ts';
import type { WriteCtx } from '../http/context.ts';
import { defineUndo, undoConflict } from '../undo/define-undo.ts';
import { Layout, MovedDeals } from './layout.ts';
import { holdPipeline, stagesOf } from './pipeline-row.ts';

/** Lays the pipeline out as it was, if nobody changed it since and no deal stands in a stage that would go. */
export const undoPipelineChange = defineUndo({
  permission: 'pipelines.manage',
  payload: z.object({ id: z.uuid(), version: z.number().int(), before: Layout, moved: MovedDeals.nullable() }),
  undo: async (ctx, { id, version, before, moved }) => {
    const row = await holdPipeline(ctx, id);
    if (row.version !== version || row.deleted) throw undoConflict('Somebody changed this pipeline since.');
    await takeOutAdded(ctx, id, before);
    await layStages(ctx, id, before);
    if (moved)
      await moveBack(ctx, id, { ...moved, kind: before.stages.find((stage) => stage.id === moved.from)?.kind });
    const { tx, organizationId } = ctx;
    await tx`
      update app.pipelines set name = ${before.name}, rank = ${before.rank}
      where organization_id = ${organizationId} and id = ${id}`;
    await recordEvent(ctx, 'pipeline.updated', { subjectId: id, payload: { changed: ['name', 'position', 'stages'] } });
    return [{ type: 'pipeline', id }];
  },
});

async function takeOutAdded(ctx: WriteCtx, pipelineId: string, before: Layout): Promise<void> {
  const { tx, organizationId } = ctx;
  const known = new Set(before.stages.map(({ id }) => id));
  const added = (await stagesOf(ctx, pipelineId)).map(({ id }) => id).filter((id) => !known.has(id));
  if (added.length === 0) return;
  // Deals that come in at this moment hold the stage: they are waited for, then counted.
  await tx`
    select from app.pipeline_stages
    where organization_id = ${organizationId} and pipeline_id = ${pipelineId} and id = any(${added}::uuid[]) for update`;
  const [deal] = await tx`
    select from app.deals
    where organization_id = ${organizationId} and stage_id = any(${added}::uuid[]) and deleted_at is null limit 1`;
  if (deal) throw undoConflict('A deal stands in the new stage.');
  await tx`
    update app.pipeline_stages set deleted_at = now()
    where organization_id = ${organizationId} and pipeline_id = ${pipelineId} and id = any(${added}::uuid[])`;
}

const layStages = ({ tx, organizationId }: WriteCtx, pipelineId: string, { stages }: Layout) => tx`
  update app.pipeline_stages s
  set name = was.name, kind = was.kind, probability = was.probability, rank = was.rank, deleted_at = null
  from jsonb_to_recordset(${JSON.stringify(stages)}::text::jsonb)
    as was (id uuid, name text, kind text, probability smallint, rank text)
  where s.organization_id = ${organizationId} and s.pipeline_id = ${pipelineId} and s.id = was.id`;

/** Those that somebody moved on, deleted or erased since stay as they are. */
async function moveBack(
  ctx: WriteCtx,
  pipelineId: string,
  { from, to, deals, kind = 'open' }: MovedDeals & { kind?: Layout['stages'][number]['kind'] | undefined },
): Promise<void> {
  const { tx, organizationId } = ctx;
  await lockStages(ctx, [from, to]);
  const back = await tx<{ id: string }[]>`
    update app.deals d set stage_id = ${from}, rank = was.rank
    from jsonb_to_recordset(${JSON.stringify(deals)}::text::jsonb) as was (id uuid, rank text)
    where d.organization_id = ${organizationId} and d.id = was.id and d.stage_id = ${to} and d.deleted_at is null
    returning d.id`;
  const step = { pipelineId, from: to, to: from, kind };
  await recordEvents(
    ctx,
    'deal.stage_changed',
    back.map(({ id }) => stageChanged(id, step)),
  );
}
