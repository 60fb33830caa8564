import { describe, expect, it } from 'vitest';
import { createMemoryCounters } from '../../limits/memory-counters.ts';
import { AuthError } from './errors.ts';
import { createGuessThrottle, createMailThrottle, type Throttle } from './throttle.ts';

/** Seconds that an answer says to wait; 0 when there is none. */
async function waitOf(throttle: Pick<Throttle, 'spend'>, key: string): Promise<number> {
  try {
    await throttle.spend(key);
    return 0;
  } catch (error) {
    if (!(error instanceof AuthError)) throw error;
    return Number(error.headers['retry-after']);
  }
}

describe('slowing down', () => {
  it('tells a guesser how long to wait, and forgets one who got it right', async () => {
    const throttle = createGuessThrottle(createMemoryCounters(() => new Date(0)));
    for (let guess = 0; guess < 5; guess++) expect(await waitOf(throttle, 'a')).toBe(0);
    expect([await waitOf(throttle, 'a'), await waitOf(throttle, 'b')]).toEqual([1, 0]);
    await throttle.forget('a');
    expect(await waitOf(throttle, 'a')).toBe(0);
  });

  it('lets mails through at their pace', async () => {
    let now = 0;
    const throttle = createMailThrottle(createMemoryCounters(() => new Date(now)));
    for (let mail = 0; mail < 5; mail++) expect(await waitOf(throttle, 'a')).toBe(0);
    expect(await waitOf(throttle, 'a')).toBe(60);
    now += 120_000;
    expect([await waitOf(throttle, 'a'), await waitOf(throttle, 'a'), await waitOf(throttle, 'a')]).toEqual([0, 0, 60]);
  });
});
