// Owns deleting a note softly, and bringing it back.
import { recordEvent } from '../events/record-event.ts';
import type { StoredJson } from '../http/answer.ts';
import type { WriteCtx } from '../http/context.ts';
import { offerUndo, withUndo } from '../undo/offer-undo.ts';
import { getNote } from './note-queries.ts';
import { holdNote } from './note-row.ts';

/** Deletes a note; deleting it again changes nothing. @throws AppError `not_found` or `forbidden`. */
export async function deleteNote(ctx: WriteCtx, id: string): Promise<StoredJson> {
  const { tx, organizationId } = ctx;
  const row = await holdNote(ctx, id);
  if (row.deleted) return withUndo(await getNote(ctx, id), null);
  await tx`update app.notes set deleted_at = now() where organization_id = ${organizationId} and id = ${id}`;
  await recordEvent(ctx, 'note.deleted', { subjectId: id, payload: {} });
  const note = await getNote(ctx, id);
  return withUndo(note, await offerUndo(ctx, 'note.delete', { id, version: note.version }));
}

/** Brings a deleted note back. @throws AppError `not_found` or `forbidden`. */
export async function restoreNote(ctx: WriteCtx, id: string): Promise<StoredJson> {
  const { tx, organizationId } = ctx;
  const row = await holdNote(ctx, id);
  if (row.deleted) {
    await tx`update app.notes set deleted_at = null where organization_id = ${organizationId} and id = ${id}`;
    await recordEvent(ctx, 'note.restored', { subjectId: id, payload: {} });
  }
  return getNote(ctx, id);
}
