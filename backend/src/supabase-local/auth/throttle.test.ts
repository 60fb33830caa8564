import { describe, expect, it } from 'vitest';
import { AuthError } from './errors.ts';
import { createGuessThrottle, createMailThrottle, type Throttle } from './throttle.ts';

function waitOf(throttle: Throttle, key: string): number {
  try {
    throttle.spend(key);
    return 0;
  } catch (error) {
    if (!(error instanceof AuthError)) throw error;
    return Number(error.headers['retry-after']);
  }
}

describe('slowing down', () => {
  it('doubles the wait of a guesser up to fifteen minutes, and forgets after an hour of peace', () => {
    let now = 0;
    const throttle = createGuessThrottle(() => new Date(now));
    const waits: number[] = [];
    for (let guess = 0; guess < 20; guess++) {
      const wait = waitOf(throttle, 'a');
      if (wait === 0) continue;
      waits.push(wait);
      now += wait * 1000;
    }
    expect(waits).toEqual([1, 2, 4, 8, 16, 32, 64, 128].slice(0, waits.length));
    for (let guess = 0; guess < 40; guess++) now += waitOf(throttle, 'a') * 1000;
    throttle.spend('a');
    expect(waitOf(throttle, 'a')).toBe(900);
    expect(waitOf(throttle, 'b')).toBe(0);
    now += 3_600_000;
    expect(waitOf(throttle, 'a')).toBe(0);
    expect(waitOf(throttle, 'a')).toBe(0);
  });

  it('forgets a guesser who got it right', () => {
    const throttle = createGuessThrottle(() => new Date(0));
    for (let guess = 0; guess < 5; guess++) throttle.spend('a');
    expect(waitOf(throttle, 'a')).toBe(1);
    throttle.forget('a');
    expect(waitOf(throttle, 'a')).toBe(0);
  });

  it('lets mails through at their pace', () => {
    let now = 0;
    const throttle = createMailThrottle(() => new Date(now));
    for (let mail = 0; mail < 5; mail++) expect(waitOf(throttle, 'a')).toBe(0);
    expect(waitOf(throttle, 'a')).toBe(60);
    now += 120_000;
    expect([waitOf(throttle, 'a'), waitOf(throttle, 'a'), waitOf(throttle, 'a')]).toEqual([0, 0, 60]);
  });
});
