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
    createdAt: Timestamp,
    lastUsedAt: Timestamp.openapi({ description: 'To the hour: when its token was last renewed.' }),
    secondFactor: z.boolean(),
    current: z.boolean().openapi({ description: 'The session of this request.' }),
  })
  .openapi('AccountSession');

export type AccountSession = z.infer<typeof AccountSession>;
