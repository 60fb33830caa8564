import { describe, expect, it } from 'vitest';
import { createMemoryCounters } from '../../limits/memory-counters.ts';
import { AuthError } from './errors.ts';
import { createCodeThrottle, createGuessThrottle, createMailThrottle } from './throttle.ts';

/** Seconds that an answer says to wait; 0 when there is none. */
async function waitOf(spending: Promise<unknown>): Promise<number> {
  try {
    await spending;
    return 0;
  } catch (error) {
    if (!(error instanceof AuthError)) throw error;
    return Number(error.headers['retry-after']);
  }
}

describe('slowing down', () => {
  it('tells a guesser how long to wait, and forgets one who got it right', async () => {
    const throttle = createGuessThrottle(createMemoryCounters(() => new Date(0)));
    for (let guess = 0; guess < 5; guess++) expect(await waitOf(throttle.spend('a'))).toBe(0);
    expect([await waitOf(throttle.spend('a')), await waitOf(throttle.spend('b'))]).toEqual([1, 0]);
    await throttle.forget('a');
    expect(await waitOf(throttle.spend('a'))).toBe(0);
  });

  it('lets mails through at their pace, for each network that asks, and for all together', async () => {
    let now = 0;
    const throttle = createMailThrottle(createMemoryCounters(() => new Date(now)));
    const ask = (from: string, email = 'a') => waitOf(throttle.spend({ email, from }));
    for (let mail = 0; mail < 5; mail++) expect(await ask('one')).toBe(0);
    expect([await ask('one'), await ask('two')]).toEqual([60, 0]);
    now += 120_000;
    expect([await ask('one'), await ask('one'), await ask('one')]).toEqual([0, 0, 60]);
    let sent = 0;
    for (let network = 0; network < 60; network++) if ((await ask(`n${network}`)) === 0) sent += 1;
    expect(sent).toBeLessThan(20);
    expect([await ask('three'), await ask('three', 'b')]).toEqual([30, 0]);
  });

  it('lets each network try codes that it asked for, however many guess elsewhere, who soon wait', async () => {
    const throttle = createCodeThrottle(createMemoryCounters(() => new Date(0)));
    const guess = (from: string) => throttle.spend({ email: 'a', from });
    const looked: boolean[] = [];
    for (let network = 0; network < 60; network++) looked.push((await guess(`n${network}`)).underFire);
    expect(looked.filter((underFire) => !underFire)).toHaveLength(20);
    const [first, second, third] = [await guess('home'), await guess('home'), await waitOf(guess('home'))];
    expect([first, second, third]).toEqual([{ underFire: true }, { underFire: true }, 1]);
    await throttle.forget({ email: 'a', from: 'home' });
    expect(await guess('home')).toEqual({ underFire: true });
    expect(await throttle.spend({ email: 'b', from: 'n1' })).toEqual({ underFire: false });
  });
});
