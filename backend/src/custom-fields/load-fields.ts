// Owns reading the definitions that values are checked against.
import type { ReadCtx } from '../http/context.ts';
import type { RecordType } from './field-filter.ts';
import type { FieldOption, FieldType } from './schema.ts';

export interface FieldDefinition {
  id: string;
  key: string;
  name: string;
  type: FieldType;
  options: FieldOption[];
  required: boolean;
  archived: boolean;
}

/** The fields of a record type in their order, archived ones included. */
export async function loadFields({ tx }: ReadCtx, recordType: RecordType): Promise<FieldDefinition[]> {
  const rows = await tx<FieldDefinition[]>`
    select id, key, name, type, options, required, archived_at is not null as archived from app.custom_fields
    where organization_id = (select app.acting_organization()) and record_type = ${recordType}
    order by position, id`;
  return [...rows];
}
