// Owns starting a job: a row in the caller's transaction. A worker hears of it when that is committed, and never if it is not.
import { AppError } from '../errors.ts';
import type { WriteCtx } from '../http/context.ts';
import { type JobDescription, type JobInput, type JobKind, jobCatalogue } from './catalogue.ts';

/**
 * Starts a job in the caller's name. @returns its id, for `GET /v1/jobs/{id}`.
 * @throws AppError `forbidden` for callers who are no person; database error 42501 for those who may not start jobs.
 */
export function startJob<K extends JobKind>(ctx: WriteCtx, kind: K, input: JobInput<K>): Promise<string> {
  const { input: schema }: JobDescription = jobCatalogue[kind];
  return insertJob(ctx, kind, schema.parse(input));
}

/** Starts a job whose input is right. */
export async function insertJob(ctx: WriteCtx, kind: string, input: object): Promise<string> {
  const { tx, actor, organizationId, requestId } = ctx;
  if (actor.kind !== 'user') throw new AppError('forbidden', 'Only a person can start this.');
  const [job] = await tx<{ id: string }[]>`
    insert into app.jobs (organization_id, kind, input, started_by, source, request_id)
    values (${organizationId}, ${kind}, ${JSON.stringify(input)}::text::jsonb, ${actor.userId}, app.audit_source(), ${requestId})
    returning id`;
  if (!job) throw new Error('The job was not inserted');
  return job.id;
}
