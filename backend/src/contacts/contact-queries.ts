// Owns how contacts are read: Postgres writes their JSON, Node passes it on.
import type { Tx } from '../db/tenant.ts';
import type { StoredJson } from '../http/answer.ts';
import type { ReadCtx } from '../http/context.ts';
import { interactionFields, interactionTexts } from '../interactions/interaction-queries.ts';
import { strengthOf } from '../strength/strength-queries.ts';

/** Arguments of json_build_object for a list item, of the row `c`. */
export const listItemFields = (tx: Tx) => tx`
  'id', c.id, 'organizationId', c.organization_id, 'name', c.name, 'title', c.title,
  'company', (
    select json_build_object('id', f.id, 'name', f.name) from app.companies f
    where f.organization_id = c.organization_id and f.id = c.company_id and f.deleted_at is null),
  'points', coalesce((
    select json_agg(json_build_object('id', p.id, 'kind', p.kind, 'value', p.value, 'normalized', p.normalized)
      order by p.position, p.id)
    from app.contact_points p where p.organization_id = c.organization_id and p.contact_id = c.id), '[]'::json),
  'ownerId', c.owner_id, 'tags', c.tags, 'avatarUrl', c.avatar_url, 'timeZone', c.time_zone, 'language', c.language,
  'source', c.source, 'doNotContact', c.do_not_contact, 'doNotContactSince', c.do_not_contact_since, 'fields', c.fields,
  'strength', ${strengthOf(tx)},
  'lastInteractionAt', c.last_interaction_at, 'nextTaskAt', c.next_task_at, 'createdAt', c.created_at, 'updatedAt', c.updated_at,
  'deletedAt', c.deleted_at, 'version', c.version`;

/** Arguments of json_build_object for a whole contact, of the row `c`. */
export const contactFields = (tx: Tx) => tx`
  ${listItemFields(tx)}, 'notes', c.notes, 'erasedAt', c.erased_at,
  'employments', coalesce((
    select json_agg(json_build_object('id', e.id, 'company', json_build_object('id', f.id, 'name', f.name),
      'title', e.title, 'from', e.started_on, 'to', e.ended_on, 'current', e.is_current) order by e.position, e.id)
    from app.employments e
    join app.companies f on f.organization_id = e.organization_id and f.id = e.company_id and f.deleted_at is null
    where e.organization_id = c.organization_id and e.contact_id = c.id), '[]'::json),
  'lastInteraction', (
    select json_build_object(${interactionFields(tx)})
    from app.interactions i ${interactionTexts(tx)}
    where i.organization_id = c.organization_id and i.contact_id = c.id and i.deleted_at is null
    order by i.occurred_at desc, i.id desc limit 1)`;

/** One contact of the acting organization, deleted or not; null when there is none. */
export async function findContact({ tx }: ReadCtx, id: string): Promise<(StoredJson & { merged: boolean }) | null> {
  const [row] = await tx<(StoredJson & { merged: boolean })[]>`
    select json_build_object(${contactFields(tx)})::text as json, c.version, c.merged_into is not null as merged
    from app.contacts c where c.organization_id = (select app.acting_organization()) and c.id = ${id}`;
  return row ?? null;
}
