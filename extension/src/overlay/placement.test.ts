import { describe, expect, it } from 'vitest';
import { type Box, panelWidth, place } from './placement.ts';

const view = { width: 1280, height: 720 };
const none = { below: null, beside: null, above: null };
const bar: Box = { left: 0, top: 0, right: 1280, bottom: 64 };
const compose: Box = { left: 700, top: 200, right: 1200, bottom: 720 };
const covers = (placed: { top: number; right: number; bottom: number }, box: Box) => {
  const right = view.width - placed.right;
  return (
    right > box.left &&
    right - panelWidth < box.right &&
    view.height - placed.bottom > box.top &&
    placed.top < box.bottom
  );
};

describe('the overlay’s place', () => {
  it('is below the top bar, left of the side column, above the composer', () => {
    const beside = { left: 1224, top: 64, right: 1280, bottom: 720 };
    const above = { left: 300, top: 648, right: 1280, bottom: 720 };
    expect(place(view, { below: bar, beside, above }, [], false)).toEqual({
      top: 72,
      right: 64,
      bottom: 80,
      aside: false,
    });
  });

  it('ignores bars that stand in unlikely places', () => {
    const odd = { below: { ...bar, bottom: 600 }, beside: { left: 10, top: 0, right: 60, bottom: 720 }, above: bar };
    expect(place(view, odd, [], false)).toEqual({ top: 8, right: 8, bottom: 8, aside: false });
  });

  it('shrinks above a floating window when that leaves enough room', () => {
    const low = { ...compose, top: 420 };
    const placed = place(view, none, [low], false);
    expect(placed.aside).toBe(false);
    expect(covers(placed, low)).toBe(false);
  });

  it('steps aside when it does not, and moves beside the window when asked for', () => {
    expect(place(view, none, [compose], false).aside).toBe(true);
    const insisted = place(view, none, [compose], true);
    expect(insisted.aside).toBe(false);
    expect(covers(insisted, compose)).toBe(false);
  });

  it('is not moved by a window elsewhere', () => {
    expect(place(view, none, [{ left: 0, top: 0, right: 400, bottom: 700 }], false).aside).toBe(false);
  });
});
