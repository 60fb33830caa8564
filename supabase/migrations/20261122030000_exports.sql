-- Exports as jobs: the file that somebody asked for stands here in pieces, for them alone, until it expires. See docs/decisions/0051.
insert into app.event_subjects (subject_type, permission) values ('export', 'data.export');

create table app.exports (
  id uuid primary key default app.uuid_v7(),
  organization_id uuid not null references app.organizations on delete cascade,
  file text not null check (file in ('contacts.csv', 'contacts.vcf', 'companies.csv', 'deals.csv', 'full.json')),
  -- The job that makes it.
  job_id uuid,
  made_by uuid not null references auth.users on delete cascade,
  -- In bytes, and since when it is whole; null until then.
  size bigint check (size >= 0),
  ready_at timestamptz,
  expires_at timestamptz not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  version int not null default 1,
  unique (organization_id, id),
  check ((ready_at is null) = (size is null))
);
create index exports_mine on app.exports (organization_id, made_by, id desc);
create index exports_age on app.exports (expires_at);

create table app.export_pieces (
  organization_id uuid not null references app.organizations on delete cascade,
  export_id uuid not null,
  nth int not null check (nth > 0),
  content text not null,
  primary key (organization_id, export_id, nth),
  foreign key (organization_id, export_id) references app.exports (organization_id, id) on delete cascade
);

create trigger touch before update on app.exports for each row execute function app.touch();

alter table app.exports enable row level security;
alter table app.export_pieces enable row level security;
grant select, delete, insert (organization_id, file, made_by, expires_at), update (job_id, size, ready_at, expires_at)
  on app.exports to authenticated;
grant select, insert, delete on app.export_pieces to authenticated;
grant all on app.exports, app.export_pieces to service_role;
do $$
declare
  part record;
  mine text;
  may constant text := 'organization_id = any((select app.orgs_with(''data.export''))::uuid[]) and ';
begin
  for part in select * from (values
    ('exports', 'made_by = (select auth.uid())'),
    ('export_pieces', 'export_id in (select e.id from app.exports e where e.made_by = (select auth.uid()))')) as t (name, mine)
  loop
    mine := may || part.mine;
    execute format('create policy read on app.%I for select to authenticated using (%s)', part.name, mine);
    execute format('create policy add on app.%I for insert to authenticated with check (%s)', part.name, mine);
    execute format('create policy out on app.%I for delete to authenticated using (%s)', part.name, mine);
  end loop;
end $$;
create policy change on app.exports for update to authenticated
  using (organization_id = any((select app.orgs_with('data.export'))::uuid[]) and made_by = (select auth.uid()))
  with check (organization_id = any((select app.orgs_with('data.export'))::uuid[]) and made_by = (select auth.uid()));

-- Whoever is erased may stand in any file: all of the organization go, whole or not, and the jobs that make them end. What a job
-- has read of the person already cannot be written any more, for its export is gone.
create function app.erase_from_exports(organization uuid, ids uuid[]) returns int language plpgsql set search_path = '' as $$
declare
  touched int;
begin
  update app.jobs j set cancel_requested_at = now()
  where j.organization_id = organization and j.state in ('queued', 'running') and j.cancel_requested_at is null
    and j.id in (select e.job_id from app.exports e where e.organization_id = organization);
  delete from app.exports e where e.organization_id = organization;
  get diagnostics touched = row_count;
  return touched;
end $$;
revoke execute on function app.erase_from_exports(uuid, uuid[]) from public;

select app.open_reading();
