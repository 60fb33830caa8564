// Owns the wire shapes of embed keys and embed sessions.
import { z } from '@hono/zod-openapi';
import { Id, Timestamp } from '../http/wire.ts';

const Origin = z
  .url()
  .refine(
    (value) => URL.canParse(value) && new URL(value).origin === value,
    'Write an origin such as https://intranet.example',
  )
  .openapi({ description: 'Scheme, host and port, nothing after: `https://intranet.example`.' });
export const EmbedPermission = z
  .enum([
    'contacts.read',
    'companies.read',
    'interactions.read',
    'deals.read',
    'pipelines.read',
    'views.read',
    'relations.read',
    'tasks.read',
    'notes.read',
    'fields.read',
    'tags.read',
  ])
  .openapi('EmbedPermission');
const WidgetTag = z.string().regex(/^kith-[a-z-]+$/);

export const NewEmbedKey = z
  .object({
    name: z.string().trim().min(1).max(200),
    allowedOrigins: z.array(Origin).min(1).max(50),
    widgets: z.array(WidgetTag).max(50).default(['kith-people', 'kith-contact']),
    permissions: z.array(EmbedPermission).default(['contacts.read', 'companies.read', 'interactions.read']),
    segmentId: Id.nullable().default(null).openapi({
      description: 'A shared view: pages see its records only, and what these name, such as their company.',
    }),
  })
  .openapi('NewEmbedKey');

export const EmbedKey = z
  .object({
    id: Id,
    organizationId: Id,
    name: z.string(),
    allowedOrigins: z.array(z.string()),
    widgets: z.array(z.string()),
    permissions: z.array(EmbedPermission),
    segmentId: Id.nullable().openapi({ description: 'The view whose records alone are shown; null for all.' }),
    key: z.string().openapi({ description: 'Public: goes into the page as `data-key`.' }),
    createdAt: Timestamp,
    revokedAt: Timestamp.nullable(),
  })
  .openapi('EmbedKey');

export const NewEmbedSession = z.object({ key: z.string().min(1).max(200) }).openapi('NewEmbedSession');
export const EmbedSession = z
  .object({
    token: z
      .string()
      .openapi({ description: 'Bearer token, valid 15 minutes, bound to the key and the calling origin.' }),
    expiresAt: Timestamp,
    organizationId: Id,
    widgets: z.array(z.string()),
    supabaseUrl: z.url(),
    publishableKey: z.string(),
  })
  .openapi('EmbedSession');
export type EmbedSession = z.infer<typeof EmbedSession>;
export type NewEmbedKey = z.infer<typeof NewEmbedKey>;
export type EmbedKey = z.infer<typeof EmbedKey>;
