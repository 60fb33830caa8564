// Owns the payloads that clients send, as far as this server reads them.
import { z } from 'zod';
import { longestName } from './limits.ts';

/** Topic or event: short, and free of control characters, which the database would refuse. */
export const Name = z
  .string()
  .min(1)
  .refine((text) => Buffer.byteLength(text) <= longestName && !/\p{Cc}/u.test(text) && text.isWellFormed());

const Token = z.string().nullish();
/** Largest thing that one channel shows of itself, in characters of JSON. */
const largestPresence = 8_192;
/** Clients from before the setting never say whether they watch presence, and do. */
const Showing = z.object({
  key: z.string().max(longestName).catch(''),
  enabled: z.boolean().default(true).catch(false),
});
const Broadcasting = z.object({ self: z.boolean().catch(false), ack: z.boolean().catch(false) });

const Config = z.object({
  broadcast: Broadcasting.catch({ self: false, ack: false }),
  presence: Showing.catch({ key: '', enabled: false }),
  postgres_changes: z.array(z.unknown()).catch([]),
  private: z.boolean().catch(false),
});

export const JoinPayload = z.object({ config: Config.catch(() => Config.parse({})), access_token: Token });
export type JoinPayload = z.infer<typeof JoinPayload>;

export const TokenPayload = z.object({ access_token: Token });
export const PresencePayload = z.object({
  event: z.enum(['track', 'untrack']),
  payload: z
    .record(z.string(), z.unknown())
    .default({})
    .refine((shown) => JSON.stringify(shown).length <= largestPresence),
});
export const BroadcastPayload = z.object({ event: Name, payload: z.unknown() });
