-- Companies: the firms that contacts work for.
create table app.companies (
  id uuid primary key default app.uuid_v7(),
  organization_id uuid not null references app.organizations on delete cascade,
  name text not null check (length(name) between 1 and 300),
  domain text check (length(domain) between 1 and 253),
  created_by uuid references auth.users on delete set null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  deleted_at timestamptz,
  version int not null default 1,
  unique (organization_id, id)
);
create index companies_by_name on app.companies (organization_id, app.fold(name), id) where deleted_at is null;

alter table app.companies enable row level security;
grant select, insert, update on app.companies to authenticated;
grant all on app.companies to service_role;
create policy read on app.companies for select to authenticated
  using (organization_id = any((select app.orgs_with('companies.read'))::uuid[]));
create policy add on app.companies for insert to authenticated
  with check (organization_id = any((select app.orgs_with('companies.write'))::uuid[]));
create policy change on app.companies for update to authenticated
  using (organization_id = any((select app.orgs_with('companies.write'))::uuid[]))
  with check (organization_id = any((select app.orgs_with('companies.write'))::uuid[]));

create trigger touch before update on app.companies for each row execute function app.touch();
create trigger live_insert after insert on app.companies referencing new table as changed
  for each statement execute function app.broadcast('companies');
create trigger live_update after update on app.companies referencing new table as changed
  for each statement execute function app.broadcast('companies');
