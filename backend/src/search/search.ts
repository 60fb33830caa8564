// Owns the one search over everything: what answers a query, grouped by kind, with the places that match.
import type { ReadCtx } from '../http/context.ts';
import { findHits, type HitRow, recentHits } from './hit-rows.ts';
import { markMatches, wordsOf } from './mark-matches.ts';
import { type SearchGroup, type SearchHit, type SearchKind, type SearchQuery, searchKinds } from './schema.ts';

/** Finds, in one question to the database; an empty query answers with what was active last. */
export async function search(ctx: ReadCtx, { q, kinds = [...searchKinds], limit }: SearchQuery) {
  // One more of each kind, to know whether there are more.
  const rows =
    q === ''
      ? await recentHits(ctx, { kinds, most: limit + 1 })
      : await findHits(ctx, { query: q, kinds, most: limit + 1 });
  const words = wordsOf(q);
  const groups = new Map<SearchKind, SearchGroup>();
  for (const row of rows) {
    const group = groups.get(row.kind) ?? { kind: row.kind, hits: [], more: false };
    groups.set(row.kind, group);
    if (group.hits.length === limit) group.more = q !== '';
    else group.hits.push(hitOf(row, words));
  }
  return { groups: [...groups.values()] };
}

/** @param asked the words of the query. What was found by a slip is marked where the words that it means stand. */
function hitOf({ texts, meant, ...row }: HitRow, asked: string[]): SearchHit {
  const words = [...asked, ...(meant ?? [])];
  const titleMatches = markMatches(row.title, words);
  return { ...row, titleMatches, snippet: titleMatches.length < asked.length ? snippetOf(texts, row, words) : null };
}

/** The text in which most of the words stand, unless title and subtitle show it already. */
function snippetOf(texts: string[], { subtitle }: Pick<HitRow, 'subtitle'>, words: string[]): SearchHit['snippet'] {
  const marked = texts
    .map((text) => ({ text: text.replaceAll(/\s+/g, ' '), matches: markMatches(text.replaceAll(/\s+/g, ' '), words) }))
    .filter(({ text }) => subtitle === null || !subtitle.includes(text));
  const [best] = marked.toSorted((a, b) => b.matches.length - a.matches.length);
  if (!best) return null;
  return best.matches.length > 0 ? best : phoneOf(marked, words);
}

/** A number that was asked for with other punctuation than it is written with. */
function phoneOf(
  marked: { text: string; matches: SearchHit['titleMatches'] }[],
  words: string[],
): SearchHit['snippet'] {
  const digits = words
    .join('')
    .replaceAll(/\D/g, '')
    .replace(/^[08]+/, '');
  if (digits.length < 3) return null;
  for (const { text } of marked) {
    const places = [...text.matchAll(/\d/g)].map(({ index }) => index);
    const first = places
      .map((index) => text[index])
      .join('')
      .indexOf(digits);
    const start = places[first];
    const last = places[first + digits.length - 1];
    if (first >= 0 && start !== undefined && last !== undefined) return { text, matches: [{ start, end: last + 1 }] };
  }
  return null;
}
