// Owns how deals are read: Postgres writes their JSON, Node passes it on.
import type { Tx } from '../db/tenant.ts';
import { AppError } from '../errors.ts';
import type { StoredJson } from '../http/answer.ts';
import type { ReadCtx } from '../http/context.ts';

/** The row `s` as what refers to it shows it. */
export const stageRef = (tx: Tx) => tx`json_build_object('id', s.id, 'name', s.name, 'kind', s.kind)`;

const ownStage = (tx: Tx) => tx`(
    select ${stageRef(tx)} from app.pipeline_stages s
    where s.organization_id = d.organization_id and s.pipeline_id = d.pipeline_id and s.id = d.stage_id)`;

/**
 * Arguments of json_build_object for a list item, of the row `d`.
 * @param stage its stage, where the query has it at hand.
 */
export const dealItemFields = (tx: Tx, stage = ownStage(tx)) => tx`
  'id', d.id, 'organizationId', d.organization_id, 'name', d.name, 'pipelineId', d.pipeline_id,
  'stage', ${stage},
  'rank', d.rank, 'amount', d.amount, 'currency', d.currency, 'expectedClose', d.expected_close,
  'company', (
    select json_build_object('id', f.id, 'name', f.name) from app.companies f
    where f.organization_id = d.organization_id and f.id = d.company_id and f.deleted_at is null),
  'ownerId', d.owner_id, 'tags', d.tags, 'fields', d.fields,
  'contacts', coalesce((
    select json_agg(json_build_object('contact', json_build_object('id', c.id, 'name', c.name), 'role', dc.role)
      order by dc.position, c.id)
    from app.deal_contacts dc
    join app.contacts c on c.organization_id = dc.organization_id and c.id = dc.contact_id and c.deleted_at is null
    where dc.organization_id = d.organization_id and dc.deal_id = d.id), '[]'::json),
  'lostReason', d.lost_reason, 'wonAt', d.won_at, 'lostAt', d.lost_at, 'stageSince', d.stage_since,
  'createdAt', d.created_at, 'updatedAt', d.updated_at, 'deletedAt', d.deleted_at, 'version', d.version`;

/** Arguments of json_build_object for the row `h` of the stage history. */
export const stageChangeFields = (tx: Tx) => tx`
  'id', h.id,
  'from', (
    select ${stageRef(tx)} from app.pipeline_stages s
    where s.organization_id = h.organization_id and s.pipeline_id = h.from_pipeline_id and s.id = h.from_stage_id),
  'to', (
    select ${stageRef(tx)} from app.pipeline_stages s
    where s.organization_id = h.organization_id and s.pipeline_id = h.to_pipeline_id and s.id = h.to_stage_id),
  'changedBy', h.changed_by, 'changedAt', h.changed_at, 'secondsBefore', h.seconds_before`;

export const noSuchDeal = () => new AppError('not_found', 'There is no such deal here.');

/** Reads one deal, deleted ones too, so that they can be restored. @throws AppError `not_found`. */
export async function getDeal({ tx }: ReadCtx, id: string): Promise<StoredJson> {
  const [row] = await tx<StoredJson[]>`
    select json_build_object(${dealItemFields(tx)}, 'notes', d.notes)::text as json, d.version
    from app.deals d where d.organization_id = (select app.acting_organization()) and d.id = ${id}`;
  if (!row) throw noSuchDeal();
  return row;
}
