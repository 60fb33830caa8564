// Owns counting in Redis, which several processes share.
import { Redis } from 'ioredis';
import { RateLimiterRedis } from 'rate-limiter-flexible';
import type { Counters } from './counters.ts';
import { attemptScript, refundScript, takeScript } from './redis-scripts.ts';

/** One hash tag: in a cluster all keys of a script must lie in one slot. */
const prefix = '{kith}:limits:';
const named = (keys: readonly string[]) => keys.map((key) => `${prefix}${key}`);

/** Milliseconds that an answer may take before a request goes on without it. */
const patience = 500;

/** Connects, and goes on trying in the background when that fails. Operations fail at once while there is no connection. */
export async function openRedis(url: string): Promise<Redis> {
  const client = new Redis(url, {
    lazyConnect: true,
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    commandTimeout: patience,
    connectTimeout: 3_000,
    retryStrategy: (times) => Math.min(times * 100, 2_000),
  });
  // Whoever counts hears of it from the operation that fails.
  client.on('error', () => undefined);
  await client.connect().catch(() => undefined);
  return client;
}

/** @param now of the waits; the clocks of the processes are taken to agree. Spans of `count` go by Redis's own. */
export function createRedisCounters(client: Redis, now: () => Date): Counters {
  const spans = new RateLimiterRedis({
    storeClient: client,
    keyPrefix: `${prefix}span`,
    points: Number.MAX_SAFE_INTEGER,
    duration: 60,
    rejectIfRedisNotReady: true,
  });
  const run = async (script: string, keys: readonly string[], values: readonly number[]) =>
    Number(await client.eval(script, keys.length, ...named(keys), ...values));
  return {
    async count(key, seconds) {
      const { consumedPoints, msBeforeNext } = await spans.consume(key, 1, { customDuration: seconds });
      return { count: consumedPoints, resets: msBeforeNext };
    },
    attempt: (guesses) =>
      run(
        attemptScript,
        guesses.map(({ key }) => key),
        [now().getTime(), ...guesses.map(({ free }) => free)],
      ),
    refund: async (keys) => void (keys.length > 0 && (await run(refundScript, keys, []))),
    forget: async (keys) => void (keys.length > 0 && (await client.del(...named(keys)))),
    take: (key, { burst, every }) => run(takeScript, [key], [now().getTime(), burst, every]),
    close: async () => client.disconnect(),
  };
}
