// Owns changing the text of a note, against the version that the caller read.
import { recordEvent } from '../events/record-event.ts';
import type { StoredJson } from '../http/answer.ts';
import type { WriteCtx } from '../http/context.ts';
import { versionConflict } from '../http/etag.ts';
import { offerUndo, withUndo } from '../undo/offer-undo.ts';
import { requireMentions } from './mentions.ts';
import { getNote, noSuchNote } from './note-queries.ts';
import { holdNote } from './note-row.ts';

export interface NoteChange {
  id: string;
  /** The version that the caller read. */
  version: number;
  body: string;
}

/**
 * Changes a live note; the same text changes nothing. The event names members who are mentioned now and were not before.
 * @throws AppError `not_found`, `forbidden`, `version_conflict` or `invalid_input`.
 */
export async function updateNote(ctx: WriteCtx, { id, version, body }: NoteChange): Promise<StoredJson> {
  const { tx, organizationId } = ctx;
  const row = await holdNote(ctx, id);
  if (row.deleted) throw noSuchNote();
  if (row.version !== version) throw versionConflict();
  if (row.body === body) return withUndo(await getNote(ctx, id), null);
  const mentions = await requireMentions(ctx, body);
  await tx`
    update app.notes set body = ${body}, mentions = ${mentions} where organization_id = ${organizationId} and id = ${id}`;
  const mentioned = mentions.filter((member) => !row.mentions.includes(member));
  await recordEvent(ctx, 'note.updated', { subjectId: id, payload: { changed: ['body'], mentioned } });
  const note = await getNote(ctx, id);
  const before = { id, version: note.version, body: row.body, contactId: row.contactId };
  return withUndo(note, await offerUndo(ctx, 'note.change', before));
}
