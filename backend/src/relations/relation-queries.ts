// Owns how relations are read: Postgres writes their JSON, Node passes it on.
import type { Tx } from '../db/tenant.ts';
import { AppError } from '../errors.ts';
import type { StoredJson } from '../http/answer.ts';
import type { ReadCtx } from '../http/context.ts';

/** Joins what names the ends and the label of the row `r`. */
export const relationEnds = (tx: Tx) => tx`
  left join app.contacts fc on fc.organization_id = r.organization_id and fc.id = r.from_contact_id
  left join app.companies ff on ff.organization_id = r.organization_id and ff.id = r.from_company_id
  left join app.contacts tc on tc.organization_id = r.organization_id and tc.id = r.to_contact_id
  left join app.companies tf on tf.organization_id = r.organization_id and tf.id = r.to_company_id
  left join app.relation_labels l on l.organization_id = r.organization_id and l.id = r.label_id`;

/** True of a row whose ends are both there. */
export const bothLive = (tx: Tx) => tx`
  coalesce(fc.deleted_at, ff.deleted_at, tc.deleted_at, tf.deleted_at) is null`;

/** Arguments of json_build_object for the row `r` with its ends. */
export const relationFields = (tx: Tx) => tx`
  'id', r.id, 'organizationId', r.organization_id, 'kind', r.kind,
  'from', json_build_object('type', case when r.from_contact_id is null then 'company' else 'contact' end,
    'id', r.from_id, 'name', coalesce(fc.name, ff.name)),
  'to', json_build_object('type', case when r.to_contact_id is null then 'company' else 'contact' end,
    'id', r.to_id, 'name', coalesce(tc.name, tf.name)),
  'symmetric', r.mutual, 'label', l.label, 'inverseLabel', coalesce(l.inverse_label, l.label),
  'note', r.note, 'since', r.since, 'createdAt', r.created_at, 'updatedAt', r.updated_at,
  'deletedAt', r.deleted_at, 'version', r.version`;

export const noSuchRelation = () => new AppError('not_found', 'There is no such relation here.');

/** Reads one relation, deleted ones too, so that they can be restored. @throws AppError `not_found`. */
export async function getRelation({ tx }: ReadCtx, id: string): Promise<StoredJson> {
  const [row] = await tx<StoredJson[]>`
    select json_build_object(${relationFields(tx)})::text as json, r.version
    from app.relations r ${relationEnds(tx)}
    where r.organization_id = (select app.acting_organization()) and r.id = ${id}`;
  if (!row) throw noSuchRelation();
  return row;
}
