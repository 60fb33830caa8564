// Owns what `kith doctor` says of Redis: whether it answers, and whether the limits can count there.
import { randomUUID } from 'node:crypto';
import { Redis } from 'ioredis';
import { createRedisCounters } from '../limits/redis-counters.ts';
import type { Finding, Patient } from './checks.ts';

const about = 'Redis';
/** Milliseconds that an answer may take. */
const patience = 3_000;

/** Counts something of its own, which is forgotten at once. */
export async function checkRedis({ env: { REDIS_URL: url } }: Pick<Patient, 'env'>): Promise<Finding[]> {
  if (!url) return [];
  const { host } = new URL(url);
  const settings = { lazyConnect: true, maxRetriesPerRequest: 0, retryStrategy: () => null } as const;
  const client = new Redis(url, { ...settings, connectTimeout: patience, commandTimeout: patience });
  let reason = 'nothing answers there';
  client.on('error', (error) => {
    reason = error.message;
  });
  try {
    await client.connect();
    const begun = performance.now();
    await client.ping();
    const took = performance.now() - begun;
    const version = /redis_version:(\S+)/.exec(await client.info('server'))?.[1] ?? 'of unknown version';
    await tryCounting(client);
    return [{ ok: true, about, text: `${version} at ${host} answers in ${took.toFixed(1)} ms, and counts` }];
  } catch (error) {
    const said = error instanceof Error && error.message !== 'Connection is closed.' ? error.message : reason;
    const meanwhile = 'meanwhile each process of Kith counts requests and guesses alone';
    return [{ ok: false, about, text: `${host} cannot be used (${said}); ${meanwhile}. Look at REDIS_URL` }];
  } finally {
    client.disconnect();
  }
}

/** A copy that only reads, or rights that are too narrow, would show here. */
async function tryCounting(client: Redis): Promise<void> {
  const counters = createRedisCounters(client, () => new Date());
  const key = `doctor ${randomUUID()}`;
  await counters.attempt([{ key, free: 1 }]);
  await counters.forget([key]);
}
