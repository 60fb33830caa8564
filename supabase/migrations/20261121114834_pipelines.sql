-- Pipelines and their ordered stages. A change of a stage raises the version of its pipeline: the two are edited as one.
insert into app.role_permissions (role, permission)
select role, permission
from (values
  ('pipelines.read', array['owner', 'admin', 'member', 'viewer']),
  ('pipelines.manage', array['owner', 'admin'])
) as granted (permission, roles), unnest(roles) as role;
insert into app.event_subjects (subject_type, permission) values ('pipeline', 'pipelines.manage');

create table app.pipelines (
  id uuid primary key default app.uuid_v7(),
  organization_id uuid not null references app.organizations on delete cascade,
  name text not null check (length(name) between 1 and 300),
  -- Where it stands among the pipelines: a fractional rank, which sorts by its bytes.
  rank text collate "C" not null check (length(rank) between 1 and 500),
  created_by uuid references auth.users on delete set null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  deleted_at timestamptz,
  version int not null default 1,
  unique (organization_id, id)
);
create index pipelines_in_order on app.pipelines (organization_id, rank, id) where deleted_at is null;

create table app.pipeline_stages (
  id uuid primary key default app.uuid_v7(),
  organization_id uuid not null references app.organizations on delete cascade,
  pipeline_id uuid not null,
  name text not null check (length(name) between 1 and 300),
  kind text not null check (kind in ('open', 'won', 'lost')),
  -- Per cent.
  probability int not null check (probability between 0 and 100),
  rank text collate "C" not null check (length(rank) between 1 and 500),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  -- A stage that is gone keeps its row, for the history of deals names it.
  deleted_at timestamptz,
  version int not null default 1,
  check (kind = 'open' or probability = case kind when 'won' then 100 else 0 end),
  unique (organization_id, pipeline_id, id),
  foreign key (organization_id, pipeline_id) references app.pipelines (organization_id, id) on delete cascade
);
create index pipeline_stages_in_order on app.pipeline_stages (organization_id, pipeline_id, rank, id)
  where deleted_at is null;

alter table app.pipelines enable row level security;
alter table app.pipeline_stages enable row level security;
grant select, insert, update on app.pipelines, app.pipeline_stages to authenticated;
grant all on app.pipelines, app.pipeline_stages to service_role;
create policy read on app.pipelines for select to authenticated
  using (organization_id = any((select app.orgs_with('pipelines.read'))::uuid[]));
create policy add on app.pipelines for insert to authenticated
  with check (organization_id = any((select app.orgs_with('pipelines.manage'))::uuid[]));
create policy change on app.pipelines for update to authenticated
  using (organization_id = any((select app.orgs_with('pipelines.manage'))::uuid[]))
  with check (organization_id = any((select app.orgs_with('pipelines.manage'))::uuid[]));
create policy read on app.pipeline_stages for select to authenticated
  using (organization_id = any((select app.orgs_with('pipelines.read'))::uuid[]));
create policy add on app.pipeline_stages for insert to authenticated
  with check (organization_id = any((select app.orgs_with('pipelines.manage'))::uuid[]));
create policy change on app.pipeline_stages for update to authenticated
  using (organization_id = any((select app.orgs_with('pipelines.manage'))::uuid[]))
  with check (organization_id = any((select app.orgs_with('pipelines.manage'))::uuid[]));

create trigger touch before update on app.pipelines for each row execute function app.touch();
create trigger touch before update on app.pipeline_stages for each row execute function app.touch();
create trigger live_insert after insert on app.pipelines referencing new table as changed
  for each statement execute function app.broadcast('pipelines');
create trigger live_update after update on app.pipelines referencing new table as changed
  for each statement execute function app.broadcast('pipelines');

-- The stages that a pipeline starts with when nobody says otherwise.
create function app.default_stages() returns table (name text, kind text, probability int, rank text)
language sql immutable parallel safe as $$
  values ('New', 'open', 10, 'a0'), ('Qualified', 'open', 30, 'a1'), ('Proposal', 'open', 50, 'a2'),
    ('Negotiation', 'open', 75, 'a3'), ('Won', 'won', 100, 'a4'), ('Lost', 'lost', 0, 'a5')
$$;

-- Gives each new organization one pipeline, so that a first deal has somewhere to stand.
create function app.add_default_pipeline() returns trigger language plpgsql security definer set search_path = '' as $$
declare
  pipeline uuid := app.uuid_v7();
begin
  insert into app.pipelines (id, organization_id, name, rank) values (pipeline, new.id, 'Sales', 'a0');
  insert into app.pipeline_stages (organization_id, pipeline_id, name, kind, probability, rank)
  select new.id, pipeline, s.name, s.kind, s.probability, s.rank from app.default_stages() s;
  return null;
end $$;
revoke execute on function app.add_default_pipeline() from public;
create trigger default_pipeline after insert on app.organizations
  for each row execute function app.add_default_pipeline();

-- The organizations that are there already.
insert into app.pipelines (organization_id, name, rank) select id, 'Sales', 'a0' from app.organizations;
insert into app.pipeline_stages (organization_id, pipeline_id, name, kind, probability, rank)
select p.organization_id, p.id, s.name, s.kind, s.probability, s.rank from app.pipelines p, app.default_stages() s;
