// Owns taking back that somebody deleted a note.
import { defineUndoDelete } from '../undo/define-undo-delete.ts';
import { restoreNote } from './delete-note.ts';
import { holdNote } from './note-row.ts';

export const undoNoteDelete = defineUndoDelete({
  type: 'note',
  permission: 'notes.write',
  hold: holdNote,
  restore: restoreNote,
});
