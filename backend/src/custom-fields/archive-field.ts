// Owns putting a field away with its values, and bringing it back.
import { recordEvent } from '../events/record-event.ts';
import type { StoredJson } from '../http/answer.ts';
import type { WriteCtx } from '../http/context.ts';
import { offerUndo, withUndo } from '../undo/offer-undo.ts';
import { refuseName } from './create-field.ts';
import { getField, holdField } from './field-queries.ts';
import { loadFields } from './load-fields.ts';

/** Archives a field; its values stay and take no changes. Again changes nothing. @throws AppError `not_found`. */
export async function archiveField(ctx: WriteCtx, id: string): Promise<StoredJson> {
  const changed = await setArchived(ctx, id, true);
  const field = await getField(ctx, id);
  return withUndo(field, changed ? await offerUndo(ctx, 'custom_field.archive', { id, version: field.version }) : null);
}

/** Restores a field. @throws AppError `not_found`, or `invalid_input` when another has its name now. */
export async function restoreField(ctx: WriteCtx, id: string): Promise<StoredJson> {
  await setArchived(ctx, id, false);
  return getField(ctx, id);
}

/** @returns whether it changed. */
async function setArchived(ctx: WriteCtx, id: string, archived: boolean): Promise<boolean> {
  const { tx, organizationId } = ctx;
  const field = await holdField(ctx, id);
  if (field.archived === archived) return false;
  if (!archived) refuseName(await loadFields(ctx, field.recordType), field.name);
  await tx`
    update app.custom_fields set archived_at = ${archived ? tx`now()` : null}
    where organization_id = ${organizationId} and id = ${id}`;
  const type = archived ? 'custom_field.archived' : 'custom_field.restored';
  await recordEvent(ctx, type, { subjectId: id, payload: {} });
  return true;
}
