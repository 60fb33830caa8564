// Owns how a record is shown beside the one that it may be.
import type { PendingQuery, Row } from 'postgres';
import type { Tx } from '../db/tenant.ts';
import type { MatchKind } from './reasons.ts';

/** JSON of the live record with this id; null when it is gone. @param id an expression, such as tx`p.a`. */
export const previewOf = (tx: Tx, kind: MatchKind, id: PendingQuery<Row[]>) =>
  kind === 'contact'
    ? tx`(
        select json_build_object('id', c.id, 'name', c.name, 'title', c.title, 'company', (
            select json_build_object('id', f.id, 'name', f.name) from app.companies f
            where f.organization_id = c.organization_id and f.id = c.company_id),
          'avatarUrl', c.avatar_url, 'domains', '[]'::json, 'points', coalesce((
            select json_agg(json_build_object('kind', q.kind, 'value', q.value) order by q.position, q.id)
            from app.contact_points q where q.organization_id = c.organization_id and q.contact_id = c.id), '[]'::json),
          'ownerId', c.owner_id, 'lastInteractionAt', c.last_interaction_at, 'createdAt', c.created_at)
        from app.contacts c
        where c.organization_id = (select app.acting_organization()) and c.id = ${id} and c.deleted_at is null)`
    : tx`(
        select json_build_object('id', c.id, 'name', c.name, 'title', null, 'company', null, 'avatarUrl', c.logo_url,
          'domains', c.domains, 'points', coalesce((
            select json_agg(json_build_object('kind', q.kind, 'value', q.value) order by q.position, q.id)
            from app.company_points q where q.organization_id = c.organization_id and q.company_id = c.id), '[]'::json),
          'ownerId', c.owner_id, 'lastInteractionAt', c.last_interaction_at, 'createdAt', c.created_at)
        from app.companies c
        where c.organization_id = (select app.acting_organization()) and c.id = ${id} and c.deleted_at is null)`;
