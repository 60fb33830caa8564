import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Gather } from './gather.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('the first goes at once, a burst goes together, and quiet starts anew', () => {
  const passed: (readonly number[])[] = [];
  const gather = new Gather<number>(250, (items) => passed.push(items));
  for (const item of [1, 2, 3]) gather.add(item);
  expect(passed).toEqual([[1]]);
  vi.advanceTimersByTime(250);
  expect(passed).toEqual([[1], [2, 3]]);
  vi.advanceTimersByTime(1000);
  gather.add(4);
  expect(passed.at(-1)).toEqual([4]);
});
