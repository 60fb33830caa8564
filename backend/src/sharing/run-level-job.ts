// Owns giving everything that somebody logged another level, part by part: run again, it goes on.
import { AppError } from '../errors.ts';
import { recordEvent } from '../events/record-event.ts';
import type { WriteCtx } from '../http/context.ts';
import type { JobCtx } from '../jobs/job-ctx.ts';
import { holdLevel, type LevelProgress } from './level-progress.ts';
import { partSize, sharePart } from './share-part.ts';

const tenMinutes = 600_000;

/** The work of the job. */
export async function runLevelJob(ctx: JobCtx, { offerId }: { offerId: string }): Promise<{ changed: number }> {
  for (;;) {
    ctx.signal.throwIfAborted();
    const { progress, ended } = await ctx.write((write) => step(write, offerId));
    ctx.progress(progress.changed, Math.max(progress.total, progress.changed));
    if (ended) return { changed: progress.changed };
  }
}

async function step(ctx: WriteCtx, offerId: string): Promise<{ progress: LevelProgress; ended: boolean }> {
  const before = await holdLevel(ctx, offerId);
  if (!before) throw new AppError('undo_expired', 'This waited for more than a day and was not begun. Start it again.');
  const progress = await sharePart(ctx, offerId, before);
  const ended = progress.changed - before.changed < partSize;
  if (ended) await end(ctx, offerId, progress);
  return { progress, ended };
}

/** From now on it can be taken back for ten minutes. */
async function end(ctx: WriteCtx, offerId: string, { level, changed, parts }: LevelProgress): Promise<void> {
  const { tx, deps, organizationId, actor } = ctx;
  await tx`
    update app.undo_offers set expires_at = ${new Date(deps.now().getTime() + tenMinutes)}
    where organization_id = ${organizationId} and id = any(${[...parts, offerId]}::uuid[])`;
  if (actor.userId === null) return;
  await recordEvent(ctx, 'mail_sharing.updated', { subjectId: actor.userId, payload: { level, messages: changed } });
}
