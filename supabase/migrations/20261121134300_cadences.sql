-- Keep in touch: how often to hear from a contact. Each interaction begins the time anew; when it is over, a sweep makes one
-- task of it. Another task comes only after the one before was done or deleted.
create table app.contact_cadences (
  id uuid primary key default app.uuid_v7(),
  organization_id uuid not null references app.organizations on delete cascade,
  contact_id uuid not null,
  every int not null check (every between 1 and 365),
  unit text not null check (unit in ('day', 'week', 'month')),
  zone text not null check (length(zone) between 1 and 64),
  -- The last time that anybody was in touch, else when it was set.
  counted_from timestamptz not null,
  -- Nine in the morning of the day on which the time is over; kept by trigger.
  due_at timestamptz not null,
  -- Since when a task has stood for it; null while the time runs.
  raised_at timestamptz,
  set_by uuid,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  version int not null default 1,
  unique (organization_id, contact_id),
  foreign key (organization_id, contact_id) references app.contacts (organization_id, id) on delete cascade,
  foreign key (organization_id, set_by) references app.memberships (organization_id, user_id) on delete set null (set_by)
);
-- The sweep looks through all organizations.
create index contact_cadences_due on app.contact_cadences (due_at) where raised_at is null;
-- However many sweeps run at once, one task a contact.
create unique index tasks_keep_in_touch on app.tasks (organization_id, contact_id)
  where keep_in_touch and done_at is null and deleted_at is null;

create function app.plan_cadence() returns trigger language plpgsql as $$
begin
  new.due_at := ((new.counted_from at time zone new.zone)::date
    + make_interval(months => case new.unit when 'month' then new.every else 0 end,
      days => case new.unit when 'day' then new.every when 'week' then new.every * 7 else 0 end)
    + time '09:00') at time zone new.zone;
  new.raised_at := null;
  return new;
end $$;
create trigger plan_cadence before insert or update of every, unit, zone, counted_from on app.contact_cadences
  for each row execute function app.plan_cadence();
create trigger touch before update of every, unit, zone on app.contact_cadences
  for each row execute function app.touch();
select app.keep_audit('app.contact_cadences', 'contact_cadence', '{counted_from,due_at,raised_at,set_by}', 'contact_id');

-- An interaction begins the time anew, and does what the open task asked for.
create function app.reset_cadence() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  update app.tasks set done_at = clock_timestamp()
  where organization_id = new.organization_id and contact_id = new.id and keep_in_touch
    and done_at is null and deleted_at is null and due_at < new.last_interaction_at;
  update app.contact_cadences set counted_from = new.last_interaction_at
  where organization_id = new.organization_id and contact_id = new.id and counted_from < new.last_interaction_at;
  return null;
end $$;
revoke execute on function app.reset_cadence() from public;
create trigger reset_cadence after update of last_interaction_at on app.contacts
  for each row when (new.last_interaction_at > coalesce(old.last_interaction_at, '-infinity'))
  execute function app.reset_cadence();

-- Whoever must not be contacted needs no reminder of it.
create function app.silence_cadence() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  update app.tasks set deleted_at = clock_timestamp()
  where organization_id = new.organization_id and contact_id = new.id and keep_in_touch
    and done_at is null and deleted_at is null;
  return null;
end $$;
revoke execute on function app.silence_cadence() from public;
create trigger silence_cadence after update of do_not_contact on app.contacts
  for each row when (new.do_not_contact and not old.do_not_contact) execute function app.silence_cadence();

-- A task that was done or deleted begins the time anew.
create function app.restart_cadence() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  update app.contact_cadences set counted_from = greatest(counted_from, now())
  where organization_id = new.organization_id and contact_id = new.contact_id;
  return null;
end $$;
revoke execute on function app.restart_cadence() from public;
create trigger restart_cadence after update of done_at, deleted_at on app.tasks
  for each row when (new.keep_in_touch and (old.done_at is null and new.done_at is not null
    or old.deleted_at is null and new.deleted_at is not null))
  execute function app.restart_cadence();

-- Members see and set it with the contact; it is no record of its own.
alter table app.contact_cadences enable row level security;
grant select, insert, update, delete on app.contact_cadences to authenticated;
grant all on app.contact_cadences to service_role;
create policy read on app.contact_cadences for select to authenticated
  using (organization_id = any((select app.orgs_with('tasks.read'))::uuid[]));
create policy add on app.contact_cadences for insert to authenticated
  with check (organization_id = any((select app.orgs_with('tasks.write'))::uuid[]));
create policy change on app.contact_cadences for update to authenticated
  using (organization_id = any((select app.orgs_with('tasks.write'))::uuid[]))
  with check (organization_id = any((select app.orgs_with('tasks.write'))::uuid[]));
create policy remove on app.contact_cadences for delete to authenticated
  using (organization_id = any((select app.orgs_with('tasks.write'))::uuid[]));

-- What was told stays told, also when a snooze was taken back.
create or replace function app.plan_reminder() returns trigger language plpgsql as $$
declare
  due timestamptz := coalesce(new.snoozed_until, new.due_at);
begin
  if due is null or new.done_at is not null or new.deleted_at is not null then
    new.remind_at := null;
    return new;
  end if;
  select min(t.at) into new.remind_at
  from (
    select due as at
    union all
    select new.due_at - make_interval(mins => m) from unnest(new.remind_before) as m where new.snoozed_until is null
  ) t
  where t.at > coalesce(new.reminded_at, '-infinity') and (t.at > now() or t.at = due);
  return new;
end $$;

-- For the sweeps alone: they act for all organizations, as the system.
-- Tells of tasks whose time has come, each time once: the note that it was told goes with the event. Tasks of deleted records
-- are passed over in silence.
create function app.tell_due_tasks(present timestamptz, most int) returns int
language plpgsql security definer set search_path = '' as $$
declare
  told int;
begin
  with due as (
    select t.id, t.remind_at as at from app.tasks t where t.remind_at <= present
    order by t.remind_at limit most for update skip locked),
  noted as (
    update app.tasks t set reminded_at = due.at from due where t.id = due.id
    returning t.organization_id, t.id, t.contact_id, t.company_id, t.deal_id, t.assignee_id, t.due_at, due.at),
  sent as (
    insert into app.events (organization_id, type, subject_type, subject_id, actor, payload)
    select n.organization_id, 'task.due', 'task', n.id, '{"kind": "system", "id": null}', jsonb_build_object(
      'assigneeId', n.assignee_id, 'dueAt', n.due_at, 'reminderAt', n.at,
      'record', case
        when n.contact_id is not null then jsonb_build_object('type', 'contact', 'id', n.contact_id)
        when n.company_id is not null then jsonb_build_object('type', 'company', 'id', n.company_id)
        when n.deal_id is not null then jsonb_build_object('type', 'deal', 'id', n.deal_id) end)
    from noted n
    where not exists (select from app.contacts c where c.organization_id = n.organization_id and c.id = n.contact_id
        and c.deleted_at is not null)
      and not exists (select from app.companies c where c.organization_id = n.organization_id and c.id = n.company_id
        and c.deleted_at is not null)
      and not exists (select from app.deals d where d.organization_id = n.organization_id and d.id = n.deal_id
        and d.deleted_at is not null))
  select count(*) into told from noted;
  return told;
end $$;
revoke execute on function app.tell_due_tasks(timestamptz, int) from public;

-- Makes the tasks of cadences whose time is over: for the contact's owner, else for whoever set the cadence.
create function app.raise_cadences(present timestamptz, most int) returns int
language plpgsql security definer set search_path = '' as $$
declare
  raised int;
begin
  with due as (
    select k.id, k.organization_id, k.contact_id, k.due_at, k.zone, c.name, coalesce(c.owner_id, k.set_by) as assignee
    from app.contact_cadences k
    join app.contacts c on c.organization_id = k.organization_id and c.id = k.contact_id
    where k.raised_at is null and k.due_at <= present and c.deleted_at is null and not c.do_not_contact
    order by k.due_at limit most for update of k skip locked),
  noted as (
    update app.contact_cadences k set raised_at = present from due where k.id = due.id),
  made as (
    insert into app.tasks (organization_id, contact_id, title, keep_in_touch, due_local, due_zone, due_at, assignee_id)
    select d.organization_id, d.contact_id, 'Keep in touch with ' || left(d.name, 200), true, d.due_at at time zone d.zone,
      d.zone, d.due_at, d.assignee
    from due d
    on conflict do nothing
    returning organization_id, id, contact_id, assignee_id),
  sent as (
    insert into app.events (organization_id, type, subject_type, subject_id, actor, payload)
    select m.organization_id, 'task.created', 'task', m.id, '{"kind": "system", "id": null}', jsonb_build_object(
      'assigneeId', m.assignee_id, 'repeats', null, 'record', jsonb_build_object('type', 'contact', 'id', m.contact_id))
    from made m)
  select count(*) into raised from due;
  return raised;
end $$;
revoke execute on function app.raise_cadences(timestamptz, int) from public;
