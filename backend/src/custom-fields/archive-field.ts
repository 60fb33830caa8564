// Owns putting a field away with its values, and bringing it back.
import { recordEvent } from '../events/record-event.ts';
import type { StoredJson } from '../http/answer.ts';
import type { WriteCtx } from '../http/context.ts';
import { refuseName } from './create-field.ts';
import { getField, holdField } from './field-queries.ts';
import { loadFields } from './load-fields.ts';

/** Archives a field; its values stay and take no changes. Again changes nothing. @throws AppError `not_found`. */
export const archiveField = (ctx: WriteCtx, id: string) => setArchived(ctx, id, true);

/** Restores a field. @throws AppError `not_found`, or `invalid_input` when another has its name now. */
export const restoreField = (ctx: WriteCtx, id: string) => setArchived(ctx, id, false);

async function setArchived(ctx: WriteCtx, id: string, archived: boolean): Promise<StoredJson> {
  const { tx, organizationId } = ctx;
  const field = await holdField(ctx, id);
  if (field.archived !== archived) {
    if (!archived) refuseName(await loadFields(ctx, field.recordType), field.name);
    await tx`
      update app.custom_fields set archived_at = ${archived ? tx`now()` : null}
      where organization_id = ${organizationId} and id = ${id}`;
    const type = archived ? 'custom_field.archived' : 'custom_field.restored';
    await recordEvent(ctx, type, { subjectId: id, payload: {} });
  }
  return getField(ctx, id);
}
