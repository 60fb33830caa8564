import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isKey, newKey, prefixOf } from './key-format.ts';

describe('an API key', () => {
  it('is written as scanners know it, and never the same twice', () => {
    for (const mode of ['live', 'test'] as const) {
      const key = newKey(mode);
      expect(key).toMatch(new RegExp(`^sk_${mode}_[0-9A-Za-z]{49}$`));
      expect(isKey(key)).toBe(true);
      expect(prefixOf(key)).toBe(key.slice(0, 12));
      expect(newKey(mode)).not.toBe(key);
    }
  });

  it('shows a slip of the hand by its checksum', () => {
    const key = newKey('live');
    fc.assert(
      fc.property(
        fc.integer({ min: 8, max: key.length - 1 }),
        fc.constantFrom(...'0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'),
        (at, letter) => {
          const slipped = key.slice(0, at) + letter + key.slice(at + 1);
          return isKey(slipped) === (slipped === key);
        },
      ),
    );
    for (const text of ['', 'sk_live_', key.slice(1), `${key}0`, key.replace('live', 'test'), `${key}\n`]) {
      expect(isKey(text)).toBe(false);
    }
  });
});
