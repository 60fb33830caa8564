// Owns what is kept of a change that a job makes part by part: the offers that take its parts back, and who is at it.
import { z } from 'zod';
import type { WriteCtx } from '../http/context.ts';
import type { JobKind } from '../jobs/catalogue.ts';
import { insertJob } from '../jobs/start-job.ts';
import { undoConflict } from './define-undo.ts';

/** Fields of the payload of the offer that takes all of it back. */
export const parted = {
  /** The job that makes the change; null when it was made at once. */
  jobId: z.uuid().nullable(),
  /** The job that takes it back. */
  undoJobId: z.uuid().nullable().default(null),
  /** Ids of the parts' offers, in order. */
  parts: z.array(z.uuid()),
};
const Parted = z.object(parted);
export type Parted = z.infer<typeof Parted>;

/** What a job that takes parts back is told. */
export const PartsUndo = z.object({ offerId: z.uuid() });
export type PartsUndo = z.infer<typeof PartsUndo>;

/** More parts than these are taken back in a job. */
export const mostAtOnce = 2;
/** How long the offers wait for the job that takes them back, in milliseconds. */
const anHour = 3_600_000;

/** Whether a job is still at it. */
export async function runs({ tx, organizationId }: WriteCtx, jobId: string | null): Promise<boolean> {
  const found = await tx`
    select from app.jobs
    where organization_id = ${organizationId} and id = ${jobId} and state in ('queued', 'running')`;
  return found.length > 0;
}

export async function refuseWhileRunning(ctx: WriteCtx, { jobId }: Pick<Parted, 'jobId'>): Promise<void> {
  if (await runs(ctx, jobId)) throw undoConflict('This is still being done. Stop it, or wait for its end.');
}

type UndoJob = Extract<JobKind, `${string}_undo`>;

/**
 * Starts taking all parts back, where they are many; asked again meanwhile, it names the same job. @returns null where they are few.
 * @throws AppError `undo_conflict` while the change itself is still being made.
 */
export async function undoLater(
  ctx: WriteCtx,
  kind: UndoJob,
  offerId: string,
  stored: unknown,
): Promise<string | null> {
  const { tx, deps, organizationId } = ctx;
  const { jobId, undoJobId, parts } = Parted.parse(stored);
  if (parts.length <= mostAtOnce) return null;
  await refuseWhileRunning(ctx, { jobId });
  if (undoJobId !== null && (await runs(ctx, undoJobId))) return undoJobId;
  const id = await insertJob(ctx, kind, { offerId });
  await tx`
    update app.undo_offers set payload = payload || jsonb_build_object('undoJobId', ${id}::text)
    where organization_id = ${organizationId} and id = ${offerId}`;
  await tx`
    update app.undo_offers set expires_at = greatest(expires_at, ${new Date(deps.now().getTime() + anHour)})
    where organization_id = ${organizationId} and id = any(${[offerId, ...parts]}::uuid[])`;
  return id;
}
