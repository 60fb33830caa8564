// Owns running one job from claim to end: in its starter's name, with what may interrupt it, and what each end means.
import { randomUUID } from 'node:crypto';
import type { Deps } from '../deps.ts';
import { failureOf } from './failure.ts';
import { type ClaimedJob, claimJob, endJob, type Held, putBackJob } from './job-row.ts';
import { type Report, startReport } from './report.ts';
import type { JobRunner } from './runner.ts';
import { workInNameOf } from './work-in-name-of.ts';

/** Why a job's signal was aborted. */
export type Interruption = 'cancelled' | 'lost' | 'stopping';

export interface Runs {
  /** Runs the job that a message carries, unless it is not to be run any more. */
  run(carried: { jobId: string; delivery: string }, stopping: AbortSignal): Promise<void>;
  /** Interrupts a job if it runs here. */
  cancel(jobId: string): void;
}

/** @param runners the work of each kind. */
export function createRuns(deps: Deps, runners: Record<string, JobRunner>): Runs {
  const running = new Map<string, (why: Interruption) => void>();
  return {
    cancel: (jobId) => running.get(jobId)?.('cancelled'),
    run: async ({ jobId, delivery }, stopping) => {
      const held: Held = { admin: deps.admin, id: jobId, runner: randomUUID() };
      const job = await claimJob(held, delivery, deps.now());
      if (!job) return;
      const interrupt = new AbortController();
      let why: Interruption | undefined;
      const stop = (reason: Interruption) => {
        why ??= reason;
        interrupt.abort(new Error(`The job is interrupted: ${reason}`));
      };
      const onStopping = () => stop('stopping');
      stopping.addEventListener('abort', onStopping);
      if (stopping.aborted) onStopping();
      running.set(jobId, stop);
      const report = startReport({
        held,
        from: { done: job.done, total: job.total },
        now: deps.now,
        onTaken: stop,
        onError: (err) => deps.log.warn({ err, jobId }, 'progress of a job could not be written'),
      });
      try {
        await settle({
          deps,
          held,
          job,
          report,
          why: () => why,
          result: workInNameOf(deps, { job, held, report, runners, signal: interrupt.signal }),
        });
      } finally {
        running.delete(jobId);
        stopping.removeEventListener('abort', onStopping);
      }
    },
  };
}

interface Settling {
  deps: Deps;
  held: Held;
  job: ClaimedJob;
  report: Report;
  why: () => Interruption | undefined;
  result: Promise<object | null>;
}

async function settle({ deps, held, job, report, why, result }: Settling): Promise<void> {
  const { now } = deps;
  try {
    const value = await result;
    await report.end();
    await endJob(held, { ...report.latest(), state: 'done', result: value }, now());
  } catch (error) {
    await report.end();
    const interruption = why();
    if (interruption === 'lost') return;
    if (interruption === 'stopping') return putBackJob(held, now(), false);
    if (interruption === 'cancelled' || (await isCancelled(held))) {
      return endJob(held, { ...report.latest(), state: 'cancelled' }, now());
    }
    const failure = failureOf(error, job.attempts);
    if ('retryAfterMs' in failure) {
      return putBackJob(held, new Date(now().getTime() + failure.retryAfterMs), true);
    }
    if (failure.defect) deps.log.error({ err: error, jobId: job.id, kind: job.kind }, 'a job failed');
    return endJob(held, { ...report.latest(), state: 'failed', error: failure }, now());
  }
}

/** A write may hear of the end before the notification does. */
async function isCancelled({ admin, id }: Held): Promise<boolean> {
  const [row] = await admin`select from app.jobs where id = ${id} and cancel_requested_at is not null`;
  return row !== undefined;
}
