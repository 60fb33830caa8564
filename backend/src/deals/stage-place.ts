// Owns giving deals their place in a stage. The order of a stage is locked while a place is taken, so that two people who
// drag at once both get one.
import { AppError } from '../errors.ts';
import type { HappenedTo } from '../events/record-event.ts';
import type { WriteCtx } from '../http/context.ts';
import { longRank, rankBetween, ranksBetween } from '../pipelines/ranks.ts';
import type { StageKind } from '../pipelines/schema.ts';

/** Locks the order of stages until the transaction ends, always in the same order. */
export async function lockStages({ tx }: WriteCtx, stageIds: string[]): Promise<void> {
  for (const id of stageIds.toSorted()) {
    await tx`select pg_advisory_xact_lock(hashtextextended(${id} || ':deals', 0))`;
  }
}

export interface Place {
  stageId: string;
  /** The deal that takes the place; null for a new one. */
  dealId: string | null;
  beforeId?: string | undefined;
  afterId?: string | undefined;
}

/**
 * The rank of a place in a stage whose order is locked. A neighbour that has left the stage meanwhile no longer says where:
 * the place is then the top. Deleted deals keep their places, and so count.
 * @throws AppError `not_found` when the neighbour is no deal here, `invalid_input` when it is the deal itself.
 */
export async function takePlace(ctx: WriteCtx, place: Place): Promise<string> {
  const rank = await rankOf(ctx, place);
  if (rank.length <= longRank || (await seesSome(ctx))) return rank;
  await spreadRanks(ctx, place.stageId);
  return rankOf(ctx, place);
}

/** Whoever sees some deals only leaves it to others to shorten the ranks of all. */
async function seesSome({ tx, organizationId }: WriteCtx): Promise<boolean> {
  return (await tx`select where ${organizationId} = any(app.narrowed_places())`).length > 0;
}

/** In one query, for it is asked with others in one round trip. */
async function rankOf({ tx, organizationId }: WriteCtx, place: Place): Promise<string> {
  const { stageId, dealId, beforeId, afterId } = place;
  const id = beforeId ?? afterId ?? null;
  const path = beforeId === undefined ? 'afterId' : 'beforeId';
  if (id !== null && id === dealId) {
    const errors = [{ path, message: 'A deal cannot stand beside itself.' }];
    throw new AppError('invalid_input', 'The place is not right.', { errors });
  }
  const [row] = await tx<{ known: boolean; neighbour: string | null; far: string | null }[]>`
    with beside as (
      select rank, stage_id = ${stageId} as here from app.deals where organization_id = ${organizationId} and id = ${id}::uuid),
    neighbour as (select rank from beside where here)
    select exists (select from beside) as known, (select rank from neighbour) as neighbour,
      app.next_rank(${stageId}, ${dealId}, (select rank from neighbour), ${beforeId !== undefined}) as far`;
  if (id !== null && !row?.known) throw new AppError('not_found', 'The deal to stand beside is not here.');
  const [neighbour, far] = [row?.neighbour ?? null, row?.far ?? null];
  return neighbour !== null && beforeId !== undefined ? rankBetween(far, neighbour) : rankBetween(neighbour, far);
}

/** Who stands directly above and below a deal in its stage. */
export async function neighboursOf(
  { tx, organizationId }: WriteCtx,
  id: string,
): Promise<{ above: string | null; below: string | null }> {
  const [row] = await tx<{ above: string | null; below: string | null }[]>`
    select
      (select o.id from app.deals o where o.organization_id = d.organization_id and o.stage_id = d.stage_id
        and o.rank < d.rank order by o.rank desc limit 1) as above,
      (select o.id from app.deals o where o.organization_id = d.organization_id and o.stage_id = d.stage_id
        and o.rank > d.rank order by o.rank limit 1) as below
    from app.deals d where d.organization_id = ${organizationId} and d.id = ${id}`;
  return row ?? { above: null, below: null };
}

/** Gives the deals of a stage short ranks again, in the same order. */
async function spreadRanks({ tx, organizationId }: WriteCtx, stageId: string): Promise<void> {
  const rows = await tx<{ id: string }[]>`
    select id from app.deals where organization_id = ${organizationId} and stage_id = ${stageId} order by rank for update`;
  await tx`
    update app.deals d set rank = spread.rank
    from unnest(${rows.map(({ id }) => id)}::uuid[], ${ranksBetween(null, null, rows.length)}::text[]) as spread (id, rank)
    where d.organization_id = ${organizationId} and d.id = spread.id`;
}

export interface StageStep {
  /** The pipeline that the deal is in now. */
  pipelineId: string;
  from: string;
  to: string;
  /** Of the new stage. */
  kind: StageKind;
}

/** What `deal.stage_changed` tells. */
export const stageChanged = (dealId: string, step: StageStep): HappenedTo<'deal.stage_changed'> => ({
  subjectId: dealId,
  payload: { pipelineId: step.pipelineId, from: step.from, to: step.to, kind: step.kind },
});
