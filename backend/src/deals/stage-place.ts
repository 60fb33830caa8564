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
  if (rank.length <= longRank) return rank;
  await spreadRanks(ctx, place.stageId);
  return rankOf(ctx, place);
}

async function rankOf(ctx: WriteCtx, place: Place): Promise<string> {
  const { tx, organizationId } = ctx;
  const neighbour = await neighbourRank(ctx, place);
  const others = tx`
    select rank from app.deals
    where organization_id = ${organizationId} and stage_id = ${place.stageId} and id is distinct from ${place.dealId}::uuid`;
  const [other] =
    neighbour === null || place.beforeId === undefined
      ? await tx<{ rank: string }[]>`
          select rank from (${others}) o ${neighbour === null ? tx`` : tx`where rank > ${neighbour}`} order by rank limit 1`
      : await tx<{ rank: string }[]>`
          select rank from (${others}) o where rank < ${neighbour} order by rank desc limit 1`;
  const far = other?.rank ?? null;
  return neighbour !== null && place.beforeId !== undefined ? rankBetween(far, neighbour) : rankBetween(neighbour, far);
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

/** Rank of the named neighbour; null when none was named, or it stands elsewhere by now. */
async function neighbourRank({ tx, organizationId }: WriteCtx, place: Place): Promise<string | null> {
  const id = place.beforeId ?? place.afterId;
  if (id === undefined) return null;
  const path = place.beforeId === undefined ? 'afterId' : 'beforeId';
  if (id === place.dealId) {
    const errors = [{ path, message: 'A deal cannot stand beside itself.' }];
    throw new AppError('invalid_input', 'The place is not right.', { errors });
  }
  const [row] = await tx<{ rank: string; here: boolean }[]>`
    select rank, stage_id = ${place.stageId} as here from app.deals where organization_id = ${organizationId} and id = ${id}`;
  if (!row) throw new AppError('not_found', 'The deal to stand beside is not here.');
  return row.here ? row.rank : null;
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
