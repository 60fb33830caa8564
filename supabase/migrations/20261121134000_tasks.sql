-- Tasks: what somebody is to do, when, and for which record; with reminders, snoozing and repetition.
insert into app.role_permissions (role, permission)
select role, permission
from (values
  ('tasks.read', array['owner', 'admin', 'member', 'viewer']),
  ('tasks.write', array['owner', 'admin', 'member'])
) as granted (permission, roles), unnest(roles) as role;
insert into app.event_subjects (subject_type, permission) values ('task', 'tasks.write');

create table app.tasks (
  id uuid primary key default app.uuid_v7(),
  organization_id uuid not null references app.organizations on delete cascade,
  title text not null check (length(title) between 1 and 300),
  body text check (length(body) <= 20000),
  -- What it is about; one record or none.
  contact_id uuid,
  company_id uuid,
  deal_id uuid,
  -- Made by the cadence of its contact.
  keep_in_touch boolean not null default false,
  -- What a person wrote down: time on the wall and the IANA zone of that wall. The instant follows from both.
  due_local timestamp(0),
  due_zone text check (length(due_zone) between 1 and 64),
  due_at timestamptz,
  snoozed_until timestamptz,
  -- When it comes up: what lists sort by.
  comes_at timestamptz generated always as (coalesce(snoozed_until, due_at)) stored,
  -- RFC 5545 rule in wall-clock time, counted from repeat_from.
  repeat_rule text check (length(repeat_rule) <= 500),
  repeat_from timestamp(0),
  -- The occurrence before; each has one next at most.
  repeats_id uuid,
  -- Minutes before the due time at which to remind, besides the due time itself.
  remind_before int[] not null default '{}' check (cardinality(remind_before) <= 5),
  -- Kept by trigger: the next time to tell of it; null when there is none left.
  remind_at timestamptz,
  reminded_at timestamptz,
  assignee_id uuid,
  done_at timestamptz,
  done_by uuid references auth.users on delete set null,
  created_by uuid references auth.users on delete set null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  deleted_at timestamptz,
  version int not null default 1,
  check (num_nonnulls(contact_id, company_id, deal_id) <= 1),
  check (num_nonnulls(due_local, due_zone, due_at) in (0, 3)),
  check (due_at is not null or (repeat_rule is null and snoozed_until is null)),
  check ((repeat_rule is null) = (repeat_from is null)),
  unique (organization_id, id),
  constraint tasks_next unique (organization_id, repeats_id),
  foreign key (organization_id, contact_id) references app.contacts (organization_id, id) on delete cascade,
  foreign key (organization_id, company_id) references app.companies (organization_id, id) on delete cascade,
  foreign key (organization_id, deal_id) references app.deals (organization_id, id) on delete cascade,
  foreign key (organization_id, repeats_id) references app.tasks (organization_id, id) on delete set null (repeats_id),
  foreign key (organization_id, assignee_id) references app.memberships (organization_id, user_id)
    on delete set null (assignee_id)
);
-- Open tasks in the order in which they come up; those without a time come last.
create index tasks_open on app.tasks (organization_id, coalesce(comes_at, 'infinity'), id)
  where done_at is null and deleted_at is null;
create index tasks_open_mine on app.tasks (organization_id, assignee_id, coalesce(comes_at, 'infinity'), id)
  where done_at is null and deleted_at is null;
create index tasks_done on app.tasks (organization_id, done_at desc, id desc) where done_at is not null and deleted_at is null;
create index tasks_contact on app.tasks (organization_id, contact_id, created_at desc, id desc)
  where contact_id is not null and deleted_at is null;
create index tasks_company on app.tasks (organization_id, company_id, created_at desc, id desc)
  where company_id is not null and deleted_at is null;
create index tasks_deal on app.tasks (organization_id, deal_id, created_at desc, id desc)
  where deal_id is not null and deleted_at is null;
create index tasks_contact_done on app.tasks (organization_id, contact_id, done_at desc, id desc)
  where contact_id is not null and done_at is not null and deleted_at is null;
create index tasks_company_done on app.tasks (organization_id, company_id, done_at desc, id desc)
  where company_id is not null and done_at is not null and deleted_at is null;
create index tasks_deal_done on app.tasks (organization_id, deal_id, done_at desc, id desc)
  where deal_id is not null and done_at is not null and deleted_at is null;
-- The sweep tells of the due tasks of all organizations.
create index tasks_to_tell on app.tasks (remind_at) where remind_at is not null;

-- Keeps when to tell of a task next. What lay in the past when the time was set is not told, but for the due time itself.
create function app.plan_reminder() returns trigger language plpgsql as $$
declare
  due timestamptz := coalesce(new.snoozed_until, new.due_at);
begin
  if due is null or new.done_at is not null or new.deleted_at is not null then
    new.remind_at := null;
    return new;
  end if;
  if tg_op = 'UPDATE' and due is distinct from coalesce(old.snoozed_until, old.due_at) then
    new.reminded_at := null;
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

create trigger plan_reminder before insert or update of due_at, snoozed_until, remind_before, reminded_at, done_at, deleted_at
  on app.tasks for each row execute function app.plan_reminder();
-- What the sweep notes does not raise the version.
create trigger touch before update of title, body, contact_id, company_id, deal_id, due_local, due_zone, due_at, snoozed_until,
  repeat_rule, remind_before, assignee_id, done_at, deleted_at, updated_at on app.tasks
  for each row execute function app.touch();
create trigger live_insert after insert on app.tasks referencing new table as changed
  for each statement execute function app.broadcast('tasks', 'contact_id');
create trigger live_update after update on app.tasks referencing new table as changed
  for each statement execute function app.broadcast('tasks', 'contact_id');

alter table app.tasks enable row level security;
grant select, insert, update on app.tasks to authenticated;
grant all on app.tasks to service_role;
create policy read on app.tasks for select to authenticated
  using (organization_id = any((select app.orgs_with('tasks.read'))::uuid[]));
create policy add on app.tasks for insert to authenticated
  with check (organization_id = any((select app.orgs_with('tasks.write'))::uuid[]));
create policy change on app.tasks for update to authenticated
  using (organization_id = any((select app.orgs_with('tasks.write'))::uuid[]))
  with check (organization_id = any((select app.orgs_with('tasks.write'))::uuid[]));
