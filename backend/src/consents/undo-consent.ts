// Owns taking back an entry that was recorded by mistake: it is struck out, and stays to be read.
import { z } from 'zod';
import { recordEvent } from '../events/record-event.ts';
import { defineUndo, undoConflict } from '../undo/define-undo.ts';

export const undoConsent = defineUndo({
  permission: 'consents.write',
  payload: z.object({ id: z.uuid() }),
  undo: async (ctx, { id }) => {
    const { tx, organizationId, actor } = ctx;
    const [struck] = await tx<{ contactId: string }[]>`
      update app.consents set struck_at = now(), struck_by = ${actor.userId}
      where organization_id = ${organizationId} and id = ${id} and struck_at is null
      returning contact_id as "contactId"`;
    if (!struck) throw undoConflict('The entry was struck out since, or is gone.');
    await recordEvent(ctx, 'consent.struck', { subjectId: id, payload: { contactId: struck.contactId } });
    return [{ type: 'contact', id: struck.contactId }];
  },
});
