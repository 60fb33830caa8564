// Owns adding a field to an organization's records.
import { AppError } from '../errors.ts';
import { recordEvent } from '../events/record-event.ts';
import type { StoredJson } from '../http/answer.ts';
import type { WriteCtx } from '../http/context.ts';
import { offerUndo, withUndo } from '../undo/offer-undo.ts';
import { checkOptions } from './check-options.ts';
import { getField, holdFields } from './field-queries.ts';
import { type FieldDefinition, loadFields } from './load-fields.ts';
import { keyOfField } from './names.ts';
import { maxFields, type NewCustomField } from './schema.ts';

/** Adds a field after the others of its record type. @throws AppError `invalid_input`. */
export async function createField(ctx: WriteCtx, input: NewCustomField): Promise<StoredJson> {
  const { tx, organizationId, actor } = ctx;
  await holdFields(ctx, input.recordType);
  const others = await loadFields(ctx, input.recordType);
  refuseName(others, input.name);
  if (others.filter(({ archived }) => !archived).length >= maxFields) {
    throw new AppError('invalid_input', `There are ${maxFields} fields already. Archive one first.`);
  }
  const taken = new Set(others.map(({ key }) => key));
  if (input.key !== undefined && taken.has(input.key)) {
    const errors = [{ path: 'key', message: 'Another field has this key, perhaps an archived one.' }];
    throw new AppError('invalid_input', 'The key is taken.', { errors });
  }
  const options = checkOptions(input.type, input.options);
  const [row] = await tx<{ id: string }[]>`
    insert into app.custom_fields (organization_id, record_type, key, name, type, options, required, position, created_by)
    values (${organizationId}, ${input.recordType}, ${input.key ?? keyOfField(input.name, taken)}, ${input.name},
      ${input.type}, ${JSON.stringify(options)}::text::jsonb, ${input.required}, ${others.length}, ${actor.userId})
    returning id`;
  if (!row) throw new Error('The field was not inserted');
  await recordEvent(ctx, 'custom_field.created', { subjectId: row.id, payload: { recordType: input.recordType } });
  const field = await getField(ctx, row.id);
  return withUndo(field, await offerUndo(ctx, 'custom_field.create', { id: row.id, version: field.version }));
}

/** Two fields of one name could not be told apart. @throws AppError `invalid_input`. */
export function refuseName(others: FieldDefinition[], name: string): void {
  const same = (field: FieldDefinition) => !field.archived && field.name.toLowerCase() === name.toLowerCase();
  if (!others.some(same)) return;
  const errors = [{ path: 'name', message: 'Another field has this name.' }];
  throw new AppError('invalid_input', 'The name is taken.', { errors });
}
