// Owns the free data kept with a user: its bounds, and changing it key by key.
import { z } from 'zod';
import { invalid } from './errors.ts';

/** Longest user metadata, in bytes: it travels in every access token. */
const longestMetadata = 4096;
/** NUL and lone surrogates, as JSON.stringify writes them: Postgres keeps neither. */
const unstorable = /(?<!\\)(?:\\\\)*\\u(?:0000|d[89a-f][0-9a-f]{2})/;

/** Free data that a client keeps with a user. */
export const Metadata = z
  .record(z.string(), z.unknown())
  .refine((data) => !unstorable.test(JSON.stringify(data)), 'holds characters that cannot be stored')
  .refine(
    (data) => Buffer.byteLength(JSON.stringify(data)) <= longestMetadata,
    `is larger than ${longestMetadata} bytes`,
  );

/** Null removes a key, as upstream does. @throws AuthError when the result is too large. */
export function mergeMetadata(
  old: Record<string, unknown>,
  change: z.infer<typeof Metadata>,
): z.infer<typeof Metadata> {
  const entries = Object.entries({ ...old, ...change }).filter(([, value]) => value !== null);
  const result = Metadata.safeParse(Object.fromEntries(entries));
  if (!result.success) throw invalid('The data is too large together with what is stored already.');
  return result.data;
}
