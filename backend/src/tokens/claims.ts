// Owns what is claimed of a caller: by an access token of a person or an embedded widget, or for an API key.
import { z } from 'zod';

/** What binds an embed token: to its key and to the page's origin. */
export const EmbedClaim = z.object({
  key_id: z.uuid(),
  organization_id: z.uuid(),
  origin: z.string(),
  /** True when the key shows some records only. Which ones, row-level security asks the key. */
  segmented: z.boolean().optional(),
  /** Address of the visitor, for whom the page's server vouched. */
  visitor: z.string().optional(),
  /** When the visitor's session is over for good, in seconds since 1970: no renewal goes beyond. */
  until: z.number().optional(),
});

export const Claims = z.looseObject({
  iss: z.string(),
  sub: z.uuid(),
  aud: z.union([z.string(), z.array(z.string())]),
  exp: z.number(),
  iat: z.number(),
  role: z.string(),
  session_id: z.string().optional(),
  email: z.string().optional(),
  aal: z.string().optional(),
  kith_embed: EmbedClaim.optional(),
});
export type Claims = z.infer<typeof Claims>;

/** What the database is told of a request that came with an API key: no person, so no `sub`. */
export interface KeyClaims {
  role: 'authenticated';
  kith_key: { key_id: string; organization_id: string };
}
