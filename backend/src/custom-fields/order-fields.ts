// Owns the order of the fields of a record type.
import type { WriteCtx } from '../http/context.ts';
import type { RecordType } from './field-filter.ts';
import { holdFields, listFields } from './field-queries.ts';

/** Puts the named fields first, in this order; the others follow as they were. Answers the list, as JSON text. */
export async function orderFields(ctx: WriteCtx, recordType: RecordType, ids: string[]): Promise<string> {
  const { tx, organizationId } = ctx;
  await holdFields(ctx, recordType);
  await tx`
    update app.custom_fields f set position = o.place
    from (
      select k.id, row_number() over (order by w.nth nulls last, k.position, k.id)::int - 1 as place
      from app.custom_fields k
      left join unnest(${ids}::uuid[]) with ordinality as w (id, nth) on w.id = k.id
      where k.organization_id = ${organizationId} and k.record_type = ${recordType}) o
    where f.organization_id = ${organizationId} and f.id = o.id and f.position <> o.place`;
  return listFields(ctx, { recordType, archived: 'false' });
}
