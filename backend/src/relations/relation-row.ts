// Owns the state of a relation that a change is decided on, held until the transaction ends.
import type { WriteCtx } from '../http/context.ts';
import { noSuchRelation } from './relation-queries.ts';
import type { RelationEnd, RelationKind } from './schema.ts';

export interface RelationRow {
  version: number;
  deleted: boolean;
  kind: RelationKind;
  from: RelationEnd;
  to: RelationEnd;
  note: string | null;
  /** `2024-05-01`. */
  since: string | null;
}

/** Holds the row against other changes. @throws AppError `not_found`. */
export async function holdRelation({ tx, organizationId }: WriteCtx, id: string): Promise<RelationRow> {
  const [row] = await tx<RelationRow[]>`
    select version, deleted_at is not null as deleted, kind, note, since::text as since,
      json_build_object('type', case when from_contact_id is null then 'company' else 'contact' end, 'id', from_id) as "from",
      json_build_object('type', case when to_contact_id is null then 'company' else 'contact' end, 'id', to_id) as "to"
    from app.relations where organization_id = ${organizationId} and id = ${id} for update`;
  if (!row) throw noSuchRelation();
  return row;
}
