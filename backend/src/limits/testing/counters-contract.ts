// Owns what every driver of the counters must do.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Counters } from '../counters.ts';

/** @param open with a clock of the test's; the second of two stands for another process. */
export function describeCounters(name: string, open: (now: () => Date) => Promise<Counters>): void {
  describe(`counters in ${name}`, () => {
    let at = Date.now();
    let counters: Counters;
    beforeAll(async () => {
      counters = await open(() => new Date(at));
    });
    afterAll(() => counters.close());
    const fresh = (kind = 'code') => `${kind} ${randomUUID()}`;

    it('count each key alone, and anew when its span is over', async () => {
      const [one, other] = [fresh(), fresh()];
      const first = await counters.count(one, 1);
      expect([first.count, first.resets > 0 && first.resets <= 1_000]).toEqual([1, true]);
      expect((await counters.count(one, 1)).count).toBe(2);
      expect((await counters.count(other, 60)).count).toBe(1);
      await vi.waitUntil(async () => (await counters.count(one, 1)).count === 1, { timeout: 5_000, interval: 100 });
    });

    it('lose none of many at once', async () => {
      const key = fresh();
      const all = await Promise.all(Array.from({ length: 50 }, () => counters.count(key, 60)));
      expect(Math.max(...all.map(({ count }) => count))).toBe(50);
    });

    it('make a guesser wait twice as long each time, up to fifteen minutes, and forget after an hour of peace', async () => {
      const guess = [{ key: fresh(), free: 3 }];
      for (const _ of [1, 2, 3]) expect(await counters.attempt(guess)).toBe(0);
      const waits: number[] = [];
      for (let nth = 0; nth < 14; nth += 1) {
        const wait = await counters.attempt(guess);
        waits.push(wait / 1_000);
        at += wait;
        expect(await counters.attempt(guess)).toBe(0);
      }
      expect(waits).toEqual([1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900, 900, 900]);
      at += 3_600_000;
      expect([await counters.attempt(guess), await counters.attempt(guess)]).toEqual([0, 0]);
    });

    it('take no more at once than are free', async () => {
      const guess = [{ key: fresh(), free: 5 }];
      const all = await Promise.all(Array.from({ length: 20 }, () => counters.attempt(guess)));
      expect(all.filter((wait) => wait === 0)).toHaveLength(5);
    });

    it('count an attempt for all it concerns, or for none', async () => {
      const [place, account] = [fresh('place'), fresh('account')];
      const both = [
        { key: place, free: 1 },
        { key: account, free: 2 },
      ];
      expect(await counters.attempt(both)).toBe(0);
      for (const _ of [1, 2, 3]) expect(await counters.attempt(both)).toBe(1_000);
      // The account was counted once only, so another is free.
      expect([await counters.attempt(both.slice(1)), await counters.attempt(both.slice(1))]).toEqual([0, 1_000]);
    });

    it('take back an attempt, and forget them all', async () => {
      const guess = [{ key: fresh(), free: 2 }];
      for (let nth = 0; nth < 10; nth += 1) {
        expect(await counters.attempt(guess)).toBe(0);
        await counters.refund(guess.map(({ key }) => key));
      }
      for (const _ of [1, 2]) expect(await counters.attempt(guess)).toBe(0);
      expect(await counters.attempt(guess)).toBe(1_000);
      await counters.forget(guess.map(({ key }) => key));
      expect(await counters.attempt(guess)).toBe(0);
      await counters.refund([fresh()]);
      await counters.refund([]);
      await counters.forget([]);
    });

    it('let things go at their pace', async () => {
      const [key, pace] = [fresh('mail'), { burst: 3, every: 60_000 }];
      const take = () => counters.take(key, pace);
      expect([await take(), await take(), await take(), await take()]).toEqual([0, 0, 0, 60_000]);
      at += 120_000;
      expect([await take(), await take(), await take()]).toEqual([0, 0, 60_000]);
      expect(await counters.take(fresh('mail'), pace)).toBe(0);
    });
  });
}
