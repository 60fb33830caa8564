// Owns the state of a contact that a change is decided on, held until the transaction ends.
import type { WriteCtx } from '../http/context.ts';
import type { PointKind } from './schema.ts';

export interface ContactRow {
  version: number;
  deleted: boolean;
  name: string;
  title: string | null;
  notes: string | null;
  companyId: string | null;
  points: { kind: PointKind; value: string; normalized: string }[];
}

/** Holds the row against other changes and reads it; null when there is none that the caller may change. */
export async function holdContact({ tx, organizationId }: WriteCtx, id: string): Promise<ContactRow | null> {
  const [row] = await tx<Omit<ContactRow, 'points'>[]>`
    select version, deleted_at is not null as deleted, name, title, notes, company_id as "companyId"
    from app.contacts where organization_id = ${organizationId} and id = ${id} for update`;
  if (!row) return null;
  const points = await tx<ContactRow['points']>`
    select kind, value, normalized from app.contact_points
    where organization_id = ${organizationId} and contact_id = ${id} order by position, id`;
  return { ...row, points: [...points] };
}
