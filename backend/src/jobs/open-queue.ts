// Owns opening this install's queue with its worker and its sweeps.
import type { Deps } from '../deps.ts';
import { pgBossDatabase } from './pg-boss/database.ts';
import { createPgBossJobs } from './pg-boss/pg-boss.ts';
import { queues } from './queues.ts';
import { sweeps } from './sweeps/registry.ts';
import { startSweeps } from './sweeps/start-sweeps.ts';
import { startWorker } from './worker.ts';

/** Opens everything. @returns how to stop it; what runs is put back for the next start. */
export async function openQueue(deps: Deps): Promise<() => Promise<void>> {
  const jobs = await createPgBossJobs({ database: pgBossDatabase(deps.admin), log: deps.log, queues });
  try {
    const worker = await startWorker(deps, jobs);
    await startSweeps(deps, jobs, sweeps);
    return () => worker.stop();
  } catch (error) {
    await jobs.stop();
    throw error;
  }
}
