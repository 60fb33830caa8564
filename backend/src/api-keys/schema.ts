// Owns the wire shapes of API keys.
import { isIP } from 'node:net';
import { z } from '@hono/zod-openapi';
import { Id, Timestamp } from '../http/wire.ts';

const Network = z
  .string()
  .trim()
  .refine(isNetwork, 'Write an address such as 203.0.113.7, or a network such as 203.0.113.0/24.')
  .openapi({ description: 'An address, or a network: `203.0.113.0/24`, `2001:db8::/32`.' });

function isNetwork(text: string): boolean {
  const [base = '', bits, ...more] = text.split('/');
  const family = isIP(base);
  if (family === 0 || more.length > 0) return false;
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (family === 4 ? 32 : 128));
}

const settings = {
  name: z.string().trim().min(1).max(200),
  allowedIps: z.array(Network).max(50).openapi({ description: 'Where it may come from; none: from everywhere.' }),
  rateLimit: z
    .number()
    .int()
    .min(1)
    .max(100_000)
    .nullable()
    .openapi({ description: 'Requests a minute; null: as the install says.' }),
};

export const NewApiKey = z
  .object({
    name: settings.name,
    mode: z.enum(['live', 'test']).default('live').openapi({
      description: '`test`: works in a sandbox organization beside this one, made with the first such key.',
    }),
    permissions: z
      .array(z.string().regex(/^[a-z_]+\.[a-z_]+$/))
      .min(1)
      .max(100)
      .openapi({ description: 'What it may do, none of it beyond what its maker may: `contacts.read`.' }),
    allowedIps: settings.allowedIps.default([]),
    rateLimit: settings.rateLimit.default(null),
    expiresAt: Timestamp.nullable().default(null),
  })
  .openapi('NewApiKey');

export const ApiKeyChange = z
  .object({ name: settings.name, allowedIps: settings.allowedIps, rateLimit: settings.rateLimit })
  .partial()
  .openapi('ApiKeyChange');

export const ApiKey = z
  .object({
    id: Id,
    organizationId: Id.openapi({ description: 'Where it works: the sandbox, for a test key.' }),
    name: z.string(),
    mode: z.enum(['live', 'test']),
    prefix: z.string().openapi({ description: 'How the key begins.' }),
    permissions: z.array(z.string()),
    allowedIps: z.array(z.string()),
    rateLimit: z.number().int().nullable(),
    expiresAt: Timestamp.nullable(),
    revokedAt: Timestamp.nullable(),
    lastUsedAt: Timestamp.nullable().openapi({ description: 'To the minute.' }),
    lastUsedIp: z.string().nullable(),
    replaces: Id.nullable().openapi({ description: 'The key that it took the place of.' }),
    createdBy: Id.nullable(),
    createdAt: Timestamp,
    version: z.number().int(),
  })
  .openapi('ApiKey');

export const CreatedApiKey = ApiKey.extend({
  secret: z.string().nullable().openapi({ description: 'The key itself, this once; null in a replay of the request.' }),
}).openapi('CreatedApiKey');

export type NewApiKey = z.infer<typeof NewApiKey>;
export type ApiKeyChange = z.infer<typeof ApiKeyChange>;
export type ApiKey = z.infer<typeof ApiKey>;
export type CreatedApiKey = z.infer<typeof CreatedApiKey>;
