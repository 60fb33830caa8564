// Owns the free data kept with a user: its bounds, and changing it key by key.
import { z } from 'zod';
import { invalid } from './errors.ts';

/** Longest data, in bytes. Both travel in every access token, which must fit into 8 kB. */
const longest = { user: 4096, app: 1024 };
/** NUL and lone surrogates, as JSON.stringify writes them: Postgres keeps neither. */
const unstorable = /(?<!\\)(?:\\\\)*\\u(?:0000|d[89a-f][0-9a-f]{2})/;

/** Data that people keep with themselves. */
export const UserMetadata = metadata(longest.user);
/** Data that only the secret key may write. */
export const AppMetadata = metadata(longest.app);

function metadata(bytes: number) {
  return z
    .record(z.string(), z.unknown())
    .refine((data) => !unstorable.test(JSON.stringify(data)), 'holds characters that cannot be stored')
    .refine((data) => Buffer.byteLength(JSON.stringify(data)) <= bytes, `is larger than ${bytes} bytes`);
}
type Metadata = Record<string, unknown>;

/** Null removes a key, as upstream does. @throws AuthError when the result is too large. */
export function mergeMetadata(shape: ReturnType<typeof metadata>, old: Metadata, change: Metadata): Metadata {
  const entries = Object.entries({ ...old, ...change }).filter(([, value]) => value !== null);
  const result = shape.safeParse(Object.fromEntries(entries));
  if (!result.success) throw invalid('The data is too large together with what is stored already.');
  return result.data;
}
