// Owns what an embed key can be allowed at all: reading.
import { z } from '@hono/zod-openapi';

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
export type EmbedPermission = z.infer<typeof EmbedPermission>;
