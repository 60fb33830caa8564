// Owns the wire shapes of changing many contacts at once.
import { z } from '@hono/zod-openapi';
import { FieldChanges } from '../custom-fields/values.ts';
import { Id } from '../http/wire.ts';
import { TagNames } from '../tags/schema.ts';
import { UndoToken } from '../undo/schema.ts';

export const maxBulk = 1000;

export const BulkEdit = z
  .object({
    ids: z
      .array(Id)
      .min(1)
      .max(maxBulk, { message: `Name at most ${maxBulk} contacts at once.` }),
    set: z
      .object({
        ownerId: Id.nullable().optional().openapi({ description: 'A member of the organization; null: nobody.' }),
        doNotContact: z.boolean().optional(),
        fields: FieldChanges.optional(),
      })
      .optional(),
    addTags: TagNames.optional(),
    removeTags: TagNames.optional(),
    delete: z.literal(true).optional().openapi({ description: 'Deletes them softly; not together with changes.' }),
  })
  .refine(({ set, addTags, removeTags, delete: gone }) => gone || set || addTags?.length || removeTags?.length, {
    path: ['set'],
    message: 'Say what to change.',
  })
  .refine(({ set, addTags, removeTags, delete: gone }) => !gone || !(set || addTags || removeTags), {
    path: ['delete'],
    message: 'Either change or delete.',
  })
  .openapi('BulkEdit');

export const BulkEdited = z
  .object({
    changed: z.number().int(),
    unchanged: z.number().int().openapi({ description: 'They were so already.' }),
    missing: z.number().int().openapi({ description: 'Not here, or deleted.' }),
    undoToken: UndoToken,
  })
  .openapi('BulkEdited');

export type BulkEdit = z.infer<typeof BulkEdit>;
export type BulkEdited = z.infer<typeof BulkEdited>;
