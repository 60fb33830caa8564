// Owns the worker of one process: it takes jobs from the queue, hears of new and cancelled ones, and ends cleanly.
import { z } from 'zod';
import type { Deps } from '../deps.ts';
import { dispatchJobs, recoverJobs } from './dispatcher.ts';
import type { Jobs } from './jobs.ts';
import { jobQueue } from './queues.ts';
import { jobRunners } from './registry.ts';
import { createRuns } from './run-job.ts';
import type { JobRunner } from './runner.ts';

/** How many jobs run at once in one process. */
const concurrency = 4;
/** How often fallen workers are looked for, in milliseconds. */
const recoverEvery = 15_000;

const Carried = z.object({ jobId: z.uuid(), delivery: z.uuid() });

export interface Worker {
  /** Interrupts what runs, which is put back for the next start, and waits for it. */
  stop(): Promise<void>;
}

/** Starts to work. @param runners the work of each kind, for tests. */
export async function startWorker(
  deps: Deps,
  jobs: Jobs,
  runners: Record<string, JobRunner> = jobRunners,
): Promise<Worker> {
  const runs = createRuns(deps, runners);
  await jobs.work(jobQueue, ({ data, signal }) => runs.run(Carried.parse(data), signal), concurrency);
  const turns = inTurn((err) => deps.log.error({ err }, 'jobs could not be handed to the queue'));
  const recover = () => turns(() => recoverJobs(deps, jobs));
  let dispatching = false;
  const dispatch = () => {
    // One that has not begun sees everything that was told until it begins.
    if (dispatching) return;
    dispatching = true;
    void turns(() => {
      dispatching = false;
      return dispatchJobs(deps, jobs);
    });
  };
  const { unlisten } = await deps.admin.listen(
    'kith_jobs',
    (text) => {
      const [word, id] = text.split(' ');
      if (word === 'queued') dispatch();
      if (word === 'cancel' && id !== undefined) runs.cancel(id);
    },
    // At the start, and after a lost connection, when notifications may have been missed.
    () => recover(),
  );
  const timer = setInterval(recover, recoverEvery).unref();
  return {
    stop: async () => {
      clearInterval(timer);
      await unlisten();
      await turns(async () => undefined);
      await jobs.stop();
    },
  };
}

/** One thing after another; a failure does not keep the next from its turn. */
function inTurn(onError: (error: unknown) => void) {
  let last = Promise.resolve();
  return (run: () => Promise<void>): Promise<void> => {
    last = last.then(run).catch(onError);
    return last;
  };
}
