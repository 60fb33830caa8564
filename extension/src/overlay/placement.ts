// Owns where the overlay stands: docked right, clear of the page's bars, never over its floating windows.
import type { Anchor } from '../sites/site-adapter.ts';

/** Distances from the window's edges in CSS pixels. */
export interface Placement {
  top: number;
  right: number;
  bottom: number;
  /** True when no room for the panel is left beside a floating window. */
  aside: boolean;
}

export interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** CSS pixels. */
export const panelWidth = 360;
const gap = 8;
/** The panel is of use from this height on. */
const leastHeight = 300;

/** Where the panel goes in a window of this size. */
export function place(
  view: { width: number; height: number },
  anchor: Record<keyof Anchor, Box | null>,
  windows: Box[],
  insisted: boolean,
): Placement {
  const { below, beside, above } = anchor;
  // Only bars in their usual places count: a page that looks different must not push the panel away.
  const column = beside !== null && beside.left > view.width * 0.7 ? view.width - beside.left : 0;
  const widest = Math.max(gap, view.width - panelWidth - gap);
  let right = Math.min(column + gap, widest);
  const span = () => ({ left: view.width - right - panelWidth, right: view.width - right });
  const top = below !== null && meets(below, span()) && below.bottom < view.height / 3 ? below.bottom + gap : gap;
  const bottom =
    above !== null && meets(above, span()) && above.top > view.height / 2 ? view.height - above.top + gap : gap;
  const inWay = windows.filter((box) => meets(box, span()) && box.bottom > top && box.top < view.height - bottom);
  if (inWay.length === 0) return { top, right, bottom, aside: false };
  const free = Math.min(...inWay.map((box) => box.top)) - gap;
  if (free - top >= leastHeight) return { top, right, bottom: Math.max(bottom, view.height - free), aside: false };
  if (!insisted) return { top, right, bottom, aside: true };
  right = Math.min(view.width - Math.min(...inWay.map((box) => box.left)) + gap, widest);
  return { top, right, bottom, aside: false };
}

const meets = (box: Box, span: { left: number; right: number }) =>
  box.right > span.left && box.left < span.right && box.right > box.left;
