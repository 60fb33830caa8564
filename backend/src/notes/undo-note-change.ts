// Owns taking back that somebody changed a note.
import { z } from 'zod';
import { AppError } from '../errors.ts';
import { defineUndo, undoConflict } from '../undo/define-undo.ts';
import { updateNote } from './update-note.ts';

/** Writes the text back, if nobody changed the note since. */
export const undoNoteChange = defineUndo({
  permission: 'notes.write',
  payload: z.object({
    id: z.uuid(),
    version: z.number().int(),
    body: z.string(),
    /** By which erasing that person finds the offer. */
    contactId: z.uuid().nullable(),
  }),
  undo: async (ctx, change) => {
    await updateNote(ctx, change).catch((error: unknown) => {
      throw error instanceof AppError ? undoConflict('Somebody changed this note, or whom it names, since.') : error;
    });
    return [{ type: 'note', id: change.id }];
  },
});
