-- Workspaces: a brand or a client that content and channels belong to. Each organization has one from the beginning, its default, which is
-- always there. What is not needed any more is archived: what belongs to it keeps its name.
insert into app.role_permissions (role, permission)
select role, permission
from (values
  ('workspaces.read', array['owner', 'admin', 'member', 'viewer']),
  ('workspaces.manage', array['owner', 'admin'])
) as granted (permission, roles), unnest(roles) as role;
insert into app.event_subjects (subject_type, permission) values ('workspace', 'workspaces.manage');

create table app.workspaces (
  id uuid primary key default app.uuid_v7(),
  organization_id uuid not null references app.organizations on delete cascade,
  name text not null check (length(name) between 1 and 100),
  -- For addresses and programs.
  slug text not null check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(slug) <= 50),
  -- One of the eight hues of charts, 1 to 8; null: from the name.
  hue smallint check (hue between 1 and 8),
  -- Where its day begins and its posts are planned.
  time_zone text not null default 'UTC' check (length(time_zone) between 1 and 64),
  is_default boolean not null default false,
  created_by uuid references auth.users on delete set null,
  archived_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  version int not null default 1,
  unique (organization_id, id),
  constraint workspaces_slug unique (organization_id, slug),
  check (not (is_default and archived_at is not null))
);
create unique index workspaces_default on app.workspaces (organization_id) where is_default;
create index workspaces_by_name on app.workspaces (organization_id, app.fold(name), id);

create trigger touch before update on app.workspaces for each row execute function app.touch();
create trigger live_insert after insert on app.workspaces referencing new table as changed
  for each statement execute function app.broadcast('workspaces');
create trigger live_update after update on app.workspaces referencing new table as changed
  for each statement execute function app.broadcast('workspaces');
select app.keep_audit('app.workspaces', 'workspace');

create function app.add_default_workspace() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  insert into app.workspaces (organization_id, name, slug, is_default) values (new.id, 'Main', 'main', true);
  return null;
end $$;
revoke execute on function app.add_default_workspace() from public;
create trigger default_workspace after insert on app.organizations
  for each row execute function app.add_default_workspace();
-- The organizations that are there already.
insert into app.workspaces (organization_id, name, slug, is_default) select id, 'Main', 'main', true from app.organizations;

-- Makes a workspace the default, in the place of the one before.
create function app.make_default_workspace(workspace uuid) returns void
language plpgsql security definer set search_path = '' as $$
declare
  organization uuid := app.acting_organization();
begin
  if not coalesce(organization = any(app.orgs_with('workspaces.manage')), false) then
    raise exception 'The caller may not manage workspaces here' using errcode = '42501';
  end if;
  perform from app.organizations o where o.id = organization for no key update;
  update app.workspaces w set is_default = false where w.organization_id = organization and w.is_default and w.id <> workspace;
  update app.workspaces w set is_default = true
  where w.organization_id = organization and w.id = workspace and not w.is_default;
end $$;
revoke execute on function app.make_default_workspace(uuid) from public;
grant execute on function app.make_default_workspace(uuid) to authenticated;

alter table app.workspaces enable row level security;
grant select on app.workspaces to authenticated;
-- Which one is the default, the function above says alone.
grant insert (organization_id, name, slug, hue, time_zone, created_by), update (name, slug, hue, time_zone, archived_at)
  on app.workspaces to authenticated;
grant all on app.workspaces to service_role;
create policy read on app.workspaces for select to authenticated
  using (organization_id = any((select app.orgs_with('workspaces.read'))::uuid[]));
create policy add on app.workspaces for insert to authenticated
  with check (organization_id = any((select app.orgs_with('workspaces.manage'))::uuid[]));
create policy change on app.workspaces for update to authenticated
  using (organization_id = any((select app.orgs_with('workspaces.manage'))::uuid[]))
  with check (organization_id = any((select app.orgs_with('workspaces.manage'))::uuid[]));
