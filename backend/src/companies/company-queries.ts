// Owns how companies are read.
import type { Tx } from '../db/tenant.ts';
import { AppError } from '../errors.ts';
import type { StoredJson } from '../http/answer.ts';
import type { ReadCtx } from '../http/context.ts';
import { mergedAway } from '../merge/merged-away.ts';

/** Arguments of json_build_object for the row `c`. */
export const companyFields = (tx: Tx) => tx`
  'id', c.id, 'organizationId', c.organization_id, 'name', c.name, 'domain', c.domain, 'domains', c.domains,
  'description', c.description, 'logoUrl', c.logo_url, 'ownerId', c.owner_id, 'tags', c.tags, 'fields', c.fields,
  'timeZone', c.time_zone, 'language', c.language, 'source', c.source, 'doNotContact', c.do_not_contact,
  'doNotContactSince', c.do_not_contact_since,
  'points', coalesce((
    select json_agg(json_build_object('id', p.id, 'kind', p.kind, 'value', p.value, 'normalized', p.normalized)
      order by p.position, p.id)
    from app.company_points p where p.organization_id = c.organization_id and p.company_id = c.id), '[]'::json),
  'lastInteractionAt', c.last_interaction_at, 'nextTaskAt', c.next_task_at, 'createdAt', c.created_at,
  'updatedAt', c.updated_at, 'deletedAt', c.deleted_at, 'version', c.version`;

export const noSuchCompany = () => new AppError('not_found', 'There is no such company here.');

/**
 * Reads a company, deleted ones too, so that they can be restored.
 * @throws AppError `not_found`, or `record_merged` with where it lives on.
 */
export async function getCompany(ctx: ReadCtx, id: string): Promise<StoredJson> {
  const { tx } = ctx;
  const [row] = await tx<(StoredJson & { merged: boolean })[]>`
    select json_build_object(${companyFields(tx)})::text as json, c.version, c.merged_into is not null as merged
    from app.companies c where c.organization_id = (select app.acting_organization()) and c.id = ${id}`;
  if (!row) throw noSuchCompany();
  if (row.merged) throw await mergedAway(ctx, 'company', id);
  return row;
}

/** Reads a company with how many people work there and how many deals are open. @throws AppError `not_found`. */
export async function getCompanyDetail(ctx: ReadCtx, id: string): Promise<StoredJson> {
  const { tx } = ctx;
  const [row] = await tx<(StoredJson & { merged: boolean })[]>`
    select json_build_object(${companyFields(tx)},
      'peopleCount', (
        select count(distinct e.contact_id) from app.employments e
        join app.contacts p on p.organization_id = e.organization_id and p.id = e.contact_id and p.deleted_at is null
        where e.organization_id = c.organization_id and e.company_id = c.id and e.is_current),
      'openDealCount', (
        select count(*) from app.deals d
        where d.organization_id = c.organization_id and d.company_id = c.id and d.deleted_at is null
          and d.won_at is null and d.lost_at is null))::text as json, c.version,
      c.merged_into is not null as merged
    from app.companies c where c.organization_id = (select app.acting_organization()) and c.id = ${id}`;
  if (!row) throw noSuchCompany();
  if (row.merged) throw await mergedAway(ctx, 'company', id);
  return row;
}
