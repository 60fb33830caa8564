// Owns how custom fields are read, and holding them against changes while values are written.
import type { PendingQuery, Row } from 'postgres';
import type { Tx } from '../db/tenant.ts';
import { AppError } from '../errors.ts';
import type { StoredJson } from '../http/answer.ts';
import type { ReadCtx, WriteCtx } from '../http/context.ts';
import type { RecordType } from './field-filter.ts';
import type { FieldDefinition } from './load-fields.ts';

/** Arguments of json_build_object for the row `f`. */
const fieldColumns = (tx: Tx) => tx`
  'id', f.id, 'organizationId', f.organization_id, 'recordType', f.record_type, 'key', f.key, 'name', f.name,
  'type', f.type, 'options', f.options, 'required', f.required, 'position', f.position, 'archivedAt', f.archived_at,
  'createdAt', f.created_at, 'updatedAt', f.updated_at, 'version', f.version,
  'optionsJobId', (
    select j.id from app.jobs j
    where j.organization_id = f.organization_id and j.kind = 'field.options' and j.state in ('queued', 'running')
      and j.input ->> 'fieldId' = f.id::text
    order by j.id desc limit 1)`;

/**
 * JSON of the names of own fields among changes of the log, by the key that stands there: `{"fields.region": "Region"}`. Whoever may not
 * read the fields gets none.
 * @param row has the changes.
 * @param recordType kind of the record that changed: a column of the query, or a kind.
 */
export const namesOfChanged = (tx: Tx, row: 'a' | 'f', recordType: RecordType | PendingQuery<Row[]>) => {
  const changes = tx.unsafe(`${row}.changes`);
  return tx`
  case when ${changes}::text like '%"fields.%' then (
    select coalesce(json_object_agg('fields.' || k.key, k.name), '{}') from app.custom_fields k
    where k.organization_id = (select app.acting_organization()) and k.record_type = ${recordType}
      and ${changes} ? ('fields.' || k.key)) else '{}'::json end`;
};

export const noSuchField = () => new AppError('not_found', 'There is no such field here.');

/** Reads a field, archived ones too. @throws AppError `not_found`. */
export async function getField({ tx }: ReadCtx, id: string): Promise<StoredJson> {
  const [row] = await tx<StoredJson[]>`
    select json_build_object(${fieldColumns(tx)})::text as json, f.version
    from app.custom_fields f where f.organization_id = (select app.acting_organization()) and f.id = ${id}`;
  if (!row) throw noSuchField();
  return row;
}

interface Wanted {
  recordType?: RecordType | undefined;
  archived: 'true' | 'false';
}

/** Lists the fields in their order, as JSON text: all at once, for there are few. */
export async function listFields({ tx }: ReadCtx, { recordType, archived }: Wanted): Promise<string> {
  const [page] = await tx<{ items: string }[]>`
    select coalesce(json_agg(json_build_object(${fieldColumns(tx)}) order by f.record_type, f.position, f.id),
      '[]'::json)::text as items
    from app.custom_fields f
    where f.organization_id = (select app.acting_organization())
      and f.archived_at ${archived === 'true' ? tx`is not null` : tx`is null`}
      ${recordType ? tx`and f.record_type = ${recordType}` : tx``}`;
  if (!page) throw new Error('The list query returned no row');
  return `{"items":${page.items},"nextCursor":null}`;
}

export interface HeldField extends FieldDefinition {
  recordType: RecordType;
  version: number;
  position: number;
}

/**
 * Holds a field and keeps everybody from writing values of its record type until the transaction ends.
 * @throws AppError `not_found`.
 */
export async function holdField(ctx: WriteCtx, id: string): Promise<HeldField> {
  const { tx, organizationId } = ctx;
  const [found] = await tx<{ recordType: RecordType }[]>`
    select record_type as "recordType" from app.custom_fields where organization_id = ${organizationId} and id = ${id}`;
  if (!found) throw noSuchField();
  await holdFields(ctx, found.recordType);
  const [row] = await tx<HeldField[]>`
    select id, key, name, type, options, required, archived_at is not null as archived, record_type as "recordType",
      version, position
    from app.custom_fields where organization_id = ${organizationId} and id = ${id} for update`;
  if (!row) throw noSuchField();
  return row;
}

const lockOf = (organizationId: string, recordType: RecordType) => `${organizationId}:fields:${recordType}`;

/** Waits until nobody writes values of the type, and keeps them from it until the transaction ends. */
export async function holdFields({ tx, organizationId }: WriteCtx, recordType: RecordType): Promise<void> {
  await tx`select pg_advisory_xact_lock(hashtextextended(${lockOf(organizationId, recordType)}, 0))`;
}

/** Keeps fields from changing until the transaction ends; others may write values, too. */
export async function shareFields({ tx, organizationId }: WriteCtx, recordType: RecordType): Promise<void> {
  await tx`select pg_advisory_xact_lock_shared(hashtextextended(${lockOf(organizationId, recordType)}, 0))`;
}
