// Owns dropping an export before its time. One that is being made ends.
import type { WriteCtx } from '../../http/context.ts';
import { noSuchExport } from './export-queries.ts';

/** @throws AppError `not_found`. */
export async function dropExport({ tx, deps, organizationId, actor }: WriteCtx, id: string): Promise<void> {
  const [gone] = await tx<{ jobId: string | null }[]>`
    delete from app.exports where organization_id = ${organizationId} and id = ${id} and made_by = ${actor.userId}
    returning job_id as "jobId"`;
  if (!gone) throw noSuchExport();
  await tx`
    update app.jobs set cancel_requested_at = ${deps.now()}
    where organization_id = ${organizationId} and id = ${gone.jobId} and state in ('queued', 'running')
      and cancel_requested_at is null`;
}
