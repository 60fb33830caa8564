// Owns running a job's work in the name of whoever started it.
import { patienceOf, type Tx } from '../db/tenant.ts';
import { together } from '../db/together.ts';
import type { Deps } from '../deps.ts';
import { AppError } from '../errors.ts';
import { type Actor, type Caller, personIn } from '../http/context.ts';
import { readTogether, writeIn } from '../http/transaction.ts';
import type { JobCtx } from './job-ctx.ts';
import type { ClaimedJob, Held } from './job-row.ts';
import type { Report } from './report.ts';
import type { JobResult, JobRunner } from './runner.ts';

/** How long a statement of a job may run, in milliseconds: nobody waits for it, but it holds a connection and locks. */
const longestStatement = 10 * 60_000;
/** Awaited within, so that it is sent before whatever is asked after it: queries are sent when they are awaited. */
async function takeTime(tx: Tx): Promise<void> {
  await tx`select ${patienceOf(tx, longestStatement)}`;
}

export interface Work {
  job: ClaimedJob;
  held: Held;
  report: Report;
  runners: Record<string, JobRunner>;
  signal: AbortSignal;
}

/**
 * Runs a job as its starter, whose rights are looked up anew in every transaction.
 * @throws AppError `unknown_job`; `forbidden` when the starter lost their place; whatever the job throws.
 */
export async function workInNameOf(deps: Deps, { job, held, report, runners, signal }: Work): Promise<JobResult> {
  const runner = runners[job.kind];
  if (!runner) throw new AppError('unknown_job', 'This version of Kith does not know this kind of job.');
  if (!job.startedBy) throw new AppError('forbidden', 'Whoever started this is not here any more.');
  const actor = actorOf(deps, job.startedBy);
  const { permission, source = job.source } = runner.description;
  const requestId = job.requestId ?? job.id;
  const caller: Caller = { deps, actor, requestId, wantedOrganization: job.organizationId, source };
  const ctx: JobCtx = {
    deps,
    jobId: job.id,
    organizationId: job.organizationId,
    actor,
    requestId,
    signal,
    attempt: job.attempts,
    read: (run) =>
      readTogether(caller, permission, async (within) => (await together([takeTime(within.tx), run(within)]))[1]),
    write: (run) =>
      writeIn(
        caller,
        permission,
        (tx) =>
          together([
            takeTime(tx),
            tx`select from app.jobs where id = ${held.id} and runner = ${held.runner} and cancel_requested_at is null`,
          ]),
        (tx, organizationId, [, mine]) => {
          if (mine.length === 0) throw new Error('The job was cancelled or given to another worker');
          return run({ deps, actor, requestId, tx, organizationId });
        },
      ),
    progress: report.progress,
  };
  // Membership and permission may have gone since it was started: then it fails before it begins.
  await ctx.read(async ({ tx }) => tx`select 1`);
  signal.throwIfAborted();
  return runner.run(ctx, job.input);
}

/** The starter, as they are now: what they may do is looked up in every transaction. */
function actorOf(deps: Deps, userId: string): Actor {
  const now = Math.floor(deps.now().getTime() / 1000);
  const claims = {
    iss: 'kith-jobs',
    sub: userId,
    aud: 'authenticated',
    role: 'authenticated',
    // Whoever was let in to start it has given what the organization asks for.
    aal: 'aal2',
    iat: now,
    exp: now + 3600,
  };
  return personIn(claims);
}
