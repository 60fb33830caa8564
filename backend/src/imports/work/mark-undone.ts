// Owns noting what an undo did to each record of an import.
import type { WriteCtx } from '../../http/context.ts';
import type { TouchedRecord } from './keep-records.ts';

export interface UndoneRecords {
  importId: string;
  type: TouchedRecord['type'];
  /** All of the batch. One of which nothing is found any more is gone. */
  ids: string[];
  left: { id: string; why: 'undone' | 'changed' | 'in_use' | 'gone' }[];
}

export async function markUndone(
  { tx, organizationId }: WriteCtx,
  { importId, type, ids, left }: UndoneRecords,
): Promise<void> {
  const whys = new Map(left.map(({ id, why }) => [id, why]));
  await tx`
    update app.import_records r set undone = m.why
    from unnest(${ids}::uuid[], ${ids.map((id) => whys.get(id) ?? 'gone')}::text[]) as m (id, why)
    where r.organization_id = ${organizationId} and r.import_id = ${importId} and r.record_type = ${type}
      and r.record_id = m.id`;
}
