// Owns remembering what an import made and changed, so that it can be undone.
import type { WriteCtx } from '../../http/context.ts';

export interface TouchedRecord {
  type: 'contact' | 'company' | 'deal';
  id: string;
  /** The first row that it came from. */
  row: number;
  /** Null for what was made. */
  before: object | null;
}

const tables = { contact: 'contacts', company: 'companies', deal: 'deals' } as const;

/** Notes records with the version that they have now. What they were before is kept from the first time. */
export async function keepRecords(ctx: WriteCtx, importId: string, records: TouchedRecord[]): Promise<void> {
  for (const type of ['contact', 'company', 'deal'] as const) {
    const touched = records.filter((record) => record.type === type);
    if (touched.length > 0) await keep(ctx, { importId, type, touched });
  }
}

interface Kept {
  importId: string;
  type: TouchedRecord['type'];
  touched: TouchedRecord[];
}

/** A record that a later row changes again keeps its first `before`; points that were added since join the list. */
async function keep({ tx, organizationId }: WriteCtx, { importId, type, touched }: Kept): Promise<void> {
  const rows = touched.map(({ id, row, before }) => ({ id, row, before }));
  await tx`
    insert into app.import_records as k (organization_id, import_id, record_type, record_id, row, action, before, version_after)
    select ${organizationId}, ${importId}, ${type}, r.id, r.row,
      case when r.before is null or r.before = 'null' then 'created' else 'updated' end, nullif(r.before, 'null'), t.version
    from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb) as r (id uuid, row int, before jsonb)
    join app.${tx(tables[type])} t on t.organization_id = ${organizationId} and t.id = r.id
      and t.id = any(${rows.map(({ id }) => id)}::uuid[])
    on conflict (organization_id, import_id, record_type, record_id) do update
    set version_after = excluded.version_after,
      before = case when k.before is null then null
        else k.before || jsonb_build_object('points', (k.before -> 'points') || coalesce(excluded.before -> 'points', '[]')) end`;
}
