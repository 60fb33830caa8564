// Owns following what a job changes until it has ended, as a page without a live connection would.
import { setInterval } from 'node:timers/promises';

/** @param read how it stands. @param isOver whether it has ended so. */
export async function untilEnded<T>(read: () => Promise<T>, isOver: (now: T) => boolean): Promise<T> {
  for await (const _ of setInterval(100)) {
    const now = await read();
    if (isOver(now)) return now;
  }
  throw new Error('The clock stopped');
}
