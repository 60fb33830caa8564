-- Jobs: work that outlives the request that asked for it. The row is the truth; the queue only carries its id to a worker.
insert into app.role_permissions (role, permission)
select role, permission
from (values
  ('jobs.read', array['owner', 'admin', 'member', 'viewer']),
  ('jobs.write', array['owner', 'admin', 'member'])
) as granted (permission, roles), unnest(roles) as role;

create table app.jobs (
  id uuid primary key default app.uuid_v7(),
  organization_id uuid not null references app.organizations on delete cascade,
  kind text not null check (kind ~ '^[a-z_]+\.[a-z_]+$'),
  state text not null default 'queued' check (state in ('queued', 'running', 'done', 'failed', 'cancelled')),
  -- Progress, in whatever the kind counts: rows.
  done int not null default 0 check (done >= 0),
  total int check (total >= 0),
  input jsonb not null default '{}',
  result jsonb,
  error_code text,
  error_words text,
  -- In whose name it runs. Null when the person is gone: then it fails.
  started_by uuid references auth.users on delete set null,
  -- Where the request came from, for the audit log.
  source text not null default 'web',
  request_id text,
  attempts int not null default 0,
  -- Not before this time; later than the creation after an attempt that failed in passing.
  run_after timestamptz not null default now(),
  -- The queue's message that carries it; null while none does.
  delivery uuid,
  -- The worker that runs it, and until when it is taken to be alive without another word.
  runner uuid,
  lease_until timestamptz,
  cancel_requested_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  started_at timestamptz,
  finished_at timestamptz,
  version int not null default 1,
  unique (organization_id, id)
);
create index jobs_newest on app.jobs (organization_id, id desc);
create index jobs_unfinished on app.jobs (state, id) where state in ('queued', 'running');
create index jobs_finished on app.jobs (finished_at) where finished_at is not null;

-- A job that no worker has begun is cancelled at once; a running one when its worker hears of it.
create function app.cancel_queued_job() returns trigger language plpgsql as $$
begin
  if new.state = 'queued' and new.cancel_requested_at is not null then
    new.state := 'cancelled';
    new.finished_at := new.cancel_requested_at;
  end if;
  return new;
end $$;

-- Tells the workers, who listen.
create function app.notify_workers() returns trigger language plpgsql as $$
begin
  if new.state = 'queued' and new.delivery is null then
    perform pg_notify('kith_jobs', 'queued');
  elsif new.cancel_requested_at is not null then
    perform pg_notify('kith_jobs', 'cancel ' || new.id);
  end if;
  return null;
end $$;

create trigger cancel_queued before update of cancel_requested_at on app.jobs
  for each row execute function app.cancel_queued_job();
create trigger touch before update of state, done, total, result, cancel_requested_at on app.jobs
  for each row execute function app.touch();
create trigger notify_insert after insert on app.jobs for each row execute function app.notify_workers();
create trigger notify_update after update of state, delivery, cancel_requested_at on app.jobs
  for each row execute function app.notify_workers();
create trigger live_insert after insert on app.jobs referencing new table as changed
  for each statement execute function app.broadcast('jobs');
create trigger live_update after update on app.jobs referencing new table as changed
  for each statement execute function app.broadcast('jobs');

-- People see their own jobs, and those who manage the organization see all. People start jobs and ask for their end; how a job
-- fares is written by its worker alone.
alter table app.jobs enable row level security;
grant select, insert (organization_id, kind, input, total, started_by, source, request_id), update (cancel_requested_at)
  on app.jobs to authenticated;
grant all on app.jobs to service_role;
create policy read on app.jobs for select to authenticated
  using (
    organization_id = any((select app.orgs_with('jobs.read'))::uuid[])
    and (started_by = (select auth.uid()) or organization_id = any((select app.orgs_with('organization.manage'))::uuid[])));
create policy add on app.jobs for insert to authenticated
  with check (organization_id = any((select app.orgs_with('jobs.write'))::uuid[]) and started_by = (select auth.uid()));
create policy cancel on app.jobs for update to authenticated
  using (
    organization_id = any((select app.orgs_with('jobs.write'))::uuid[])
    and (started_by = (select auth.uid()) or organization_id = any((select app.orgs_with('organization.manage'))::uuid[])))
  with check (organization_id = any((select app.orgs_with('jobs.write'))::uuid[]));
