import { Writable } from 'node:stream';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { readEnv } from '../env.ts';
import type { Counters } from './counters.ts';
import { createCounters } from './create-counters.ts';
import { createMemoryCounters } from './memory-counters.ts';
import { createRedisCounters, openRedis } from './redis-counters.ts';
import { describeCounters } from './testing/counters-contract.ts';
import { startRedis, type TestRedis } from './testing/start-redis.ts';

let redis: TestRedis;
beforeAll(async () => {
  redis = await startRedis();
});
afterAll(() => redis.stop());

describeCounters('the memory of a process', async (now) => createMemoryCounters(now));
describeCounters('Redis', async (now) => createRedisCounters(await openRedis(redis.url), now));

describe('the limits of an install', () => {
  const lines: string[] = [];
  const opened: Counters[] = [];
  const log = pino(
    new Writable({
      write(chunk, _, done) {
        lines.push(JSON.parse(String(chunk)).msg);
        done();
      },
    }),
  );
  const open = async (url?: string) => {
    const counters = await createCounters(readEnv(url ? { REDIS_URL: url } : {}), log, () => new Date());
    opened.push(counters);
    return counters;
  };
  const countOf = async (counters: Counters, key: string) => (await counters.count(key, 60)).count;
  const guess = [{ key: 'account ada@people.example', free: 1 }];
  afterAll(() => Promise.all(opened.map((one) => one.close())));

  it('are each process’s own without Redis', async () => {
    const [one, other] = [await open(), await open()];
    expect([await countOf(one, 'user a'), await countOf(other, 'user a')]).toEqual([1, 1]);
  });

  it('are shared with Redis: requests, guesses and mails', async () => {
    const [one, other] = [await open(redis.url), await open(redis.url)];
    expect([await countOf(one, 'user a'), await countOf(other, 'user a')]).toEqual([1, 2]);
    expect([await one.attempt(guess), (await other.attempt(guess)) > 0]).toEqual([0, true]);
    const pace = { burst: 1, every: 60_000 };
    expect([await one.take('mail a', pace), (await other.take('mail a', pace)) > 0]).toEqual([0, true]);
    expect(lines).toEqual([]);
  });

  it('hold in each process alone while Redis is away or hangs, are shared again after, and the log says both', async () => {
    const [one, other] = [await open(redis.url), await open(redis.url)];
    await redis.stop();
    expect([await countOf(one, 'user b'), await countOf(one, 'user b'), await countOf(other, 'user b')]).toEqual([
      1, 2, 1,
    ]);
    const again = [{ key: 'account bob@people.example', free: 1 }];
    expect([await one.attempt(again), (await one.attempt(again)) > 0, await other.attempt(again)]).toEqual([
      0,
      true,
      0,
    ]);
    expect(lines.splice(0)).toEqual(Array(2).fill('Redis is away: each process counts its limits alone'));
    await redis.start();
    const shared = async () => (await countOf(one, 'user c')) < (await countOf(other, 'user c'));
    await vi.waitUntil(shared, { timeout: 10_000, interval: 100 });
    expect(lines.splice(0)).toEqual(Array(2).fill('Redis is back: limits are shared by all processes again'));
    redis.freeze();
    const started = performance.now();
    for (let nth = 1; nth <= 20; nth += 1) expect(await countOf(one, 'user d')).toBe(nth);
    // Two waits, not twenty.
    expect(performance.now() - started).toBeLessThan(5_000);
    redis.go();
    expect(lines.splice(0)).toEqual(['Redis is away: each process counts its limits alone']);
  });

  it('do not keep a process from starting when Redis is away', async () => {
    await redis.stop();
    expect(await countOf(await open(redis.url), 'user e')).toBe(1);
  });
});
