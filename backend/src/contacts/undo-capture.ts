// Owns taking back that a capture created a contact.
import { z } from 'zod';
import { defineUndo, undoConflict } from '../undo/define-undo.ts';
import { holdContact } from './contact-row.ts';
import { deleteContact } from './delete-contact.ts';

/** Deletes the contact softly, if nobody did anything with it since. */
export const undoCapture = defineUndo({
  permission: 'contacts.write',
  payload: z.object({ id: z.uuid(), version: z.number().int() }),
  undo: async (ctx, { id, version }) => {
    const { tx, organizationId } = ctx;
    const row = await holdContact(ctx, id);
    const [used] = await tx`
      select where exists (
          select from app.interactions where organization_id = ${organizationId} and contact_id = ${id} and deleted_at is null)
        or exists (select from app.deal_contacts where organization_id = ${organizationId} and contact_id = ${id})`;
    if (row?.version !== version || row.deleted || used) {
      throw undoConflict('Somebody went on with this contact since.');
    }
    await deleteContact(ctx, id);
    return [{ type: 'contact', id }];
  },
});
