import { expect, it } from 'vitest';
import { luminance } from './host-theme.ts';

it.each([
  ['rgb(255, 255, 255)', 1],
  ['rgb(0, 0, 0)', 0],
  ['rgba(0, 0, 0, 0.9)', 0],
  ['rgba(0, 0, 0, 0)', null],
  ['rgba(255, 255, 255, 0.1)', null],
  ['color(srgb 1 1 1)', null],
])('%s is as light as %s', (colour, light) => {
  const measured = luminance(colour);
  expect(measured === null ? null : Math.round(measured)).toBe(light);
});
