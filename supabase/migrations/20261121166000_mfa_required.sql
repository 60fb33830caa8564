-- An organization may ask a second factor of everybody who belongs to it. A session without one then reaches nothing there:
-- the gate functions leave the organization out. Keys are no people and pass.
alter table app.organizations add column mfa_required boolean not null default false;

insert into app.role_permissions (role, permission) values ('owner', 'security.manage');

-- As before: how people sign in is decided by people.
create or replace function app.grantable_to_keys(organization uuid) returns text[]
language sql stable security definer set search_path = '' as $$
  select coalesce(array_agg(p.permission order by p.permission), '{}')
  from app.memberships m join app.role_permissions p on p.role = m.role
  where m.organization_id = organization and m.user_id = (select auth.uid())
    and p.permission <> all(array['keys.manage', 'organization.manage', 'security.manage', 'views.write', 'jobs.read',
      'jobs.write', 'imports.read', 'imports.run'])
$$;

-- The switch is thrown by app.require_mfa alone.
revoke update on app.organizations from authenticated;
grant update (name) on app.organizations to authenticated;

-- Where test keys work, people need what they need in the organization itself.
create function app.share_mfa() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  if tg_op = 'INSERT' then
    new.mfa_required := coalesce((select o.mfa_required from app.organizations o where o.id = new.sandbox_of), new.mfa_required);
    return new;
  end if;
  update app.organizations set mfa_required = new.mfa_required where sandbox_of = new.id;
  return null;
end $$;
revoke execute on function app.share_mfa() from public;
create trigger mfa_of_sandbox before insert on app.organizations for each row when (new.sandbox_of is not null)
  execute function app.share_mfa();
create trigger mfa_to_sandbox after update of mfa_required on app.organizations for each row
  when (old.mfa_required is distinct from new.mfa_required) execute function app.share_mfa();

-- As before, without organizations that ask for a second factor where the session has none.
create or replace function app.orgs_with(wanted text) returns uuid[]
language plpgsql stable security definer set search_path = '' as $$
declare
  claims jsonb := auth.jwt();
  caller uuid;
  both_factors boolean;
begin
  if claims ? 'kith_embed' then
    caller := (claims #>> '{kith_embed,key_id}')::uuid;
    return array(
      select k.organization_id from app.embed_keys k
      where k.id = caller and k.revoked_at is null and wanted = any(k.permissions)
        and not (k.segmented and app.of_records(wanted)));
  end if;
  if claims ? 'kith_key' then
    caller := (claims #>> '{kith_key,key_id}')::uuid;
    return array(
      select k.organization_id from app.api_keys k
      where k.id = caller and k.revoked_at is null and (k.expires_at is null or k.expires_at > now())
        and wanted = any(k.permissions));
  end if;
  caller := auth.uid();
  both_factors := coalesce(claims ->> 'aal' = 'aal2', false);
  return array(
    select m.organization_id from app.memberships m
    where m.user_id = caller
      and exists (select from app.role_permissions p where p.role = m.role and p.permission = wanted)
      and (both_factors or not exists (
        select from app.organizations o where o.id = m.organization_id and o.mfa_required)));
end $$;

-- As before. Of an organization that asks for a second factor where the session has none, people read name and role.
drop function app.my_organizations();
create function app.my_organizations()
returns table (id uuid, name text, role text, permissions text[], sandbox_of uuid, mfa_missing boolean)
language plpgsql stable security definer set search_path = '' as $$
declare
  claims jsonb := auth.jwt();
  caller uuid;
  both_factors boolean;
begin
  if claims ? 'kith_embed' then
    caller := (claims #>> '{kith_embed,key_id}')::uuid;
    return query select o.id, o.name, null::text, k.permissions, o.sandbox_of, false
      from app.embed_keys k join app.organizations o on o.id = k.organization_id
      where k.id = caller and k.revoked_at is null;
  elsif claims ? 'kith_key' then
    caller := (claims #>> '{kith_key,key_id}')::uuid;
    return query select o.id, o.name, null::text, k.permissions, o.sandbox_of, false
      from app.api_keys k join app.organizations o on o.id = k.organization_id
      where k.id = caller and k.revoked_at is null and (k.expires_at is null or k.expires_at > now());
  else
    caller := auth.uid();
    both_factors := coalesce(claims ->> 'aal' = 'aal2', false);
    return query select o.id, o.name, m.role,
        array(select p.permission from app.role_permissions p
          where p.role = m.role and (both_factors or not o.mfa_required) order by p.permission),
        o.sandbox_of, o.mfa_required and not both_factors
      from app.memberships m join app.organizations o on o.id = m.organization_id
      where m.user_id = caller order by m.created_at, m.organization_id;
  end if;
end $$;
revoke execute on function app.my_organizations() from public;
grant execute on function app.my_organizations() to authenticated, service_role;

create or replace function app.act_in(wanted uuid, permission text) returns uuid
language plpgsql volatile security definer set search_path = '' as $$
declare
  claims jsonb := auth.jwt();
  caller uuid;
  place uuid;
  allowed boolean;
begin
  if claims ? 'kith_embed' then
    caller := (claims #>> '{kith_embed,key_id}')::uuid;
    select k.organization_id, act_in.permission = any(k.permissions) into place, allowed
    from app.embed_keys k where k.id = caller and k.revoked_at is null;
    if place is null then
      raise exception 'The embed key was revoked' using errcode = 'KT002';
    end if;
  elsif claims ? 'kith_key' then
    caller := (claims #>> '{kith_key,key_id}')::uuid;
    select k.organization_id, act_in.permission = any(k.permissions) into place, allowed
    from app.api_keys k where k.id = caller and k.revoked_at is null and (k.expires_at is null or k.expires_at > now());
    if place is null then
      raise exception 'The API key was revoked' using errcode = 'KT004';
    end if;
  else
    caller := auth.uid();
    select m.organization_id, exists (
        select from app.role_permissions p where p.role = m.role and p.permission = act_in.permission)
      into place, allowed
    from app.memberships m
    where m.user_id = caller and (wanted is null or m.organization_id = wanted)
    order by m.created_at, m.organization_id limit 1;
    if place is null and wanted is null then
      raise exception 'The caller belongs to no organization' using errcode = 'KT001';
    end if;
    if claims ->> 'aal' is distinct from 'aal2'
      and exists (select from app.organizations o where o.id = place and o.mfa_required) then
      raise exception 'The organization asks for a second factor' using errcode = 'KT005';
    end if;
  end if;
  if place is null or place <> coalesce(wanted, place) then
    raise exception 'The caller does not belong to this organization' using errcode = '42501';
  end if;
  if not allowed then
    raise exception 'The caller lacks % in this organization', act_in.permission using errcode = '42501';
  end if;
  perform set_config('kith.organization', place::text, true);
  return place;
end $$;

-- Asks a second factor of everybody in the organization, or no longer. Who turns it on has given theirs: nobody locks
-- themselves out.
create function app.require_mfa(organization uuid, required boolean) returns void
language plpgsql security definer set search_path = '' as $$
declare
  before boolean;
begin
  if not coalesce(organization = any(app.orgs_with('security.manage')), false) then
    raise exception 'The caller may not decide how people sign in' using errcode = '42501';
  end if;
  if required and auth.jwt() ->> 'aal' is distinct from 'aal2' then
    raise exception 'The caller has not given a second factor' using errcode = 'KT006';
  end if;
  select o.mfa_required into before from app.organizations o where o.id = organization for update;
  if before is distinct from required then
    update app.organizations set mfa_required = required where id = organization;
    insert into app.audit_log (organization_id, resource, record_id, action, changes, actor, source, request_id)
    values (organization, 'organization', organization, 'updated',
      jsonb_build_object('mfaRequired', jsonb_build_array(before, required)), app.audit_actor(), app.audit_source(),
      nullif(current_setting('kith.request_id', true), ''));
  end if;
end $$;
revoke execute on function app.require_mfa(uuid, boolean) from public;
grant execute on function app.require_mfa(uuid, boolean) to authenticated;
