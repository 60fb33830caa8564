// Owns how roles are read.
import type { Tx } from '../db/tenant.ts';
import { AppError } from '../errors.ts';
import type { StoredJson } from '../http/answer.ts';
import type { ReadCtx, Reading } from '../http/context.ts';
import { builtInRoles } from './schema.ts';

/** The roles of the acting organization as rows `r`: the built-in ones have a place, and no name. */
const roles = (tx: Tx) => tx`
  (select b.role as id, null::text as name, array(
      select p.permission from app.role_permissions p where p.role = b.role order by p.permission) as permissions,
    coalesce(x.reach, 'all') as reach, b.place, null::timestamptz as created_at, coalesce(x.version, 0) + 1 as version,
    false as own
  from unnest(${[...builtInRoles]}::text[]) with ordinality as b (role, place)
  left join app.role_reach x on x.organization_id = (select app.acting_organization()) and x.role = b.role
  union all
  select c.id::text, c.name, array(select one from unnest(c.permissions) as one order by one), c.reach, 100, c.created_at, c.version, true
  from app.roles c where c.organization_id = (select app.acting_organization())) r`;

const roleFields = (tx: Tx) => tx`
  'id', r.id, 'name', r.name, 'permissions', r.permissions, 'reach', r.reach, 'members', (
    select count(*) from app.memberships m
    where m.organization_id = (select app.acting_organization()) and m.role = r.id),
  'mayGrant', app.may_grant((select app.acting_organization()), r.id),
  'mayChange', r.id <> 'owner' and (select app.acting_organization()) = any((select app.orgs_with('roles.manage'))::uuid[])
    and r.permissions <@ (select app.my_permissions((select app.acting_organization())))
    -- Roles of a sandbox follow.
    and not exists (select from app.organizations o where o.id = (select app.acting_organization()) and o.sandbox_of is not null),
  'createdAt', r.created_at, 'version', r.version`;

export const noSuchRole = () => new AppError('not_found', 'There is no such role here.');

/** Reads one role. @throws AppError `not_found`. */
export async function getRole({ tx }: ReadCtx, id: string): Promise<StoredJson> {
  const [row] = await tx<StoredJson[]>`
    select json_build_object(${roleFields(tx)})::text as json, r.version from ${roles(tx)} where r.id = ${id}`;
  if (!row) throw noSuchRole();
  return row;
}

/** All roles of the organization, which has a hundred of its own at most, as JSON text. */
export async function listRoles({ tx }: Reading): Promise<string> {
  const [row] = await tx<{ json: string }[]>`
    select json_build_object(
      'items', (
        select coalesce(json_agg(json_build_object(${roleFields(tx)}) order by r.place, app.fold(r.name), r.id), '[]')
        from ${roles(tx)}),
      'nextCursor', null,
      'grantable', case when (select app.acting_organization()) = any((select app.orgs_with('roles.manage'))::uuid[]) then array(
          select one from unnest(app.my_permissions((select app.acting_organization()))) as one order by one)
        else '{}' end,
      'narrowed', app.permissions_of_narrowed())::text as json`;
  if (!row) throw new Error('The query of roles returned no row');
  return row.json;
}
