-- Roles of an organization's own, beside the built-in ones. A membership names a built-in role, or a custom one by its id; what a
-- custom role may do stands in app.role_permissions under that id, so that the gate asks both in one way.
insert into app.role_permissions (role, permission) values ('owner', 'roles.manage'), ('admin', 'roles.manage');
insert into app.event_subjects (subject_type, permission) values ('role', 'roles.manage');
insert into app.permissions_of_people (permission) values ('roles.manage');

create table app.roles (
  id uuid primary key default app.uuid_v7(),
  organization_id uuid not null references app.organizations on delete cascade,
  name text not null check (length(name) between 1 and 100),
  permissions text[] not null check (cardinality(permissions) between 1 and 200),
  created_by uuid references auth.users on delete set null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  version int not null default 1,
  unique (organization_id, id)
);
create unique index roles_name on app.roles (organization_id, app.fold(name));

create function app.is_built_in(role text) returns boolean language sql immutable as $$
  select role in ('owner', 'admin', 'member', 'viewer')
$$;

-- What a custom role may do, where the gate looks.
create function app.spread_role() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  if tg_op <> 'INSERT' then
    delete from app.role_permissions p where p.role = old.id::text and (tg_op = 'DELETE' or p.permission <> all(new.permissions));
  end if;
  if tg_op <> 'DELETE' then
    insert into app.role_permissions (role, permission)
    select new.id::text, one from unnest(new.permissions) as one on conflict do nothing;
  end if;
  return null;
end $$;
revoke execute on function app.spread_role() from public;
create trigger spread after insert or delete or update of permissions on app.roles
  for each row execute function app.spread_role();

-- A member's role is a built-in one or one of the organization's own, and stays while somebody has it.
alter table app.memberships drop constraint memberships_role_check,
  add column custom_role uuid generated always as (case when length(role) = 36 then role::uuid end) stored,
  add constraint memberships_role_check check (app.is_built_in(role) or custom_role is not null),
  add constraint memberships_custom_role foreign key (organization_id, custom_role) references app.roles (organization_id, id);
create index memberships_custom_role on app.memberships (organization_id, custom_role) where custom_role is not null;

-- Invitations that are over may name a role that is gone.
alter table app.invitations drop constraint invitations_role_check,
  add constraint invitations_role_check check (app.is_built_in(role) or length(role) = 36);
create function app.hold_invited_role() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  perform from app.roles r where r.organization_id = new.organization_id and r.id::text = new.role for key share;
  if not found then
    raise exception 'There is no such role' using errcode = '23503';
  end if;
  return new;
end $$;
revoke execute on function app.hold_invited_role() from public;
create trigger hold_role before insert or update of role on app.invitations
  for each row when (not app.is_built_in(new.role)) execute function app.hold_invited_role();
create index invitations_role on app.invitations (organization_id, role) where accepted_at is null and revoked_at is null;

-- What the caller's role gives in an organization, whatever the session: no gate by itself.
create function app.my_permissions(organization uuid) returns text[]
language plpgsql stable security definer set search_path = '' as $$
declare
  caller uuid := auth.uid();
begin
  return array(
    select p.permission from app.memberships m join app.role_permissions p on p.role = m.role
    where m.organization_id = organization and m.user_id = caller);
end $$;

-- Whether the caller may give a role to somebody, or take it from them: who manages members, and has all that it gives.
create function app.may_grant(organization uuid, wanted text) returns boolean
language plpgsql stable security definer set search_path = '' as $$
begin
  return coalesce(organization = any(app.orgs_with('members.manage')), false)
    and array(select p.permission from app.role_permissions p where p.role = wanted) <@ app.my_permissions(organization);
end $$;
revoke execute on function app.my_permissions(uuid), app.may_grant(uuid, text) from public;
grant execute on function app.my_permissions(uuid), app.may_grant(uuid, text) to authenticated;

drop policy change on app.memberships;
create policy change on app.memberships for update to authenticated
  using (organization_id = any((select app.orgs_with('members.manage'))::uuid[]) and app.may_grant(organization_id, role))
  with check (organization_id = any((select app.orgs_with('members.manage'))::uuid[]) and app.may_grant(organization_id, role));
drop policy remove on app.memberships;
create policy remove on app.memberships for delete to authenticated
  using (
    (user_id = (select auth.uid()) and organization_id = any((select app.orgs_with('organization.read'))::uuid[]))
    or (organization_id = any((select app.orgs_with('members.manage'))::uuid[]) and app.may_grant(organization_id, role)));

grant update (role) on app.invitations to authenticated;
drop policy add on app.invitations;
create policy add on app.invitations for insert to authenticated
  with check (
    organization_id = any((select app.orgs_with('members.manage'))::uuid[]) and invited_by = (select auth.uid())
    and app.may_grant(organization_id, role)
    and not exists (select from app.organizations o where o.id = invitations.organization_id and o.sandbox_of is not null));
drop policy change on app.invitations;
create policy change on app.invitations for update to authenticated
  using (organization_id = any((select app.orgs_with('members.manage'))::uuid[]) and app.may_grant(organization_id, role))
  with check (organization_id = any((select app.orgs_with('members.manage'))::uuid[]) and app.may_grant(organization_id, role));

-- Who manages roles makes and changes those that hold nothing beyond their own.
alter table app.roles enable row level security;
grant select, insert, delete on app.roles to authenticated;
grant update (name, permissions) on app.roles to authenticated;
grant all on app.roles to service_role;
create policy read on app.roles for select to authenticated
  using (organization_id = any((select app.orgs_with('organization.read'))::uuid[]));
create policy add on app.roles for insert to authenticated
  with check (
    organization_id = any((select app.orgs_with('roles.manage'))::uuid[]) and permissions <@ app.my_permissions(organization_id));
create policy change on app.roles for update to authenticated
  using (
    organization_id = any((select app.orgs_with('roles.manage'))::uuid[]) and permissions <@ app.my_permissions(organization_id))
  with check (
    organization_id = any((select app.orgs_with('roles.manage'))::uuid[]) and permissions <@ app.my_permissions(organization_id));
create policy remove on app.roles for delete to authenticated
  using (
    organization_id = any((select app.orgs_with('roles.manage'))::uuid[]) and permissions <@ app.my_permissions(organization_id));
drop policy read on app.role_permissions;
create policy read on app.role_permissions for select to authenticated
  using (app.is_built_in(role) or role in (select r.id::text from app.roles r));

create trigger touch before update on app.roles for each row execute function app.touch();
create trigger live_insert after insert on app.roles referencing new table as changed
  for each statement execute function app.broadcast_organization('organization_id');
create trigger live_update after update on app.roles referencing new table as changed
  for each statement execute function app.broadcast_organization('organization_id');
create trigger live_delete after delete on app.roles referencing old table as changed
  for each statement execute function app.broadcast_organization('organization_id');
select app.keep_audit('app.roles', 'role');

-- As before, with the names of custom roles.
drop function app.my_organizations();
create function app.my_organizations() returns table (
  id uuid, name text, role text, role_name text, permissions text[], sandbox_of uuid, mfa_missing boolean
) language plpgsql stable security definer set search_path = '' as $$
declare
  claims jsonb := auth.jwt();
  caller uuid;
  both_factors boolean;
begin
  if claims ? 'kith_embed' then
    caller := claims #>> '{kith_embed,key_id}';
    return query select o.id, o.name, null::text, null::text, k.permissions, o.sandbox_of, false
      from app.embed_keys k join app.organizations o on o.id = k.organization_id
      where k.id = caller and k.revoked_at is null;
  elsif claims ? 'kith_key' then
    caller := claims #>> '{kith_key,key_id}';
    return query select o.id, o.name, null::text, null::text, k.permissions, o.sandbox_of, false
      from app.api_keys k join app.organizations o on o.id = k.organization_id
      where k.id = caller and k.revoked_at is null and (k.expires_at is null or k.expires_at > now());
  else
    caller := nullif(claims ->> 'sub', '');
    both_factors := coalesce(claims ->> 'aal' = 'aal2', false);
    return query select o.id, o.name, m.role, r.name,
        array(select p.permission from app.role_permissions p
          where p.role = m.role and (both_factors or not o.mfa_required) order by p.permission),
        o.sandbox_of, o.mfa_required and not both_factors
      from app.memberships m join app.organizations o on o.id = m.organization_id
      left join app.roles r on r.organization_id = m.organization_id and r.id = m.custom_role
      where m.user_id = caller order by m.created_at, m.organization_id;
  end if;
end $$;
revoke execute on function app.my_organizations() from public;
grant execute on function app.my_organizations() to authenticated, service_role;

drop function app.members(uuid);
create function app.members(organization uuid) returns table (
  user_id uuid, name text, email text, role text, role_name text, joined_at timestamptz, version int
) language plpgsql stable security definer set search_path = '' rows 20 as $$
begin
  if not coalesce(organization = any(app.orgs_with('organization.read')), false) then
    return;
  end if;
  return query
    select m.user_id, app.name_of_person(u.raw_user_meta_data, u.email::text), u.email::text, m.role, r.name, m.created_at,
      m.version
    from app.memberships m join auth.users u on u.id = m.user_id
    left join app.roles r on r.organization_id = m.organization_id and r.id = m.custom_role
    where m.organization_id = members.organization;
end $$;
revoke execute on function app.members(uuid) from public;
grant execute on function app.members(uuid) to authenticated;

create or replace function app.invitation_for_token(given_hash bytea) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object('organization', o.name, 'email', i.email, 'role', i.role,
    'roleName', (select r.name from app.roles r where r.organization_id = i.organization_id and r.id::text = i.role),
    'expiresAt', i.expires_at,
    'invitedBy', case when u.id is not null then app.name_of_person(u.raw_user_meta_data, u.email::text) end,
    'state', case when i.accepted_at is not null then 'accepted' when i.expires_at <= now() then 'expired' else 'open' end)
  from app.invitations i join app.organizations o on o.id = i.organization_id left join auth.users u on u.id = i.invited_by
  where i.token_hash = given_hash and i.revoked_at is null
$$;

create or replace function app.accept_invitation(given_hash bytea, wanted uuid, correlation text) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  caller uuid := auth.uid();
  person auth.users;
  invitation app.invitations;
  actor jsonb := app.audit_actor();
begin
  select * into person from auth.users u where u.id = caller;
  if person.id is null or auth.jwt() ? 'kith_embed'
    or (wanted is not null and not wanted = any(app.orgs_with('organization.read'))) then
    raise exception 'The caller may not accept invitations here' using errcode = '42501';
  end if;
  select * into invitation from app.invitations i where i.token_hash = given_hash and i.revoked_at is null for update;
  if invitation.id is null then
    raise exception 'No such invitation' using errcode = 'KT072';
  end if;
  if lower(person.email) is distinct from invitation.email then
    raise exception 'The invitation is for another address' using errcode = 'KT073';
  end if;
  if person.email_confirmed_at is null then
    raise exception 'The address is not confirmed' using errcode = 'KT074';
  end if;
  if invitation.accepted_at is null and invitation.expires_at > now() then
    update app.invitations set accepted_at = now(), accepted_by = caller where id = invitation.id;
    insert into app.memberships (organization_id, user_id, role)
    values (invitation.organization_id, caller, invitation.role) on conflict do nothing;
    insert into app.events (organization_id, type, subject_type, subject_id, actor, payload, correlation_id)
    values
      (invitation.organization_id, 'invitation.accepted', 'invitation', invitation.id, actor, '{}', correlation),
      (invitation.organization_id, 'member.joined', 'member', caller, actor,
        jsonb_build_object('role', invitation.role), correlation);
  elsif invitation.accepted_by is distinct from caller or not exists (
      select from app.memberships m where m.organization_id = invitation.organization_id and m.user_id = caller) then
    raise exception 'The invitation was used, or its time is over' using errcode = 'KT075';
  end if;
  return (
    select jsonb_build_object('id', o.id, 'name', o.name, 'role', m.role, 'roleName', r.name, 'sandboxOf', o.sandbox_of)
    from app.memberships m join app.organizations o on o.id = m.organization_id
    left join app.roles r on r.organization_id = m.organization_id and r.id = m.custom_role
    where m.organization_id = invitation.organization_id and m.user_id = caller);
end $$;
