// Owns taking back that somebody wrote a note.
import { defineUndoCreate } from '../undo/define-undo-create.ts';
import { deleteNote } from './delete-note.ts';
import { holdNote } from './note-row.ts';

/** Deletes the note softly, if nobody changed it since. */
export const undoNoteCreate = defineUndoCreate({
  type: 'note',
  permission: 'notes.write',
  hold: holdNote,
  remove: deleteNote,
});
