// Owns what workers write about a job: who runs it, how far it is, how it ended. Only the runner that holds it may.
import type { Sql } from 'postgres';
import { z } from 'zod';
import { Source } from '../audit/source.ts';

/** How long a runner counts as alive after its last word. */
export const leaseMs = 30_000;

const ClaimedJob = z.object({
  id: z.uuid(),
  organizationId: z.uuid(),
  kind: z.string(),
  input: z.unknown(),
  done: z.number(),
  total: z.number().nullable(),
  startedBy: z.uuid().nullable(),
  source: Source,
  requestId: z.string().nullable(),
  attempts: z.number(),
});
export type ClaimedJob = z.infer<typeof ClaimedJob>;

/** A job in the hands of a runner. */
export interface Held {
  admin: Sql;
  id: string;
  runner: string;
}
export interface Progress {
  done: number;
  total: number | null;
}

/** Takes a job for a runner. Null when it is cancelled, taken by another, or carried by a newer message. */
export async function claimJob({ admin, id, runner }: Held, delivery: string, now: Date): Promise<ClaimedJob | null> {
  const [row] = await admin`
    update app.jobs set state = 'running', runner = ${runner}, attempts = attempts + 1,
      lease_until = ${leaseFrom(now)}, started_at = coalesce(started_at, ${now})
    where id = ${id} and delivery = ${delivery} and state = 'queued'
    returning id, organization_id as "organizationId", kind, input, done, total, started_by as "startedBy", source,
      request_id as "requestId", attempts`;
  return row ? ClaimedJob.parse(row) : null;
}

/** Writes progress and stays alive. @returns whether the runner still holds the job, and whether its end is asked for. */
export async function keepJob({ admin, id, runner }: Held, { done, total }: Progress, now: Date) {
  const [row] = await admin<{ cancelled: boolean }[]>`
    update app.jobs set done = ${done}, total = ${total}, lease_until = ${leaseFrom(now)}
    where id = ${id} and runner = ${runner} and state = 'running'
    returning cancel_requested_at is not null as cancelled`;
  return row ? (row.cancelled ? 'cancelled' : 'held') : 'lost';
}

export interface Ending extends Progress {
  state: 'done' | 'failed' | 'cancelled';
  result?: object | null;
  error?: { code: string; words: string };
}

/** Writes how a job ended. */
export async function endJob({ admin, id, runner }: Held, ending: Ending, now: Date): Promise<void> {
  const { state, done, total, result = null, error } = ending;
  await admin`
    update app.jobs set state = ${state}, done = ${done}, total = ${total}, runner = null, lease_until = null,
      result = ${result === null ? null : JSON.stringify(result)}::text::jsonb,
      error_code = ${error?.code ?? null}, error_words = ${error?.words ?? null}, finished_at = ${now}
    where id = ${id} and runner = ${runner} and state = 'running'`;
}

/** Puts a job back, to be run again. @param runAfter not before. @param countsAsAttempt false when nothing was wrong with it. */
export async function putBackJob({ admin, id, runner }: Held, runAfter: Date, countsAsAttempt: boolean): Promise<void> {
  await admin`
    update app.jobs set state = 'queued', delivery = null, runner = null, lease_until = null, run_after = ${runAfter},
      attempts = attempts - ${countsAsAttempt ? 0 : 1}
    where id = ${id} and runner = ${runner} and state = 'running'`;
}

const leaseFrom = (now: Date) => new Date(now.getTime() + leaseMs);
