// Owns telling the chat that is on screen from the one that slides away.
import * as select from './selectors.ts';

/** Of the same part in several layers, the one that stays: coming before resting, never one that leaves. */
export function active(parts: readonly Element[]): Element | null {
  const staying = parts.filter((part) => part.closest(select.leaving) === null);
  return staying.find((part) => part.closest(select.coming) !== null) ?? staying.at(-1) ?? null;
}
