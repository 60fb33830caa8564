// Owns choosing what limits count with: Redis when the settings name one, else the memory of this process.
import type { Logger } from 'pino';
import type { Env } from '../env.ts';
import type { Counters } from './counters.ts';
import { insureCounters } from './insured-counters.ts';
import { createMemoryCounters } from './memory-counters.ts';
import { createRedisCounters, openRedis } from './redis-counters.ts';

/** Opens the counters. A Redis that is away is no reason not to start. */
export async function createCounters(env: Env, log: Logger, now: () => Date): Promise<Counters> {
  const own = createMemoryCounters(now);
  if (!env.REDIS_URL) return own;
  return insureCounters(createRedisCounters(await openRedis(env.REDIS_URL), now), own, log);
}
