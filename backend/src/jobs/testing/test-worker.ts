// Owns running jobs in tests: a real queue, a real worker, kinds of the test's own.

import { type Caller, personIn } from '../../http/context.ts';
import { writeIn } from '../../http/transaction.ts';
import type { TestDeps, TestPerson } from '../../testing/test-deps.ts';
import { pgBossDatabase } from '../pg-boss/database.ts';
import { createPgBossJobs } from '../pg-boss/pg-boss.ts';
import { queues } from '../queues.ts';
import type { JobRunner } from '../runner.ts';
import { insertJob } from '../start-job.ts';
import { startWorker, type Worker } from '../worker.ts';

/** Starts a worker over the test's database. @param runners left out: the ones of the product. */
export async function startTestWorker(deps: TestDeps, runners?: Record<string, JobRunner>): Promise<Worker> {
  const jobs = await createPgBossJobs({ database: pgBossDatabase(deps.admin), log: deps.log, queues });
  return startWorker(deps, jobs, runners);
}

/** Who a person is to a verb that is called without a request. */
export const callerOf = (deps: TestDeps, person: TestPerson): Caller => ({
  deps,
  actor: personIn(person.claims),
  requestId: 'test-request',
  wantedOrganization: person.organizationId,
  source: 'web',
});

/** Starts a job of a kind that only the test knows. */
export const startTestJob = (deps: TestDeps, person: TestPerson, kind: string, input: object = {}): Promise<string> =>
  writeIn(
    callerOf(deps, person),
    'jobs.write',
    async () => undefined,
    (tx, organizationId) => insertJob({ ...callerOf(deps, person), tx, organizationId }, kind, input),
  );

export interface SeenJob {
  state: string;
  done: number;
  total: number | null;
  attempts: number;
  result: unknown;
  code: string | null;
  words: string | null;
}

/** Waits until a job is as wanted, looking whenever the database tells of a change. */
export async function untilJob(deps: TestDeps, id: string, wanted: (job: SeenJob) => boolean): Promise<SeenJob> {
  let look: () => void = () => undefined;
  const { unlisten } = await deps.admin.listen('kith_realtime', () => look());
  try {
    for (;;) {
      const changed = new Promise<void>((resolve) => {
        look = resolve;
      });
      const [job] = await deps.admin<SeenJob[]>`
        select state, done, total, attempts, result, error_code as code, error_words as words from app.jobs where id = ${id}`;
      if (!job) throw new Error('There is no such job');
      if (wanted(job)) return job;
      await changed;
    }
  } finally {
    await unlisten();
  }
}

export const untilEnded = (deps: TestDeps, id: string): Promise<SeenJob> =>
  untilJob(deps, id, ({ state }) => ['done', 'failed', 'cancelled'].includes(state));
