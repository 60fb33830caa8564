// Owns writing a note.
import { recordEvent } from '../events/record-event.ts';
import type { StoredJson } from '../http/answer.ts';
import type { WriteCtx } from '../http/context.ts';
import { columnsOf, requireRecord } from '../records/record-ref.ts';
import { offerUndo, withUndo } from '../undo/offer-undo.ts';
import { requireMentions } from './mentions.ts';
import { getNote } from './note-queries.ts';
import type { NewNote } from './schema.ts';

/** Writes a note about a record. @throws AppError `not_found`, `record_deleted`, or `invalid_input` for a mention. */
export async function createNote(ctx: WriteCtx, { record, body }: NewNote): Promise<StoredJson> {
  const { tx, organizationId, actor } = ctx;
  await requireRecord(ctx, record);
  const mentions = await requireMentions(ctx, body);
  const { contactId, companyId, dealId } = columnsOf(record);
  const [row] = await tx<{ id: string }[]>`
    insert into app.notes (organization_id, contact_id, company_id, deal_id, body, mentions, author_id)
    values (${organizationId}, ${contactId}, ${companyId}, ${dealId}, ${body}, ${mentions}, ${actor.userId})
    returning id`;
  if (!row) throw new Error('The note was not inserted');
  await recordEvent(ctx, 'note.created', { subjectId: row.id, payload: { record, mentions } });
  const made = await getNote(ctx, row.id);
  return withUndo(made, await offerUndo(ctx, 'note.create', { id: row.id, version: made.version }));
}
