-- A sandbox knows the roles of the organization that it belongs to: each stands in it again, under an id of its own, with the same
-- name, permissions and reach. Nobody changes them there. Whoever's role manages keys works in the sandbox with the role that
-- they have at home, as owners and admins did before.
alter table app.roles add column mirror_of uuid unique references app.roles on delete cascade;

-- Nobody could have these: members of a sandbox were owners and admins.
delete from app.roles r using app.organizations o where o.id = r.organization_id and o.sandbox_of is not null;

-- What somebody with this role at home is in the sandbox; null: nobody there.
create function app.role_in_sandbox(sandbox uuid, home_role text) returns text
language sql stable security definer set search_path = '' as $$
  select case when home_role in ('owner', 'admin') then home_role else (
    select r.id::text from app.roles r
    where r.organization_id = sandbox and r.mirror_of::text = home_role and 'keys.manage' = any(r.permissions)) end
$$;
revoke execute on function app.role_in_sandbox(uuid, text) from public;

-- Puts a role of the house into its sandbox, and those who may work there beside it.
create function app.mirror_role(original app.roles, sandbox uuid) returns void
language plpgsql security definer set search_path = '' as $$
declare
  mirror app.roles;
begin
  insert into app.roles (organization_id, name, permissions, reach, created_by, mirror_of)
  values (sandbox, original.name, original.permissions, original.reach, original.created_by, original.id)
  on conflict (mirror_of) do update
    set name = excluded.name, permissions = excluded.permissions, reach = excluded.reach
    where (roles.name, roles.permissions, roles.reach)
      is distinct from (excluded.name, excluded.permissions, excluded.reach);
  select * into mirror from app.roles r where r.mirror_of = original.id;
  if 'keys.manage' = any(original.permissions) then
    insert into app.memberships (organization_id, user_id, role)
    select sandbox, m.user_id, mirror.id::text from app.memberships m
    where m.organization_id = original.organization_id and m.custom_role = original.id
    on conflict (organization_id, user_id) do nothing;
  else
    delete from app.memberships m where m.organization_id = sandbox and m.custom_role = mirror.id;
  end if;
end $$;

create function app.follow_role() returns trigger language plpgsql security definer set search_path = '' as $$
declare
  sandbox uuid := (select o.id from app.organizations o where o.sandbox_of = new.organization_id);
begin
  if sandbox is not null then
    perform app.mirror_role(new, sandbox);
  end if;
  return null;
end $$;
create trigger sandbox after insert or update of name, permissions, reach on app.roles
  for each row execute function app.follow_role();

-- As everybody in a sandbox, its roles follow. What the system does by itself comes from another trigger.
create function app.guard_role() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  if pg_trigger_depth() = 1 and auth.uid() is not null and exists (
      select from app.organizations o
      where o.id = coalesce(new.organization_id, old.organization_id) and o.sandbox_of is not null) then
    raise exception 'The roles of a sandbox follow its organization' using errcode = 'KT071';
  end if;
  return coalesce(new, old);
end $$;
create trigger guard before insert or delete or update of name, permissions, reach on app.roles
  for each row execute function app.guard_role();
create trigger guard before insert or update of reach on app.role_reach
  for each row execute function app.guard_role();

-- How far the built-in roles reach is the same in both, too.
create function app.follow_role_reach() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  insert into app.role_reach (organization_id, role, reach)
  select o.id, new.role, new.reach from app.organizations o where o.sandbox_of = new.organization_id
  on conflict (organization_id, role) do update set reach = excluded.reach;
  return null;
end $$;
create trigger sandbox after insert or update of reach on app.role_reach
  for each row execute function app.follow_role_reach();

-- A new sandbox begins with all of them.
create function app.furnish_sandbox() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  perform app.mirror_role(r, new.id) from app.roles r where r.organization_id = new.sandbox_of;
  insert into app.role_reach (organization_id, role, reach)
  select new.id, r.role, r.reach from app.role_reach r where r.organization_id = new.sandbox_of;
  return null;
end $$;
create trigger furnish after insert on app.organizations for each row when (new.sandbox_of is not null)
  execute function app.furnish_sandbox();
revoke execute on function app.mirror_role(app.roles, uuid), app.follow_role(), app.guard_role(), app.follow_role_reach(),
  app.furnish_sandbox() from public;

-- As before, and for whoever's own role manages keys.
create or replace function app.follow_into_sandbox() returns trigger language plpgsql security definer set search_path = '' as $$
declare
  home uuid := coalesce(new.organization_id, old.organization_id);
  person uuid := coalesce(new.user_id, old.user_id);
  sandbox uuid := (select o.id from app.organizations o where o.sandbox_of = home);
  there text;
begin
  if sandbox is null then
    return null;
  end if;
  there := case when tg_op <> 'DELETE' then app.role_in_sandbox(sandbox, new.role) end;
  if there is not null then
    insert into app.memberships (organization_id, user_id, role) values (sandbox, person, there)
    on conflict (organization_id, user_id) do update set role = excluded.role;
  else
    delete from app.memberships m where m.organization_id = sandbox and m.user_id = person;
  end if;
  return null;
end $$;

-- Sandboxes that there are already.
do $$
declare
  house record;
begin
  for house in select o.id, o.sandbox_of from app.organizations o where o.sandbox_of is not null loop
    perform app.mirror_role(r, house.id) from app.roles r where r.organization_id = house.sandbox_of;
    insert into app.role_reach (organization_id, role, reach)
    select house.id, r.role, r.reach from app.role_reach r where r.organization_id = house.sandbox_of
    on conflict (organization_id, role) do update set reach = excluded.reach;
  end loop;
end $$;
