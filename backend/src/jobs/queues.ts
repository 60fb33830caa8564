// Names the queues of this version and how each treats what fails.
import type { QueueSettings } from './jobs.ts';
import { sweeps } from './sweeps/registry.ts';
import { sweepQueues } from './sweeps/start-sweeps.ts';

/** Carries rows of `app.jobs` to a worker. Their retries are the rows' own (run-job.ts), so the queue has none. */
export const jobQueue = 'jobs';

export const queues: QueueSettings[] = [{ name: jobQueue, retries: 0, retryDelay: 1 }, ...sweepQueues(sweeps)];
