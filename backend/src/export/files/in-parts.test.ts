import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inParts } from './in-parts.ts';

async function* pieces(texts: string[]) {
  yield* texts;
}

const partsOf = async (texts: string[], length: number) => {
  const parts: string[] = [];
  for await (const part of inParts(pieces(texts), length)) parts.push(part);
  return parts;
};

describe('cutting a stream of text', () => {
  it('keeps all of it, in parts of one size, with whole characters', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.string({ unit: 'binary', maxLength: 40 })),
        fc.integer({ min: 2, max: 9 }),
        async (texts, length) => {
          const whole = texts.join('');
          const parts = await partsOf(texts, length);
          expect(parts.join('')).toBe(whole);
          // What is cut apart is written apart: half a character would be lost.
          expect(Buffer.concat(parts.map((part) => Buffer.from(part)))).toEqual(Buffer.from(whole));
          for (const part of parts) expect([part.length > 0, part.length <= length]).toEqual([true, true]);
          for (const part of parts.slice(0, -1)) expect(part.length).toBeGreaterThanOrEqual(length - 1);
        },
      ),
    );
  });

  it('makes no part of nothing', async () => {
    expect(await partsOf(['', ''], 4)).toEqual([]);
  });
});
