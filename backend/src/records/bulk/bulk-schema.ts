// Owns the wire shapes of changing many records at once.
import { z } from '@hono/zod-openapi';
import { FieldChanges } from '../../custom-fields/values.ts';
import { Id } from '../../http/wire.ts';
import { TagNames } from '../../tags/schema.ts';
import { UndoToken } from '../../undo/schema.ts';

export const maxBulk = 1000;
/** As many as `POST /v1/views/ids` names. */
export const maxBulkJob = 20_000;

const set = {
  ownerId: Id.nullable().optional().openapi({ description: 'A member of the organization; null: nobody.' }),
  fields: FieldChanges.optional(),
};
/** Of people and companies, which may be not to be written to. */
const contactedSet = { ...set, doNotContact: z.boolean().optional() };

/** @param shape what may be set alike. @param most records at once. */
const editOf = <Shape extends typeof set>(shape: Shape, most = maxBulk) =>
  z
    .object({
      ids: z
        .array(Id)
        .min(1)
        .max(most, { message: `Name at most ${most} records at once.` }),
      set: z.object(shape).optional(),
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
    });

export const BulkEdit = editOf(contactedSet).openapi('BulkEdit');
/** Of deals. */
export const BulkRecordEdit = editOf(set).openapi('BulkRecordEdit');

/** What a job is told of people and companies; `BulkRecordJobEdit` of deals. */
export const BulkJobEdit = editOf(contactedSet, maxBulkJob).openapi('BulkJobEdit');
export const BulkRecordJobEdit = editOf(set, maxBulkJob).openapi('BulkRecordJobEdit');

export const BulkJobStarted = z
  .object({
    jobId: Id.openapi({ description: 'For `GET /v1/jobs/{id}`; its result tells how many were changed.' }),
    undoToken: UndoToken.openapi({ description: 'Takes all of it back once it has ended, until ten minutes after.' }),
  })
  .openapi('BulkJobStarted');

export const BulkEdited = z
  .object({
    changed: z.number().int(),
    unchanged: z.number().int().openapi({ description: 'They were so already.' }),
    missing: z.number().int().openapi({ description: 'Not here, or deleted.' }),
    undoToken: UndoToken,
  })
  .openapi('BulkEdited');

export type BulkEdit = z.infer<typeof BulkEdit>;
export type BulkJobEdit = z.infer<typeof BulkJobEdit>;
export type BulkJobStarted = z.infer<typeof BulkJobStarted>;
export type BulkEdited = z.infer<typeof BulkEdited>;
