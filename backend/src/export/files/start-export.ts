// Owns asking for an export that a job makes.
import type { StoredJson } from '../../http/answer.ts';
import type { WriteCtx } from '../../http/context.ts';
import { startJob } from '../../jobs/start-job.ts';
import { getExport } from './export-queries.ts';
import type { ExportFile } from './schema.ts';

const aDay = 24 * 3_600_000;
/** How long a whole file is kept, in milliseconds. */
export const keptMs = aDay;
/** How long one that is being made is: longer than any takes. */
const madeMs = 3 * aDay;

/**
 * Starts to make a file for the caller alone. One of the same kind that is under way for them is answered instead.
 * @throws AppError `forbidden` for callers who are no person.
 */
export async function startExport(ctx: WriteCtx, file: ExportFile): Promise<{ export: StoredJson; started: boolean }> {
  const { tx, organizationId, actor, deps } = ctx;
  const [under] = await tx<{ id: string }[]>`
    select e.id from app.exports e join app.jobs j on j.organization_id = e.organization_id and j.id = e.job_id
    where e.organization_id = ${organizationId} and e.made_by = ${actor.userId} and e.file = ${file}
      and e.ready_at is null and j.state in ('queued', 'running') and j.cancel_requested_at is null
    order by e.id desc limit 1`;
  if (under) return { export: await getExport(ctx, under.id), started: false };
  const [made] = await tx<{ id: string }[]>`
    insert into app.exports (organization_id, file, made_by, expires_at)
    values (${organizationId}, ${file}, ${actor.userId}, ${new Date(deps.now().getTime() + madeMs)}) returning id`;
  if (!made) throw new Error('The export was not inserted');
  const jobId = await startJob(ctx, 'export.make', { exportId: made.id, file });
  await tx`update app.exports set job_id = ${jobId} where organization_id = ${organizationId} and id = ${made.id}`;
  return { export: await getExport(ctx, made.id), started: true };
}
