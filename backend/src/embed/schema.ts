// Owns the wire shapes of embed keys and embed sessions.
import { z } from '@hono/zod-openapi';
import { Id, Timestamp } from '../http/wire.ts';
import { EmbedPermission } from './embed-permission.ts';
import { AllowedOrigin } from './origins.ts';
import { widgetPermissions } from './widget-permissions.ts';

export { EmbedPermission } from './embed-permission.ts';

const WidgetTag = z
  .string()
  .regex(/^kith-[a-z-]+$/)
  .refine((tag) => Object.hasOwn(widgetPermissions, tag), 'There is no such widget');

export const NewEmbedKey = z
  .object({
    name: z.string().trim().min(1).max(200),
    allowedOrigins: z.array(AllowedOrigin).min(1).max(50),
    widgets: z.array(WidgetTag).max(50).default(['kith-people', 'kith-contact']).openapi({
      description: 'The widgets that pages may show; none named: all. The others say so in their place.',
    }),
    permissions: z.array(EmbedPermission).default(['contacts.read', 'companies.read', 'interactions.read']).openapi({
      description:
        'What the key reads: of these, only what its widgets need. You cannot give what you do not have yourself.',
    }),
    segmentId: Id.nullable().default(null).openapi({
      description: 'A shared view: pages see its records only, and what these name, such as their company.',
    }),
    identified: z.boolean().default(false).openapi({
      description:
        'True: the page’s server vouches for each visitor, who sees only what is theirs. The answer holds the secret to sign with.',
    }),
  })
  .openapi('NewEmbedKey');

export const EmbedWidget = z
  .object({
    tag: z.string().openapi({ description: '`kith-people`.' }),
    permissions: z.array(EmbedPermission).openapi({ description: 'What it reads.' }),
    frame: z.boolean().openapi({ description: 'Whether `GET /embed/<widget>` shows it, for pages that frame it.' }),
    attributes: z.array(z.string()).openapi({ description: 'What the address of the frame may say of it.' }),
  })
  .openapi('EmbedWidget');

export const EmbedKey = z
  .object({
    id: Id,
    organizationId: Id,
    name: z.string(),
    allowedOrigins: z.array(z.string()),
    widgets: z.array(z.string()),
    permissions: z.array(EmbedPermission),
    segmentId: Id.nullable().openapi({ description: 'The view whose records alone are shown; null for all.' }),
    identified: z.boolean().openapi({ description: 'The page’s server vouches for each visitor.' }),
    key: z.string().openapi({ description: 'Public: goes into the page as `data-key`.' }),
    createdAt: Timestamp,
    revokedAt: Timestamp.nullable(),
  })
  .openapi('EmbedKey');

export const CreatedEmbedKey = EmbedKey.extend({
  identitySecret: z.string().nullable().openapi({
    description:
      'What the page’s server signs with, this once; null for keys that ask for no visitor, and in a replay.',
  }),
}).openapi('CreatedEmbedKey');

export const NewEmbedSession = z
  .object({
    key: z.string().min(1).max(200),
    identity: z.string().max(4000).optional().openapi({
      description:
        'Who looks, vouched for by the page’s server: a JWT (HS256, the key’s identity secret) with `email`, `iat`, `exp` (at most ten minutes after) and `jti`. Each opens one session.',
    }),
    frame: z.string().max(1000).optional().openapi({
      description: 'What `GET /embed/<widget>` gave its page: sandboxed, it comes from no origin of its own.',
    }),
    renew: z.string().max(8192).optional().openapi({
      description:
        'The token of a session that is to go on, for the same visitor, up to twelve hours after the identity. While it can, `identity` is not used up.',
    }),
  })
  .openapi('NewEmbedSession');
export const EmbedSession = z
  .object({
    token: z
      .string()
      .openapi({ description: 'Bearer token, valid 15 minutes, bound to the key and the calling origin.' }),
    expiresAt: Timestamp,
    organizationId: Id,
    widgets: z.array(z.string()).openapi({ description: 'The widgets that the page may show; none named: all.' }),
    supabaseUrl: z.url(),
    publishableKey: z.string(),
  })
  .openapi('EmbedSession');
export type EmbedSession = z.infer<typeof EmbedSession>;
export type NewEmbedKey = z.infer<typeof NewEmbedKey>;
export type EmbedKey = z.infer<typeof EmbedKey>;
export type NewEmbedSession = z.infer<typeof NewEmbedSession>;
export type CreatedEmbedKey = z.infer<typeof CreatedEmbedKey>;
