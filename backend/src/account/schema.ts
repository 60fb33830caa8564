// Owns the wire shapes of a person's own sessions.
import { z } from '@hono/zod-openapi';
import { Id, Timestamp } from '../http/wire.ts';

export const AccountSession = z
  .object({
    id: Id.openapi({ description: 'Names the session, as `session_id` in its tokens does.' }),
    device: z.object({
      kind: z.enum(['desktop', 'mobile', 'tablet', 'extension', 'unknown']),
      browser: z.string().nullable().openapi({ description: 'As it calls itself: `Firefox`.' }),
      system: z.string().nullable().openapi({ description: '`macOS`, `Android`.' }),
    }),
    address: z.string().nullable().openapi({ description: 'Network address of the last use.' }),
    place: z
      .object({
        kind: z.enum(['machine', 'network', 'country', 'unknown']).openapi({
          description:
            '`machine`: the one that Kith runs on. `network`: a private one. `country`: by the database that whoever runs Kith set.',
        }),
        country: z.string().nullable().openapi({ description: 'ISO 3166 code: `DE`.' }),
        region: z
          .object({ en: z.string(), ru: z.string().optional() })
          .nullable()
          .openapi({ description: 'Names of the part of the country, where one is known.' }),
      })
      .openapi({ description: 'Where that address is. Nobody is asked for it.' }),
    createdAt: Timestamp,
    lastUsedAt: Timestamp.openapi({ description: 'To the hour: when its token was last renewed.' }),
    secondFactor: z.boolean(),
    current: z.boolean().openapi({ description: 'The session of this request.' }),
  })
  .openapi('AccountSession');

export type AccountSession = z.infer<typeof AccountSession>;
