// Owns the wire shapes of undo.
import { z } from '@hono/zod-openapi';
import { Id } from '../http/wire.ts';

/** What an answer carries beside the changed record. */
export const UndoToken = z.string().nullable().openapi({
  description: 'Takes the change back through `POST /v1/undo`, once, by the same person. Null when nothing changed.',
});

export const UndoRequest = z.object({ undoToken: z.string().min(1).max(100) }).openapi('UndoRequest');

export const Undone = z
  .object({
    kind: z.string().openapi({ description: 'What was undone: `contact.capture`, `deal.move`.' }),
    records: z
      .array(z.object({ type: z.string(), id: Id }).openapi('UndoneRecord'))
      .openapi({ description: 'The records that this changed: fetch them again.' }),
    jobId: Id.nullable().openapi({
      description:
        'The job that takes it back, where there is very much: nothing is back before it ends. Null: all of it is.',
    }),
  })
  .openapi('Undone');
