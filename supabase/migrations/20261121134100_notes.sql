-- Notes: what somebody wrote down about a record, in Markdown, with mentions of members.
insert into app.role_permissions (role, permission)
select role, permission
from (values
  ('notes.read', array['owner', 'admin', 'member', 'viewer']),
  ('notes.write', array['owner', 'admin', 'member'])
) as granted (permission, roles), unnest(roles) as role;
insert into app.event_subjects (subject_type, permission) values ('note', 'notes.write');

create table app.notes (
  id uuid primary key default app.uuid_v7(),
  organization_id uuid not null references app.organizations on delete cascade,
  contact_id uuid,
  company_id uuid,
  deal_id uuid,
  body text not null check (length(body) between 1 and 50000),
  -- Members named in the body.
  mentions uuid[] not null default '{}' check (cardinality(mentions) <= 50),
  author_id uuid references auth.users on delete set null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  deleted_at timestamptz,
  version int not null default 1,
  check (num_nonnulls(contact_id, company_id, deal_id) = 1),
  unique (organization_id, id),
  foreign key (organization_id, contact_id) references app.contacts (organization_id, id) on delete cascade,
  foreign key (organization_id, company_id) references app.companies (organization_id, id) on delete cascade,
  foreign key (organization_id, deal_id) references app.deals (organization_id, id) on delete cascade
);
create index notes_newest on app.notes (organization_id, created_at desc, id desc) where deleted_at is null;
create index notes_contact on app.notes (organization_id, contact_id, created_at desc, id desc)
  where contact_id is not null and deleted_at is null;
create index notes_company on app.notes (organization_id, company_id, created_at desc, id desc)
  where company_id is not null and deleted_at is null;
create index notes_deal on app.notes (organization_id, deal_id, created_at desc, id desc)
  where deal_id is not null and deleted_at is null;

create trigger touch before update on app.notes for each row execute function app.touch();
create trigger live_insert after insert on app.notes referencing new table as changed
  for each statement execute function app.broadcast('notes', 'contact_id');
create trigger live_update after update on app.notes referencing new table as changed
  for each statement execute function app.broadcast('notes', 'contact_id');
select app.keep_audit('app.notes', 'note', '{mentions}');
select app.keep_audit('app.tasks', 'task', '{remind_at,reminded_at,repeat_from}');

alter table app.notes enable row level security;
grant select, insert, update on app.notes to authenticated;
grant all on app.notes to service_role;
create policy read on app.notes for select to authenticated
  using (organization_id = any((select app.orgs_with('notes.read'))::uuid[]));
create policy add on app.notes for insert to authenticated
  with check (organization_id = any((select app.orgs_with('notes.write'))::uuid[]) and author_id = (select auth.uid()));
-- A note belongs to who wrote it, and to those who manage the organization.
create policy change on app.notes for update to authenticated
  using (
    organization_id = any((select app.orgs_with('notes.write'))::uuid[])
    and (author_id = (select auth.uid()) or organization_id = any((select app.orgs_with('organization.manage'))::uuid[])))
  with check (
    organization_id = any((select app.orgs_with('notes.write'))::uuid[])
    and (author_id = (select auth.uid()) or organization_id = any((select app.orgs_with('organization.manage'))::uuid[])));

-- Keeps when the next open task of a contact comes up, which lists show. Touches only contacts whose value really changes.
create function app.keep_next_task() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  update app.contacts c set next_task_at = n.at
  from (
    select r.organization_id, r.contact_id, (
      select min(t.comes_at) from app.tasks t
      where t.organization_id = r.organization_id and t.contact_id = r.contact_id
        and t.done_at is null and t.deleted_at is null) as at
    from (
      select w.organization_id, w.contact_id from was w where w.contact_id is not null
      union
      select n.organization_id, n.contact_id from changed n where n.contact_id is not null) r
  ) n
  where c.organization_id = n.organization_id and c.id = n.contact_id and c.next_task_at is distinct from n.at;
  return null;
end $$;
revoke execute on function app.keep_next_task() from public;

create function app.keep_next_task_of_new() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  update app.contacts c set next_task_at = n.at
  from (
    select organization_id, contact_id, min(comes_at) as at from changed
    where contact_id is not null and done_at is null and deleted_at is null
    group by organization_id, contact_id) n
  where c.organization_id = n.organization_id and c.id = n.contact_id
    and n.at < coalesce(c.next_task_at, 'infinity');
  return null;
end $$;
revoke execute on function app.keep_next_task_of_new() from public;

create trigger keep_next_insert after insert on app.tasks referencing new table as changed
  for each statement execute function app.keep_next_task_of_new();
create trigger keep_next_update after update on app.tasks referencing old table as was new table as changed
  for each statement execute function app.keep_next_task();
update app.contacts c set next_task_at = (
  select min(t.comes_at) from app.tasks t
  where t.organization_id = c.organization_id and t.contact_id = c.id and t.done_at is null and t.deleted_at is null)
where exists (select from app.tasks t where t.organization_id = c.organization_id and t.contact_id = c.id);
