// Owns taking back that somebody deleted a note.
import { z } from 'zod';
import { defineUndo, undoConflict } from '../undo/define-undo.ts';
import { restoreNote } from './delete-note.ts';
import { holdNote } from './note-row.ts';

export const undoNoteDelete = defineUndo({
  permission: 'notes.write',
  payload: z.object({ id: z.uuid(), version: z.number().int() }),
  undo: async (ctx, { id, version }) => {
    const row = await holdNote(ctx, id);
    if (row.version !== version) throw undoConflict('Somebody restored or changed this note since.');
    await restoreNote(ctx, id);
    return [{ type: 'note', id }];
  },
});
