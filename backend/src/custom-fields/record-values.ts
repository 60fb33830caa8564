// Owns reading and rewriting one field's values on all records that have one.
import type { WriteCtx } from '../http/context.ts';
import type { RecordType } from './field-filter.ts';
import type { HeldField } from './field-queries.ts';

const tables: Record<RecordType, string> = { contact: 'contacts', company: 'companies', deal: 'deals' };
const batch = 5000;

export interface RecordValue {
  recordId: string;
  value: unknown;
}

/** Every value of a field that the caller holds, deleted records included, held against changes. */
export async function valuesOf({ tx, organizationId }: WriteCtx, field: HeldField): Promise<RecordValue[]> {
  const rows = await tx<RecordValue[]>`
    select r.id as "recordId", r.fields -> ${field.key} as value from app.${tx(tables[field.recordType])} r
    where r.organization_id = ${organizationId} and r.id in (
      select v.record_id from app.field_values v
      where v.organization_id = ${organizationId} and v.field_id = ${field.id})
    order by r.id for update`;
  return [...rows];
}

/** Writes new values; null takes a record's value away. */
export async function writeValues({ tx, organizationId }: WriteCtx, field: HeldField, values: RecordValue[]) {
  for (let start = 0; start < values.length; start += batch) {
    await tx`
      update app.${tx(tables[field.recordType])} r
      set fields = case when n.row -> 'value' = 'null' then r.fields - ${field.key}
        else r.fields || jsonb_build_object(${field.key}::text, n.row -> 'value') end
      from jsonb_array_elements(${JSON.stringify(values.slice(start, start + batch))}::text::jsonb) as n (row)
      where r.organization_id = ${organizationId} and r.id = (n.row ->> 'recordId')::uuid`;
  }
}

/** How many records use one of the options. */
export async function countWithOptions({ tx, organizationId }: WriteCtx, fieldId: string, keys: string[]) {
  if (keys.length === 0) return 0;
  const [row] = await tx<{ count: number }[]>`
    select count(distinct record_id)::int as count from app.field_values
    where organization_id = ${organizationId} and field_id = ${fieldId} and text_value = any(${keys}::text[])`;
  return row?.count ?? 0;
}

/** Takes options from the records that use them. */
export async function dropOptions(ctx: WriteCtx, field: HeldField, keys: string[]): Promise<void> {
  const gone = new Set<unknown>(keys);
  const changed = (await valuesOf(ctx, field)).flatMap(({ recordId, value }) => {
    const list = Array.isArray(value) ? value : [value];
    const left = list.filter((one) => !gone.has(one));
    if (left.length === list.length) return [];
    return [{ recordId, value: left.length > 0 && Array.isArray(value) ? left : null }];
  });
  await writeValues(ctx, field, changed);
}
