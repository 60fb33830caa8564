// Owns writing many rows over two connections at once, one a core, in batches.

export const lanes = 2;
const batch = 20_000;

/** The rows of one batch by number, both ends included. */
export interface Span {
  from: number;
  to: number;
  /** Which half of the numbers it belongs to, from 0. */
  lane: number;
}

/** How many numbers a lane has at most. */
export const laneLength = (count: number) => Math.ceil(count / lanes);

/** Adds all numbers from 1: each lane its half of them, one batch after another. */
export async function inLanes(count: number, add: (span: Span) => Promise<void>): Promise<void> {
  const length = laneLength(count);
  const run = async (lane: number) => {
    const end = Math.min(count, (lane + 1) * length);
    for (let from = lane * length + 1; from <= end; from += batch) {
      await add({ from, to: Math.min(end, from + batch - 1), lane });
    }
  };
  await Promise.all(Array.from({ length: lanes }, (_, lane) => run(lane)));
}
