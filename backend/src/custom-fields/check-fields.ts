// Owns checking the values of a record's own fields when it is written.
import { AppError, type FieldError } from '../errors.ts';
import type { WriteCtx } from '../http/context.ts';
import { checkValue, PersonRef } from './check-value.ts';
import type { RecordType } from './field-filter.ts';
import { shareFields } from './field-queries.ts';
import { type FieldDefinition, loadFields } from './load-fields.ts';
import { sameFields } from './same-fields.ts';
import type { FieldValues } from './values.ts';

export interface FieldWrite {
  recordType: RecordType;
  /** What is to change; null takes a value away. */
  given: FieldValues | undefined;
  /** What the record has. */
  kept?: FieldValues;
}

/**
 * The values that the record has after the write. Fields that are not named stay as they are.
 * @throws AppError `invalid_input` naming each wrong one as `fields.<key>`.
 */
export async function checkFields(ctx: WriteCtx, { recordType, given, kept = {} }: FieldWrite): Promise<FieldValues> {
  if (given === undefined || Object.keys(given).length === 0) return kept;
  // Sent together: the fields are read when nobody changes them any more.
  const [, fields] = await Promise.all([shareFields(ctx, recordType), loadFields(ctx, recordType)]);
  const definitions = new Map(fields.map((field) => [field.key, field]));
  const errors: FieldError[] = [];
  const values = new Map(Object.entries(kept));
  const people: [string, PersonRef][] = [];
  for (const [key, value] of Object.entries(given)) {
    const checked = checkOne(definitions.get(key), value, kept[key]);
    if (!checked.ok)
      errors.push({ path: `fields.${key}`, message: checked.message, code: codeFor(definitions.get(key), value) });
    else if (checked.value === null) values.delete(key);
    else {
      values.set(key, checked.value);
      const person = PersonRef.safeParse(checked.value);
      if (definitions.get(key)?.type === 'person' && person.success) people.push([key, person.data]);
    }
  }
  errors.push(...(await missingPeople(ctx, people)));
  if (errors.length > 0) throw new AppError('invalid_input', 'Some values of own fields are not right.', { errors });
  return Object.fromEntries(values);
}

/** What is wrong with a value, for clients that speak another language. */
const codeFor = (field: FieldDefinition | undefined, value: unknown): string => {
  if (!field) return 'unknown_field';
  if (field.archived) return 'archived';
  return value === null ? 'required' : field.type;
};

function checkOne(field: FieldDefinition | undefined, value: unknown, kept: unknown) {
  if (!field) return { ok: false as const, message: 'There is no such field here.' };
  // A record that is sent back as it was read stays as it is.
  if (kept !== undefined && sameFields({ kept }, { kept: value })) return { ok: true as const, value: kept };
  if (field.archived)
    return { ok: false as const, message: 'This field is archived. Restore it to change its values.' };
  const checked = checkValue(field, value);
  if (checked.ok && checked.value === null && field.required) {
    return { ok: false as const, message: 'This field must have a value.' };
  }
  return checked;
}

async function missingPeople({ tx, organizationId }: WriteCtx, people: [string, PersonRef][]): Promise<FieldError[]> {
  if (people.length === 0) return [];
  const found = await tx<{ id: string }[]>`
    select c.id from app.contacts c
    where c.organization_id = ${organizationId} and c.id = any(${people.map(([, { id }]) => id)}::uuid[])
      and c.deleted_at is null
    union all
    select m.user_id from app.memberships m
    where m.organization_id = ${organizationId} and m.user_id = any(${people.map(([, { id }]) => id)}::uuid[])`;
  const here = new Set(found.map(({ id }) => id));
  return people
    .filter(([, { id }]) => !here.has(id.toLowerCase()))
    .map(([key]) => ({ path: `fields.${key}`, message: 'There is no such person here.', code: 'person' }));
}
