-- Teams: who works together. Records belong to people; a team's are those of its members.
insert into app.role_permissions (role, permission)
select role, permission
from (values
  ('teams.read', array['owner', 'admin', 'member', 'viewer']),
  ('teams.manage', array['owner', 'admin'])
) as granted (permission, roles), unnest(roles) as role;
insert into app.event_subjects (subject_type, permission) values ('team', 'teams.manage');
insert into app.permissions_of_people (permission) values ('teams.manage');

create table app.teams (
  id uuid primary key default app.uuid_v7(),
  organization_id uuid not null references app.organizations on delete cascade,
  name text not null check (length(name) between 1 and 200),
  created_by uuid references auth.users on delete set null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  deleted_at timestamptz,
  version int not null default 1,
  unique (organization_id, id)
);
create index teams_by_name on app.teams (organization_id, app.fold(name), id) where deleted_at is null;

-- Whoever leaves the organization leaves its teams.
create table app.team_members (
  id uuid primary key default app.uuid_v7(),
  organization_id uuid not null references app.organizations on delete cascade,
  team_id uuid not null,
  user_id uuid not null,
  created_at timestamptz not null default now(),
  unique (organization_id, team_id, user_id),
  foreign key (organization_id, team_id) references app.teams (organization_id, id) on delete cascade,
  foreign key (organization_id, user_id) references app.memberships (organization_id, user_id) on delete cascade
);
create index team_members_of_person on app.team_members (organization_id, user_id);

alter table app.teams enable row level security;
alter table app.team_members enable row level security;
grant select, insert, update on app.teams to authenticated;
grant select, insert, delete on app.team_members to authenticated;
grant all on app.teams, app.team_members to service_role;
create policy read on app.teams for select to authenticated
  using (organization_id = any((select app.orgs_with('teams.read'))::uuid[]));
create policy add on app.teams for insert to authenticated
  with check (organization_id = any((select app.orgs_with('teams.manage'))::uuid[]));
create policy change on app.teams for update to authenticated
  using (organization_id = any((select app.orgs_with('teams.manage'))::uuid[]))
  with check (organization_id = any((select app.orgs_with('teams.manage'))::uuid[]));
create policy read on app.team_members for select to authenticated
  using (organization_id = any((select app.orgs_with('teams.read'))::uuid[]));
create policy add on app.team_members for insert to authenticated
  with check (organization_id = any((select app.orgs_with('teams.manage'))::uuid[]));
create policy remove on app.team_members for delete to authenticated
  using (organization_id = any((select app.orgs_with('teams.manage'))::uuid[]));

create trigger touch before update on app.teams for each row execute function app.touch();
create trigger live_insert after insert on app.teams referencing new table as changed
  for each statement execute function app.broadcast('teams');
create trigger live_update after update on app.teams referencing new table as changed
  for each statement execute function app.broadcast('teams');
select app.keep_audit('app.teams', 'team');
select app.keep_audit_of_parts('app.team_members', 'team', 'app.teams', 'team_id', '{memberIds,user_id}');
