import { expect, test } from 'vitest';
import { rowAfterKey } from './list-keys.ts';

test.each([
  ['ArrowDown', -1, 3, 0],
  ['ArrowDown', 2, 3, 2],
  ['ArrowUp', 0, 3, 0],
  ['ArrowUp', -1, 3, 0],
  ['Home', 2, 3, 0],
  ['End', 0, 3, 2],
  ['PageDown', 0, 30, 10],
  ['PageUp', 5, 30, 0],
  ['a', 0, 3, undefined],
  ['End', -1, 0, undefined],
] as const)('%s from row %i of %i goes to %s', (key, current, count, next) => {
  expect(rowAfterKey(key, current, count)).toBe(next);
});
