// Owns the wire shapes of tags: words that records are sorted by.
import { z } from '@hono/zod-openapi';
import { Id } from '../http/wire.ts';
import { UndoToken } from '../undo/schema.ts';

export const maxTags = 100;

export const TagName = z.string().trim().min(1).max(60);

/** The whole set of a record's tags. */
export const TagNames = z
  .array(TagName)
  .max(maxTags, { message: `A record has at most ${maxTags} tags.` })
  .openapi({
    description: 'Written without case and accents twice is one tag; the organization’s first spelling counts.',
  });

export const Tag = z
  .object({
    id: Id,
    name: z.string(),
    hue: z.number().int().min(1).max(8).nullable().openapi({ description: 'One of eight hues. Null: from the name.' }),
    uses: z
      .object({ contacts: z.number().int(), companies: z.number().int(), deals: z.number().int() })
      .openapi({ description: 'How many records have it, deleted ones included.' }),
    version: z.number().int(),
  })
  .openapi('Tag');

export const ChangedTag = Tag.extend({ undoToken: UndoToken }).openapi('ChangedTag');

export const TagMerge = z
  .object({ into: Id.openapi({ description: 'The tag that takes its place.' }) })
  .openapi('TagMerge');

export const TagPatch = z
  .object({ name: TagName, hue: z.number().int().min(1).max(8).nullable() })
  .partial()
  .openapi('TagPatch');

export type TagPatch = z.infer<typeof TagPatch>;
export type Tag = z.infer<typeof Tag>;
