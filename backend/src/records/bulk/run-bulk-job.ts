// Owns changing many records part by part, each in a transaction that also keeps how far it is: run again, it goes on.
import { AppError } from '../../errors.ts';
import type { WriteCtx } from '../../http/context.ts';
import type { JobCtx } from '../../jobs/job-ctx.ts';
import { offerOf } from '../../undo/offer-of.ts';
import type { BulkJobInput } from './bulk-jobs.ts';
import type { BulkKind } from './bulk-kinds.ts';
import { type BulkProgress, holdProgress, keepProgress } from './bulk-progress.ts';
import { editRecords } from './edit-records.ts';

/** Records of one transaction. */
export const partSize = 500;
const tenMinutes = 600_000;

export interface BulkCounts {
  changed: number;
  unchanged: number;
  missing: number;
}

/** The work of a kind. */
export const runBulkJob =
  (kind: BulkKind) =>
  async (ctx: JobCtx, input: BulkJobInput): Promise<BulkCounts> => {
    const total = input.edit.ids.length;
    for (;;) {
      ctx.signal.throwIfAborted();
      const { done, changed, unchanged, missing } = await ctx.write((write) => editPart(write, kind, input));
      ctx.progress(done, total);
      if (done >= total) return { changed, unchanged, missing };
    }
  };

async function editPart(ctx: WriteCtx, kind: BulkKind, { edit, offerId }: BulkJobInput): Promise<BulkProgress> {
  const before = await holdProgress(ctx, offerId);
  if (!before) throw new AppError('undo_expired', 'This waited for more than a day and was not begun. Start it again.');
  const ids = edit.ids.slice(before.done, before.done + partSize);
  if (ids.length === 0) return before;
  const { changed, unchanged, missing, undoToken } = await editRecords(ctx, kind, { ...edit, ids });
  const part = undoToken === null ? [] : [await offerOf(ctx, undoToken)];
  const after: BulkProgress = {
    jobId: before.jobId,
    undoJobId: null,
    done: before.done + ids.length,
    changed: before.changed + changed,
    unchanged: before.unchanged + unchanged,
    missing: before.missing + missing,
    parts: [...before.parts, ...part],
  };
  await keepProgress(ctx, offerId, after);
  await setEnd(ctx, offerId, after, after.done >= edit.ids.length);
  return after;
}

/** The parts' offers hold as long as that of the whole, which ends ten minutes after the last part. */
async function setEnd(
  { tx, deps, organizationId }: WriteCtx,
  offerId: string,
  { parts }: BulkProgress,
  last: boolean,
): Promise<void> {
  const end = new Date(deps.now().getTime() + tenMinutes);
  await tx`
    update app.undo_offers o
    set expires_at = ${
      last
        ? tx`${end}`
        : tx`(select w.expires_at from app.undo_offers w
      where w.organization_id = ${organizationId} and w.id = ${offerId})`
    }
    where o.organization_id = ${organizationId} and o.id = any(${last ? [...parts, offerId] : parts.slice(-1)}::uuid[])`;
}
