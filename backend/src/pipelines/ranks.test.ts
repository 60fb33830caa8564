import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tried } from '../testing/properties.ts';
import { rankAt, rankBetween, ranksBetween } from './ranks.ts';

/** Sorts as Postgres does under the collation "C". */
const byBytes = (a: string, b: string) => Buffer.compare(Buffer.from(a), Buffer.from(b));

describe('ranks', () => {
  it('keep every row where it was put, whatever is put where', () => {
    const places = fc.array(fc.nat(), { maxLength: 120 });
    fc.assert(
      fc.property(places, (wanted) => {
        const ranks: string[] = [];
        for (const place of wanted) {
          const position = place % (ranks.length + 1);
          ranks.splice(position, 0, rankAt(ranks, position));
        }
        expect(ranks.toSorted(byBytes)).toEqual(ranks);
        expect(new Set(ranks).size).toBe(ranks.length);
      }),
      tried(200),
    );
  });

  it('leave room between any two neighbours, always at the same end too', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 60 }), fc.boolean(), (count, low) => {
        let [before = null, after = null]: (string | null)[] = ranksBetween(null, null, 2);
        for (let n = 0; n < count; n += 1) {
          const between = rankBetween(before, after);
          expect(byBytes(before ?? '', between)).toBeLessThan(0);
          expect(byBytes(between, after ?? '')).toBeLessThan(0);
          if (low) after = between;
          else before = between;
        }
      }),
      tried(200),
    );
  });

  it('grow by a character for several rows that are put into one gap', () => {
    let [low = null, high = null]: (string | null)[] = ranksBetween(null, null, 2);
    for (let n = 0; n < 200; n += 1) high = rankBetween(low, high);
    expect(String(high).length).toBeLessThan(60);
    low = null;
    for (let n = 0; n < 5_000; n += 1) low = rankBetween(low, null);
    expect(String(low).length).toBeLessThan(10);
  });

  it('refuse to stand between one and itself', () => {
    expect(() => rankBetween('a1', 'a1')).toThrow();
  });
});
