// Owns the wire shapes of pairing the browser extension.
import { z } from '@hono/zod-openapi';
import { Timestamp } from '../http/wire.ts';

export const PairingCode = z
  .object({
    code: z.string().openapi({ description: 'Eight characters in two groups: `7K3M-Q9TX`.' }),
    expiresAt: Timestamp,
  })
  .openapi('PairingCode');

export const PairingAnswer = z.object({ code: z.string().min(1).max(50) }).openapi('PairingAnswer');

export const Paired = z
  .object({
    refreshToken: z.string().openapi({
      description:
        'Begins a session: renew it with Supabase’s `auth.refreshSession({ refresh_token })`. On a Supabase project the session ' +
        'still lacks the second factor, where the person has one.',
    }),
  })
  .openapi('Paired');

export type PairingCode = z.infer<typeof PairingCode>;
export type PairingAnswer = z.infer<typeof PairingAnswer>;
export type Paired = z.infer<typeof Paired>;
