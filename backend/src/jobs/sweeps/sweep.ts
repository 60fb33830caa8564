// Names what comes round again: work of the system itself, for all organizations, at times that a cron expression says.
import type { Deps } from '../../deps.ts';

export interface SweepCtx {
  deps: Deps;
  /** Aborted when the worker stops; what is left is done the next time. */
  signal: AbortSignal;
}

export interface Sweep {
  /** Names its queue: `purge-deleted`. */
  name: string;
  /** Five fields, UTC. */
  cron: string;
  /** Does what is due. May run twice at once and after a cut: what is done must stay done. @returns how many rows it touched. */
  run(ctx: SweepCtx): Promise<number>;
}

const batchSize = 500;

/**
 * Repeats a batch until one comes back short. @param batch does at most `limit` rows and says how many it did.
 * @returns how many in all.
 */
export async function inBatches(signal: AbortSignal, batch: (limit: number) => Promise<number>): Promise<number> {
  for (let all = 0; ; ) {
    const done = signal.aborted ? 0 : await batch(batchSize);
    all += done;
    if (done < batchSize) return all;
  }
}
