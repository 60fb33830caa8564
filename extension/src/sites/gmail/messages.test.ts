import { describe, expect, it } from 'vitest';
import { timeOfId } from './messages.ts';

describe('the moment in a legacy id', () => {
  const now = new Date('2026-11-21T00:00:00Z');

  it('is milliseconds since 1970 in the upper bits', () => {
    const id = (BigInt(Date.UTC(2025, 7, 20, 13, 19)) << 20n).toString(16);
    expect(timeOfId(id, now)).toBe('2025-08-20T13:19:00.000Z');
  });

  it('is not believed outside Gmail’s lifetime, nor in ids of another kind', () => {
    expect(timeOfId('ffffffffffffffff', now)).toBeNull();
    expect(timeOfId('0000000000000001', now)).toBeNull();
    expect(timeOfId('msg-f:1840959905192440233', now)).toBeNull();
    expect(timeOfId(null, now)).toBeNull();
  });
});
