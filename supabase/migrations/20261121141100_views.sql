-- Views: saved filters over people, companies or deals, with sort and columns; each person's own, or the team's.
insert into app.role_permissions (role, permission)
select role, permission
from (values
  ('views.read', array['owner', 'admin', 'member', 'viewer']),
  ('views.write', array['owner', 'admin', 'member'])
) as granted (permission, roles), unnest(roles) as role;
insert into app.event_subjects (subject_type, permission) values ('view', 'views.write');

create table app.views (
  id uuid primary key default app.uuid_v7(),
  organization_id uuid not null references app.organizations on delete cascade,
  name text not null check (length(name) between 1 and 200),
  resource text not null check (resource in ('contacts', 'companies', 'deals')),
  form text not null default 'list' check (form in ('list', 'sheet', 'board')),
  -- {version, where}: a tree of conditions; its version says how it is read.
  filter jsonb not null default '{"version": 1, "where": null}' check (pg_column_size(filter) <= 100000),
  sort jsonb not null default '[]' check (jsonb_typeof(sort) = 'array'),
  columns text[] not null default '{}' check (cardinality(columns) <= 50),
  -- What days mean in it: an IANA zone.
  zone text not null default 'UTC' check (length(zone) between 1 and 64),
  shared boolean not null default false,
  -- Null when its owner left: a shared view stays.
  owner_id uuid,
  created_by uuid references auth.users on delete set null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  deleted_at timestamptz,
  version int not null default 1,
  unique (organization_id, id),
  foreign key (organization_id, owner_id) references app.memberships (organization_id, user_id) on delete set null (owner_id)
);
create index views_by_name on app.views (organization_id, resource, name, id);
create index views_owner on app.views (organization_id, owner_id);

create trigger touch before update on app.views for each row execute function app.touch();
create trigger live_insert after insert on app.views referencing new table as changed
  for each statement execute function app.broadcast('views');
create trigger live_update after update on app.views referencing new table as changed
  for each statement execute function app.broadcast('views');

alter table app.views enable row level security;
grant select, insert on app.views to authenticated;
-- Whose it is stays.
grant update (name, form, filter, sort, columns, zone, shared, deleted_at) on app.views to authenticated;
grant all on app.views to service_role;
create policy read on app.views for select to authenticated
  using (
    organization_id = any((select app.orgs_with('views.read'))::uuid[]) and (shared or owner_id = (select auth.uid())));
create policy add on app.views for insert to authenticated
  with check (organization_id = any((select app.orgs_with('views.write'))::uuid[]) and owner_id = (select auth.uid()));
-- A shared view is changed by its owner and by those who manage the organization; only its owner takes it back.
create policy change on app.views for update to authenticated
  using (
    organization_id = any((select app.orgs_with('views.write'))::uuid[])
    and (owner_id = (select auth.uid())
      or (shared and organization_id = any((select app.orgs_with('organization.manage'))::uuid[]))))
  with check (
    organization_id = any((select app.orgs_with('views.write'))::uuid[])
    and (owner_id = (select auth.uid())
      or (shared and organization_id = any((select app.orgs_with('organization.manage'))::uuid[]))));
