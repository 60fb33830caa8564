// Owns asking a job to end.
import { AppError } from '../errors.ts';
import type { StoredJson } from '../http/answer.ts';
import type { WriteCtx } from '../http/context.ts';
import { getJob } from './job-queries.ts';

/**
 * Cancels a job that waits, and tells the worker of one that runs. Asked again, it changes nothing.
 * @throws AppError `not_found`, or `job_finished` when it has ended by itself.
 */
export async function cancelJob(ctx: WriteCtx, id: string): Promise<StoredJson> {
  const { tx, deps } = ctx;
  await tx`
    update app.jobs set cancel_requested_at = ${deps.now()}
    where organization_id = (select app.acting_organization()) and id = ${id} and state in ('queued', 'running')
      and cancel_requested_at is null`;
  const job = await getJob(ctx, id);
  const [ended] = await tx`select from app.jobs where id = ${id} and state in ('done', 'failed')`;
  if (ended) throw new AppError('job_finished', 'This has ended already; there is nothing to cancel.');
  return job;
}
