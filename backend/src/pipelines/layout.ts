// Owns a pipeline as it was before a change, stages included, and offering to give it back.
import { z } from 'zod';
import type { StoredJson } from '../http/answer.ts';
import type { WriteCtx } from '../http/context.ts';
import { offerUndo, withUndo } from '../undo/offer-undo.ts';
import { type PipelineRow, stagesOf } from './pipeline-row.ts';
import { StageKind } from './schema.ts';

export const Layout = z.object({
  name: z.string(),
  rank: z.string(),
  stages: z.array(
    z.object({ id: z.uuid(), name: z.string(), kind: StageKind, probability: z.number().int(), rank: z.string() }),
  ),
});
export type Layout = z.infer<typeof Layout>;

/** Deals that left a stage together. */
export const MovedDeals = z.object({
  from: z.uuid(),
  to: z.uuid(),
  deals: z.array(z.object({ id: z.uuid(), rank: z.string() })),
});
export type MovedDeals = z.infer<typeof MovedDeals>;

/** More deals than this are not put back one by one. */
const mostMoved = 5000;

/** Reads how a pipeline that the caller holds is laid out. */
export const layoutOf = async (ctx: WriteCtx, { id, name, rank }: PipelineRow): Promise<Layout> => ({
  name,
  rank,
  stages: [...(await stagesOf(ctx, id))],
});

/** Adds to the answer of a change the offer to lay the pipeline out as before. */
export async function withLayoutUndo(
  ctx: WriteCtx,
  changed: StoredJson,
  { id, before, moved = null }: { id: string; before: Layout; moved?: MovedDeals | null },
): Promise<StoredJson> {
  const offered = moved === null || moved.deals.length <= mostMoved;
  const payload = { id, version: changed.version, before, moved };
  return withUndo(changed, offered ? await offerUndo(ctx, 'pipeline.change', payload) : null);
}
