// Owns where the words of a query stand in a text, as offsets that a client can draw.
import { foldText, foldWithPlaces } from './fold.ts';
import type { MatchRange } from './schema.ts';

/** The words of a query, as the index looks for them. */
export const wordsOf = (query: string): string[] => foldText(query).split(/\s+/).filter(Boolean);

const isLetter = (text: string | undefined) => text !== undefined && /[\p{L}\p{N}]/u.test(text);

/** Finds each word, once: where a word begins if it does so anywhere, else within one. Sorted, without overlaps. */
export function markMatches(written: string, words: readonly string[]): MatchRange[] {
  const { text, at } = foldWithPlaces(written);
  const found = words.flatMap((word) => {
    const place = placeOf(text, word);
    return place < 0 ? [] : [{ start: at[place] ?? 0, end: at[place + word.length] ?? written.length }];
  });
  return merge(found.toSorted((a, b) => a.start - b.start));
}

function placeOf(text: string, word: string): number {
  const first = text.indexOf(word);
  for (let place = first; place >= 0; place = text.indexOf(word, place + 1)) {
    if (!isLetter(text[place - 1])) return place;
  }
  return word.length < 3 && isLetter(word[0]) ? -1 : first;
}

function merge(ranges: MatchRange[]): MatchRange[] {
  const merged: MatchRange[] = [];
  for (const range of ranges) {
    const last = merged.at(-1);
    if (last && range.start <= last.end) last.end = Math.max(last.end, range.end);
    else merged.push({ ...range });
  }
  return merged;
}
