// Owns renaming a field, changing its options and whether it must have a value.
import { AppError } from '../errors.ts';
import { recordEvent } from '../events/record-event.ts';
import type { StoredJson } from '../http/answer.ts';
import type { WriteCtx } from '../http/context.ts';
import { versionConflict } from '../http/etag.ts';
import { startJob } from '../jobs/start-job.ts';
import { offerUndo, withUndo } from '../undo/offer-undo.ts';
import { checkOptions } from './check-options.ts';
import { refuseName } from './create-field.ts';
import { getField, type HeldField, holdField } from './field-queries.ts';
import { loadFields } from './load-fields.ts';
import { countWithOptions, dropOptions } from './record-values.ts';
import type { CustomFieldPatch, FieldOption } from './schema.ts';

export interface FieldChange {
  id: string;
  /** The version that the caller read. */
  version: number;
  patch: CustomFieldPatch;
}

/**
 * Changes a field; an unchanged patch changes nothing. Taking an option away takes it from records, if confirmed.
 * @throws AppError `not_found`, `version_conflict`, `invalid_input` or `would_lose` with how many records use an option.
 */
export async function updateField(ctx: WriteCtx, { id, version, patch }: FieldChange): Promise<StoredJson> {
  const field = await holdField(ctx, id);
  if (field.version !== version) throw versionConflict();
  const name = patch.name ?? field.name;
  const required = patch.required ?? field.required;
  const options = patch.options ? checkOptions(field.type, patch.options) : field.options;
  const changed = [
    ...(name === field.name ? [] : ['name']),
    ...(required === field.required ? [] : ['required']),
    ...(sameOptions(options, field.options) ? [] : ['options']),
  ];
  if (changed.length === 0) return withUndo(await getField(ctx, id), null);
  if (name !== field.name)
    refuseName(
      (await loadFields(ctx, field.recordType)).filter((one) => one.id !== id),
      name,
    );
  const lost = await dropGoneOptions(ctx, field, options, patch.confirm);
  const { tx, organizationId } = ctx;
  const later = await searchLater(ctx, field, options);
  await tx`
    update app.custom_fields
    set name = ${name}, required = ${required}, options = ${JSON.stringify(options)}::text::jsonb
    where organization_id = ${organizationId} and id = ${id}`;
  if (later) await tx`select set_config('kith.search_later', '', true)`;
  await recordEvent(ctx, 'custom_field.updated', { subjectId: id, payload: { changed } });
  const now = await getField(ctx, id);
  // Values that records lost do not come back with their option: whoever confirmed that was told.
  if (lost > 0) return withUndo(now, null);
  const before = { name: field.name, required: field.required, options: field.options };
  return withUndo(now, await offerUndo(ctx, 'custom_field.change', { id, version: now.version, before }));
}

const sameOptions = (some: FieldOption[], others: FieldOption[]) =>
  JSON.stringify(some.map(({ key, label }) => [key, label])) ===
  JSON.stringify(others.map(({ key, label }) => [key, label]));

/** More records than these are found by an option's new name once a job has been at them. */
export const mostAtOnce = 1000;

/** Leaves the search documents of very many records to a job. @returns true: the change itself is not to renew them. */
async function searchLater(ctx: WriteCtx, field: HeldField, options: FieldOption[]): Promise<boolean> {
  const labels = new Map(options.map(({ key, label }) => [key, label]));
  const keys = field.options
    .filter(({ key, label }) => labels.has(key) && labels.get(key) !== label)
    .map(({ key }) => key);
  const total = await countWithOptions(ctx, field.id, keys);
  if (total <= mostAtOnce || ctx.actor.kind !== 'user') return false;
  await startJob(ctx, 'field.options', { fieldId: field.id, keys, total });
  await ctx.tx`select set_config('kith.search_later', 'on', true)`;
  return true;
}

/** @returns how many records lost a value. */
async function dropGoneOptions(ctx: WriteCtx, field: HeldField, options: FieldOption[], confirm: boolean) {
  const kept = new Set(options.map(({ key }) => key));
  const gone = field.options.map(({ key }) => key).filter((key) => !kept.has(key));
  const count = await countWithOptions(ctx, field.id, gone);
  if (confirm && count > 0) await dropOptions(ctx, field, gone);
  if (confirm || count === 0) return count;
  throw new AppError('would_lose', `${count} records use an option that would be gone. Confirm to take it from them.`, {
    count,
  });
}
