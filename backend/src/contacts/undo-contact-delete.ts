// Owns taking back that somebody deleted a contact.
import { defineUndoDelete } from '../undo/define-undo-delete.ts';
import { holdContact } from './contact-row.ts';
import { restoreContact } from './delete-contact.ts';

export const undoContactDelete = defineUndoDelete({
  type: 'contact',
  permission: 'contacts.write',
  hold: holdContact,
  restore: restoreContact,
});
