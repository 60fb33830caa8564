// Owns taking back that somebody deleted a contact.
import { z } from 'zod';
import { defineUndo, undoConflict } from '../undo/define-undo.ts';
import { holdContact } from './contact-row.ts';
import { restoreContact } from './delete-contact.ts';

export const undoContactDelete = defineUndo({
  permission: 'contacts.write',
  payload: z.object({ id: z.uuid(), version: z.number().int() }),
  undo: async (ctx, { id, version }) => {
    const row = await holdContact(ctx, id);
    if (row?.version !== version) throw undoConflict('Somebody restored or changed this contact since.');
    await restoreContact(ctx, id);
    return [{ type: 'contact', id }];
  },
});
