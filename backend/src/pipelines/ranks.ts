// Owns ranks: text keys in base 62 that leave room between any two, after the scheme of Figma's and Rocicorp's
// `fractional-indexing`. They sort by their bytes, in Postgres under the collation "C".
import { generateKeyBetween, generateNKeysBetween } from 'fractional-indexing';

/** Past this many characters a list gets new ranks: putting thousands of rows into one gap makes them grow. */
export const longRank = 60;

/** A rank between two others; null is the start or the end of the list. @throws Error when both are the same. */
export const rankBetween = (before: string | null, after: string | null): string => generateKeyBetween(before, after);

/** As many ranks in order between two others. */
export const ranksBetween = (before: string | null, after: string | null, count: number): string[] =>
  generateNKeysBetween(before, after, count);

/** The rank at a place of a short list that is in order. @param position from 0; beyond the end means the end. */
export function rankAt(ranks: string[], position = ranks.length): string {
  const place = Math.min(position, ranks.length);
  return rankBetween(ranks[place - 1] ?? null, ranks[place] ?? null);
}
