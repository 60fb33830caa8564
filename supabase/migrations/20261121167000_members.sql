-- Changing who works in an organization: roles, leaving, and that an owner always stays.
insert into app.role_permissions (role, permission)
values ('owner', 'members.manage'), ('admin', 'members.manage'), ('owner', 'owners.manage');
-- Whoever leaves tells of it, too.
insert into app.event_subjects (subject_type, permission) values ('member', 'organization.read'), ('organization', 'organization.manage');

-- Members are a person's to choose, not a key's.
create or replace function app.grantable_to_keys(organization uuid) returns text[]
language sql stable security definer set search_path = '' as $$
  select coalesce(array_agg(p.permission order by p.permission), '{}')
  from app.memberships m join app.role_permissions p on p.role = m.role
  where m.organization_id = organization and m.user_id = (select auth.uid())
    and p.permission <> all(array['keys.manage', 'organization.manage', 'security.manage', 'members.manage', 'owners.manage',
      'views.write', 'jobs.read', 'jobs.write', 'imports.read', 'imports.run'])
$$;

grant update (role), delete on app.memberships to authenticated;
create policy change on app.memberships for update to authenticated
  using (
    organization_id = any((select app.orgs_with('members.manage'))::uuid[])
    and (role <> 'owner' or organization_id = any((select app.orgs_with('owners.manage'))::uuid[])))
  with check (
    organization_id = any((select app.orgs_with('members.manage'))::uuid[])
    and (role <> 'owner' or organization_id = any((select app.orgs_with('owners.manage'))::uuid[])));
create policy remove on app.memberships for delete to authenticated
  using (
    (user_id = (select auth.uid()) and organization_id = any((select app.orgs_with('organization.read'))::uuid[]))
    or (organization_id = any((select app.orgs_with('members.manage'))::uuid[])
      and (role <> 'owner' or organization_id = any((select app.orgs_with('owners.manage'))::uuid[]))));

-- Refuses what would leave an organization without an owner. Changes of one organization's members queue on its row, so two
-- owners who leave at once are looked at one after the other. What the system itself does, such as taking a user away, is not
-- held back. In a sandbox nobody is changed: its members follow those of the organization that it belongs to.
create function app.guard_membership() returns trigger language plpgsql security definer set search_path = '' as $$
declare
  house app.organizations;
begin
  if auth.uid() is not null then
    select * into house from app.organizations o where o.id = old.organization_id for no key update;
    if house.sandbox_of is not null then
      if pg_trigger_depth() = 1 then
        raise exception 'The members of a sandbox follow its organization' using errcode = 'KT071';
      end if;
    elsif old.role = 'owner' and (tg_op = 'DELETE' or new.role <> 'owner') and not exists (
        select from app.memberships m
        where m.organization_id = old.organization_id and m.role = 'owner' and m.user_id <> old.user_id) then
      raise exception 'The last owner stays' using errcode = 'KT070';
    end if;
  end if;
  if tg_op = 'DELETE' then
    return old;
  end if;
  return new;
end $$;
revoke execute on function app.guard_membership() from public;
create trigger guard before delete or update of role on app.memberships
  for each row execute function app.guard_membership();

-- Owners and admins work in the sandbox, too, as long as they are that.
create function app.follow_into_sandbox() returns trigger language plpgsql security definer set search_path = '' as $$
declare
  home uuid := coalesce(new.organization_id, old.organization_id);
  person uuid := coalesce(new.user_id, old.user_id);
  sandbox uuid := (select o.id from app.organizations o where o.sandbox_of = home);
begin
  if sandbox is null then
    return null;
  end if;
  if tg_op <> 'DELETE' and new.role in ('owner', 'admin') then
    insert into app.memberships (organization_id, user_id, role) values (sandbox, person, new.role)
    on conflict (organization_id, user_id) do update set role = excluded.role;
  else
    delete from app.memberships m where m.organization_id = sandbox and m.user_id = person;
  end if;
  return null;
end $$;
revoke execute on function app.follow_into_sandbox() from public;
create trigger sandbox after insert or delete or update of role on app.memberships
  for each row execute function app.follow_into_sandbox();

-- Tells that something about an organization, its members or its invitations changed, on `org:<id>:organization`. The argument is
-- the column that names the organization.
create function app.broadcast_organization() returns trigger language plpgsql security definer set search_path = '' as $$
declare
  place uuid;
begin
  for place in execute format('select distinct %I from changed', tg_argv[0]) loop
    perform realtime.send('{"type": "organization", "id": null, "version": null}', lower(tg_op),
      format('org:%s:organization', place), true);
  end loop;
  return null;
end $$;
revoke execute on function app.broadcast_organization() from public;
create trigger live_insert after insert on app.memberships referencing new table as changed
  for each statement execute function app.broadcast_organization('organization_id');
create trigger live_update after update on app.memberships referencing new table as changed
  for each statement execute function app.broadcast_organization('organization_id');
create trigger live_delete after delete on app.memberships referencing old table as changed
  for each statement execute function app.broadcast_organization('organization_id');
create trigger live_update after update on app.organizations referencing new table as changed
  for each statement execute function app.broadcast_organization('id');

-- What people are called: the name that they gave, else what stands before the @ of their address.
create function app.name_of_person(about jsonb, email text) returns text language sql immutable parallel safe as $$
  select coalesce(
    nullif(btrim(left(about ->> 'full_name', 200)), ''),
    nullif(btrim(left(about ->> 'name', 200)), ''),
    nullif(split_part(coalesce(email, ''), '@', 1), ''), 'Member')
$$;

-- As before, with the version.
drop function app.members(uuid);
create function app.members(organization uuid) returns table (
  user_id uuid, name text, email text, role text, joined_at timestamptz, version int
) language plpgsql stable security definer set search_path = '' rows 20 as $$
begin
  if not coalesce(organization = any(app.orgs_with('organization.read')), false) then
    return;
  end if;
  return query
    select m.user_id, app.name_of_person(u.raw_user_meta_data, u.email::text), u.email::text, m.role, m.created_at, m.version
    from app.memberships m join auth.users u on u.id = m.user_id
    where m.organization_id = members.organization;
end $$;
revoke execute on function app.members(uuid) from public;
grant execute on function app.members(uuid) to authenticated;

-- The log of an organization's own changes; app.audit is for tables that name their organization.
create function app.audit_organization() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  insert into app.audit_log (organization_id, resource, record_id, action, changes, actor, source, request_id)
  values (new.id, 'organization', new.id, 'updated',
    jsonb_build_object('name', jsonb_build_array(old.name, new.name)), app.audit_actor(), app.audit_source(),
    nullif(current_setting('kith.request_id', true), ''));
  return null;
end $$;
revoke execute on function app.audit_organization() from public;
create trigger audit_update after update on app.organizations
  for each row when (old.name is distinct from new.name) execute function app.audit_organization();
