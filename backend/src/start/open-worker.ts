// Owns opening the queue and its worker in this process, and `kith worker`, which does nothing else.
import { mkdir } from 'node:fs/promises';
import type { Deps } from '../deps.ts';
import type { Env } from '../env.ts';
import { StartError } from '../errors.ts';
import { buildDeps, type Cleanup, undo } from './build-deps.ts';

/** Opens the worker. Its parts are loaded only now, when the portal answers already. */
export async function openWorker(deps: Deps, cleanup: Cleanup): Promise<void> {
  const { openQueue } = await import('../jobs/open-queue.ts');
  cleanup.push(await openQueue(deps));
}

/** Runs only a worker. @returns how to stop it. @throws StartError in plain words; then nothing is left running. */
export async function startWorkerAlone(env: Env): Promise<{ stop(): Promise<void> }> {
  if (!env.DATABASE_URL) {
    throw new StartError(
      '`kith start` runs a worker already. `kith worker` is for more of them beside it, on the database that DATABASE_URL names.',
    );
  }
  const cleanup: Cleanup = [];
  try {
    await mkdir(env.home, { recursive: true, mode: 0o711 });
    const deps = await buildDeps(env, env.PORT, cleanup);
    await openWorker(deps, cleanup);
    return { stop: () => undo(cleanup) };
  } catch (error) {
    await undo(cleanup);
    throw error;
  }
}
