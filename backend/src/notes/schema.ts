// Owns the wire shapes of notes.
import { z } from '@hono/zod-openapi';
import { Id, Timestamp } from '../http/wire.ts';
import { NewRecordRef, RecordRef } from '../records/record-ref.ts';
import { UndoToken } from '../undo/schema.ts';

const body = z
  .string()
  .max(50_000, { message: 'A note holds 50,000 characters at most.' })
  .refine((text) => text.trim() !== '', { message: 'Write something.' })
  .openapi({ description: 'Markdown. A mention is a link to a member: `[@Ann](member:<id>)`. HTML is shown as text.' });

export const Note = z
  .object({
    id: Id,
    organizationId: Id,
    record: RecordRef,
    body: z.string(),
    mentions: z.array(Id).openapi({ description: 'Members named in the body.' }),
    authorId: Id.nullable(),
    createdAt: Timestamp,
    updatedAt: Timestamp,
    deletedAt: Timestamp.nullable(),
    version: z.number().int(),
  })
  .openapi('Note');

export const ChangedNote = Note.extend({ undoToken: UndoToken }).openapi('ChangedNote');

export const NewNote = z.object({ record: NewRecordRef, body }).openapi('NewNote');
export const NotePatch = z.object({ body }).openapi('NotePatch');

export type Note = z.infer<typeof Note>;
export type NewNote = z.infer<typeof NewNote>;
export type NotePatch = z.infer<typeof NotePatch>;
