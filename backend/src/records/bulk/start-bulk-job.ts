// Owns beginning to change more records than one transaction should.
import { checkFields } from '../../custom-fields/check-fields.ts';
import type { WriteCtx } from '../../http/context.ts';
import { startJob } from '../../jobs/start-job.ts';
import { requireMember } from '../../members/require-member.ts';
import { offerOf } from '../../undo/offer-of.ts';
import { offerUndo } from '../../undo/offer-undo.ts';
import { type BulkKind, bulkKinds } from './bulk-kinds.ts';
import { keepProgress, nothingDone } from './bulk-progress.ts';
import type { BulkJobEdit, BulkJobStarted } from './bulk-schema.ts';

const day = 24 * 60 * 60_000;

/**
 * Starts a job that changes the named records part by part. Its undo is offered now: by whoever has the token, also when the job ended early.
 * @throws AppError `invalid_input`, for values that are not right.
 */
export async function startBulkJob(ctx: WriteCtx, kind: BulkKind, edit: BulkJobEdit): Promise<BulkJobStarted> {
  if (edit.set?.ownerId) await requireMember(ctx, edit.set.ownerId);
  await checkFields(ctx, { recordType: kind, given: edit.set?.fields });
  const ids = [...new Set(edit.ids.map((id) => id.toLowerCase()))];
  // Long enough for the job to wait and to run; ten minutes from its end on.
  const undoToken = await offerUndo(ctx, bulkKinds[kind].undoJob, nothingDone, day);
  const offerId = await offerOf(ctx, undoToken);
  const jobId = await startJob(ctx, bulkKinds[kind].job, { edit: { ...edit, ids }, offerId });
  await keepProgress(ctx, offerId, { ...nothingDone, jobId });
  return { jobId, undoToken };
}
