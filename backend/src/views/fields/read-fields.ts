// Owns reading which fields a resource has in the acting organization.
import type { ReadCtx } from '../../http/context.ts';
import type { CustomField } from './custom.ts';
import { type FieldSet, fieldSet, resources, type ViewResource } from './registry.ts';

/** The fields of a resource with the organization's own; archived ones are none. */
export async function readFields({ tx }: Pick<ReadCtx, 'tx'>, resource: ViewResource): Promise<FieldSet> {
  const own = await tx<CustomField[]>`
    select id, key, name, type, options from app.custom_fields
    where organization_id = (select app.acting_organization()) and record_type = ${resources[resource].recordType}
      and archived_at is null
    order by position, id`;
  return fieldSet(resource, own);
}
