// Owns putting the sweeps on the queue by the clock, and running them.
import type { Deps } from '../../deps.ts';
import type { Jobs, QueueSettings } from '../jobs.ts';
import type { Sweep } from './sweep.ts';

const queueOf = ({ name }: Sweep) => `sweep-${name}`;

/** The queues that sweeps need, for the driver. */
export const sweepQueues = (sweeps: Sweep[]): QueueSettings[] =>
  sweeps.map((sweep) => ({ name: queueOf(sweep), retries: 3, retryDelay: 30 }));

/** Schedules the sweeps and takes their turns. Several processes may: each turn is taken once. */
export async function startSweeps(deps: Deps, jobs: Jobs, sweeps: Sweep[]): Promise<void> {
  for (const sweep of sweeps) {
    await jobs.work(queueOf(sweep), async ({ signal }) => {
      const rows = await sweep.run({ deps, signal });
      if (rows > 0) deps.log.info({ sweep: sweep.name, rows }, 'swept');
    });
    await jobs.schedule(queueOf(sweep), sweep.cron);
  }
}
