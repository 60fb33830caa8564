// Owns the wire shapes of workspaces: a brand or a client that content and channels belong to.
import { z } from '@hono/zod-openapi';
import { Id, Timestamp } from '../http/wire.ts';
import { Zone } from '../tasks/wall-time.ts';
import { UndoToken } from '../undo/schema.ts';

const Slug = z
  .string()
  .max(50)
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, { message: 'Write small letters, digits and hyphens: `blue-harbour`.' })
  .openapi({ description: 'For addresses and programs: `blue-harbour`. One of a kind in the organization.' });
const Name = z.string().trim().min(1).max(100);
const Hue = z.number().int().min(1).max(8).nullable().openapi({
  description: 'One of eight hues. Null: from the name.',
});

export const Workspace = z
  .object({
    id: Id,
    organizationId: Id,
    name: z.string(),
    slug: z.string(),
    hue: Hue,
    timeZone: z.string(),
    isDefault: z.boolean().openapi({ description: 'What belongs to no other belongs to it. There is always one.' }),
    archivedAt: Timestamp.nullable(),
    createdAt: Timestamp,
    updatedAt: Timestamp,
    version: z.number().int(),
  })
  .openapi('Workspace');
export const ArchivedWorkspace = Workspace.extend({ undoToken: UndoToken }).openapi('ArchivedWorkspace');

export const NewWorkspace = z
  .object({
    name: Name,
    slug: Slug.optional().openapi({ description: 'Default: from the name.' }),
    hue: Hue.default(null),
    timeZone: Zone.default('UTC'),
  })
  .openapi('NewWorkspace');
export const WorkspacePatch = z
  .object({
    name: Name.optional(),
    slug: Slug.optional(),
    hue: Hue.optional(),
    timeZone: Zone.optional(),
    isDefault: z
      .literal(true)
      .optional()
      .openapi({ description: 'Makes it the default in the place of the one before.' }),
  })
  .openapi('WorkspacePatch');

export type Workspace = z.infer<typeof Workspace>;
export type NewWorkspace = z.infer<typeof NewWorkspace>;
export type WorkspacePatch = z.infer<typeof WorkspacePatch>;
