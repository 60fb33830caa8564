-- Imports: an uploaded table, what its columns mean, what became of each of its rows, and what it changed, so that all of it
-- can be undone.
insert into app.role_permissions (role, permission)
select role, permission
from unnest(array['owner', 'admin', 'member']) as role, unnest(array['imports.read', 'imports.run']) as permission;
insert into app.event_subjects (subject_type, permission) values ('import', 'imports.run');

create table app.imports (
  id uuid primary key default app.uuid_v7(),
  organization_id uuid not null references app.organizations on delete cascade,
  -- uploaded → planning → planned → running → done → undoing → undone. A job that ended early leaves the state of its work;
  -- the job itself tells.
  state text not null default 'uploaded'
    check (state in ('uploaded', 'planning', 'planned', 'running', 'done', 'undoing', 'undone')),
  file_name text not null check (length(file_name) between 1 and 300),
  file_size bigint not null check (file_size >= 0),
  format text not null check (format in ('csv', 'vcard')),
  encoding text not null,
  delimiter text,
  -- Which program's export it is, as far as that is known: the id of a file in backend/src/imports/sources.
  source text,
  -- In order: [{name, samples, filled, dateOrder}].
  columns jsonb not null check (jsonb_typeof(columns) = 'array'),
  row_count int not null default 0 check (row_count >= 0),
  mapping jsonb not null default '{}' check (jsonb_typeof(mapping) = 'object'),
  -- Rows by outcome, once they are planned, and again once they have run.
  counts jsonb check (jsonb_typeof(counts) = 'object'),
  -- What the undo did: {undone, left}.
  undo_counts jsonb check (jsonb_typeof(undo_counts) = 'object'),
  -- The job that plans, runs or undoes it.
  job_id uuid,
  created_by uuid references auth.users on delete set null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  started_at timestamptz,
  finished_at timestamptz,
  undone_at timestamptz,
  version int not null default 1,
  unique (organization_id, id)
);
create index imports_newest on app.imports (organization_id, id desc);

create table app.import_rows (
  organization_id uuid not null references app.organizations on delete cascade,
  import_id uuid not null,
  -- As a spreadsheet numbers it.
  row int not null check (row > 0),
  cells jsonb not null check (jsonb_typeof(cells) = 'array'),
  -- Why it could not be read.
  problem jsonb,
  -- Of header and cells: the same row again is the same record again.
  fingerprint uuid not null,
  outcome text check (outcome in ('create', 'update', 'skip', 'invalid')),
  reason jsonb,
  remarks jsonb,
  -- The run has been here. Never unset: a run that starts again goes on behind such rows.
  done boolean not null default false,
  record_id uuid,
  primary key (organization_id, import_id, row),
  foreign key (organization_id, import_id) references app.imports (organization_id, id) on delete cascade
);
-- Partial, so that rows are never looked up by it one by one: that would read the whole import for each.
create index import_rows_outcome on app.import_rows (organization_id, import_id, outcome, row)
  where outcome in ('update', 'skip', 'invalid');
create index import_rows_fingerprint on app.import_rows (organization_id, fingerprint)
  where done and record_id is not null;

-- Each record that an import made or changed: what it was before, and its version when the import had done with it.
create table app.import_records (
  organization_id uuid not null references app.organizations on delete cascade,
  import_id uuid not null,
  record_type text not null check (record_type in ('contact', 'company', 'deal')),
  record_id uuid not null,
  -- The first row that it came from.
  row int not null,
  action text not null check (action in ('created', 'updated')),
  -- Columns as they were, and `points` that were added; null for what was created.
  before jsonb,
  version_after int not null,
  -- Null until an undo has been here: undone, or left alone, and why.
  undone text check (undone in ('undone', 'changed', 'in_use', 'gone')),
  primary key (organization_id, import_id, record_type, record_id),
  foreign key (organization_id, import_id) references app.imports (organization_id, id) on delete cascade
);
create index import_records_record on app.import_records (organization_id, record_id);

create trigger touch before update on app.imports for each row execute function app.touch();
create trigger live_insert after insert on app.imports referencing new table as changed
  for each statement execute function app.broadcast('imports');
create trigger live_update after update on app.imports referencing new table as changed
  for each statement execute function app.broadcast('imports');

alter table app.imports enable row level security;
alter table app.import_rows enable row level security;
alter table app.import_records enable row level security;
grant select, insert, update on app.imports to authenticated;
grant select, insert, update (outcome, reason, remarks, done, record_id) on app.import_rows to authenticated;
grant select, insert, update (version_after, before, undone) on app.import_records to authenticated;
grant all on app.imports, app.import_rows, app.import_records to service_role;
do $$
declare
  name text;
begin
  foreach name in array array['imports', 'import_rows', 'import_records'] loop
    execute format('create policy read on app.%I for select to authenticated
      using (organization_id = any((select app.orgs_with(''imports.read''))::uuid[]))', name);
    execute format('create policy add on app.%I for insert to authenticated
      with check (organization_id = any((select app.orgs_with(''imports.run''))::uuid[]))', name);
    execute format('create policy change on app.%I for update to authenticated
      using (organization_id = any((select app.orgs_with(''imports.run''))::uuid[]))
      with check (organization_id = any((select app.orgs_with(''imports.run''))::uuid[]))', name);
  end loop;
end $$;

-- How the job of an import fares, for everybody who may read imports: the job itself is seen by its starter and by managers only.
create function app.import_job(organization uuid, import uuid) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
begin
  if not coalesce(organization = any(app.orgs_with('imports.read')), false) then
    return null;
  end if;
  return (
    select jsonb_build_object('id', j.id, 'state', j.state, 'done', j.done, 'total', j.total,
      'error', case when j.error_code is not null then jsonb_build_object('code', j.error_code, 'message', j.error_words) end)
    from app.imports i join app.jobs j on j.organization_id = i.organization_id and j.id = i.job_id
    where i.organization_id = organization and i.id = import);
end $$;
revoke execute on function app.import_job(uuid, uuid) from public;
grant execute on function app.import_job(uuid, uuid) to authenticated;

-- A person's right to be erased: what the file said of them, and what they were before the import. The samples and the name of
-- the file may be theirs, too. What is blank cannot be given back by an undo.
create or replace function app.erase_from_import_rows(organization uuid, ids uuid[]) returns int
language plpgsql set search_path = '' as $$
declare
  touched int;
begin
  update app.imports i
  set file_name = '—', columns = (
    select coalesce(jsonb_agg(one || '{"samples": []}' order by nth), '[]')
    from jsonb_array_elements(i.columns) with ordinality as c (one, nth))
  where i.organization_id = organization and i.id in (
    select r.import_id from app.import_rows r where r.organization_id = organization and r.record_id = any(ids));
  update app.import_records set before = null, undone = coalesce(undone, 'gone')
  where organization_id = organization and record_type = 'contact' and record_id = any(ids);
  update app.import_rows set cells = '[]', problem = null, reason = null, remarks = null, fingerprint = gen_random_uuid()
  where organization_id = organization and record_id = any(ids);
  get diagnostics touched = row_count;
  return touched;
end $$;

select app.keep_audit('app.imports', 'import', '{file_name,columns,counts,job_id,row_count}');
