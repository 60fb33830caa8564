// Owns the wire shapes of search.
import { z } from '@hono/zod-openapi';
import { Id, Timestamp } from '../http/wire.ts';

export const searchKinds = ['contact', 'company', 'deal', 'note', 'message'] as const;
export const SearchKind = z.enum(searchKinds).openapi('SearchKind');

const kindList = z
  .string()
  .max(100)
  .transform((text) => [...new Set(text.split(',').filter(Boolean))])
  .pipe(z.array(SearchKind))
  .openapi({ type: 'string', description: 'Kinds with commas between them: `contact,deal`. Left out: all.' });

export const SearchQuery = z.object({
  q: z.string().trim().max(200).default('').openapi({
    description: 'Words, beginnings of words, parts of addresses or numbers. Empty: what was active last.',
  }),
  kinds: kindList.optional(),
  limit: z.coerce.number().int().min(1).max(20).default(5).openapi({ description: 'Hits of each kind, 1 to 20.' }),
});

export const MatchRange = z
  .object({ start: z.number().int(), end: z.number().int() })
  .openapi('MatchRange', { description: 'UTF-16 offsets into the text; `end` is behind the match.' });

export const SearchHit = z
  .object({
    kind: SearchKind,
    id: Id,
    title: z.string(),
    titleMatches: z.array(MatchRange),
    subtitle: z.string().nullable(),
    snippet: z
      .union([z.object({ text: z.string(), matches: z.array(MatchRange) }).openapi('SearchSnippet'), z.null()])
      .openapi({ description: 'Where the words were found, when not in the title. Plain text.' }),
    similar: z.boolean().openapi({ description: 'True when it is spelled almost so, not as asked.' }),
    record: z.union([
      z.object({ type: z.enum(['contact', 'company', 'deal']), id: Id }).openapi('SearchRecord', {
        description: 'The record to open: itself, or the one that a note or a message belongs to.',
      }),
      z.null(),
    ]),
    at: Timestamp.nullable(),
  })
  .openapi('SearchHit');

export const SearchGroup = z
  .object({
    kind: SearchKind,
    hits: z.array(SearchHit).openapi({ description: 'The best first.' }),
    more: z.boolean().openapi({ description: 'True when there are more than `limit`.' }),
  })
  .openapi('SearchGroup');

export const SearchAnswer = z
  .object({ groups: z.array(SearchGroup).openapi({ description: 'One a kind that has hits, the best first.' }) })
  .openapi('SearchAnswer');

export type SearchKind = z.infer<typeof SearchKind>;
export type SearchQuery = z.infer<typeof SearchQuery>;
export type SearchHit = z.infer<typeof SearchHit>;
export type SearchGroup = z.infer<typeof SearchGroup>;
export type MatchRange = z.infer<typeof MatchRange>;
