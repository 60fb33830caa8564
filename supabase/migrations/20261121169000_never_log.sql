-- Whose messages are not kept: each person's own list, and the organization's protected recipients (lawyers, doctors, unions). The
-- database refuses such a message however it comes in, and says which list forbids it.
insert into app.role_permissions (role, permission)
select role, permission
from (values
  ('never_log.read', array['owner', 'admin', 'member']),
  ('never_log.write', array['owner', 'admin', 'member']),
  ('protected_recipients.read', array['owner', 'admin', 'member', 'viewer']),
  ('protected_recipients.manage', array['owner', 'admin'])
) as granted (permission, roles), unnest(roles) as role;
insert into app.event_subjects (subject_type, permission)
values ('never_log', 'never_log.write'), ('protected_recipient', 'protected_recipients.manage');

create table app.never_log (
  id uuid primary key default app.uuid_v7(),
  organization_id uuid not null references app.organizations on delete cascade,
  user_id uuid not null references auth.users on delete cascade,
  kind text not null check (kind in ('domain', 'email', 'phone', 'telegram', 'linkedin')),
  -- As contact points are compared; a domain stands for the domains below it, too.
  value text not null check (length(value) between 1 and 2000),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  version int not null default 1,
  unique (organization_id, user_id, kind, value)
);
create index never_log_newest on app.never_log (organization_id, user_id, id desc);

create table app.protected_recipients (
  id uuid primary key default app.uuid_v7(),
  organization_id uuid not null references app.organizations on delete cascade,
  kind text not null check (kind in ('domain', 'email', 'phone', 'telegram', 'linkedin')),
  value text not null check (length(value) between 1 and 2000),
  created_by uuid references auth.users on delete set null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  version int not null default 1,
  unique (organization_id, kind, value)
);
create index protected_recipients_newest on app.protected_recipients (organization_id, id desc);

create trigger touch before update on app.never_log for each row execute function app.touch();
create trigger touch before update on app.protected_recipients for each row execute function app.touch();
create trigger live_insert after insert on app.never_log referencing new table as changed
  for each statement execute function app.broadcast('never_log');
create trigger live_delete after delete on app.never_log referencing old table as changed
  for each statement execute function app.broadcast('never_log');
create trigger live_insert after insert on app.protected_recipients referencing new table as changed
  for each statement execute function app.broadcast('protected_recipients');
create trigger live_delete after delete on app.protected_recipients referencing old table as changed
  for each statement execute function app.broadcast('protected_recipients');
-- That somebody's own list changed is noted, not what stands on it.
select app.keep_audit('app.never_log', 'never_log');
select app.keep_audit('app.protected_recipients', 'protected_recipient');

alter table app.never_log enable row level security;
alter table app.protected_recipients enable row level security;
grant select, insert, delete on app.never_log, app.protected_recipients to authenticated;
grant all on app.never_log, app.protected_recipients to service_role;
create policy read on app.never_log for select to authenticated
  using (organization_id = any((select app.orgs_with('never_log.read'))::uuid[]) and user_id = (select auth.uid()));
create policy add on app.never_log for insert to authenticated
  with check (organization_id = any((select app.orgs_with('never_log.write'))::uuid[]) and user_id = (select auth.uid()));
create policy remove on app.never_log for delete to authenticated
  using (organization_id = any((select app.orgs_with('never_log.write'))::uuid[]) and user_id = (select auth.uid()));
create policy read on app.protected_recipients for select to authenticated
  using (organization_id = any((select app.orgs_with('protected_recipients.read'))::uuid[]));
create policy add on app.protected_recipients for insert to authenticated
  with check (organization_id = any((select app.orgs_with('protected_recipients.manage'))::uuid[]));
create policy remove on app.protected_recipients for delete to authenticated
  using (organization_id = any((select app.orgs_with('protected_recipients.manage'))::uuid[]));

-- Whether a line of a list stands for a contact point.
create function app.stands_for(line_kind text, line_value text, point_kind text, point text) returns boolean
language sql immutable parallel safe as $$
  select case when line_kind <> 'domain' then line_kind = point_kind and line_value = point
    when point_kind = 'email' then '.' || split_part(point, '@', 2) like '%.' || line_value
    else false end
$$;
revoke execute on function app.stands_for(text, text, text, text) from public;

-- Which list forbids `logger` to keep a message with a contact: 'protected_recipients', 'never_log', or none. All addresses of the
-- contact count: a message does not say to which of them it went.
create function app.list_against(organization uuid, contact uuid, logger uuid) returns text
language plpgsql stable security definer set search_path = '' as $$
begin
  if exists (select from app.protected_recipients r where r.organization_id = organization) and exists (
    select from app.contact_points p join app.protected_recipients r on r.organization_id = p.organization_id
    where p.organization_id = organization and p.contact_id = contact
      and app.stands_for(r.kind, r.value, p.kind, p.normalized)) then
    return 'protected_recipients';
  end if;
  if logger is not null and exists (
    select from app.never_log n where n.organization_id = organization and n.user_id = logger) and exists (
    select from app.contact_points p join app.never_log n on n.organization_id = p.organization_id and n.user_id = logger
    where p.organization_id = organization and p.contact_id = contact
      and app.stands_for(n.kind, n.value, p.kind, p.normalized)) then
    return 'never_log';
  end if;
  return null;
end $$;
revoke execute on function app.list_against(uuid, uuid, uuid) from public;

-- Of these contacts, those whose messages the caller may not log, and why.
create function app.unlogged(organization uuid, contacts uuid[]) returns table (contact_id uuid, list text)
language plpgsql stable security definer set search_path = '' as $$
declare
  caller uuid := auth.uid();
begin
  if not coalesce(organization = any(app.orgs_with('interactions.write')), false) then
    return;
  end if;
  return query
  select c.id, l.list
  from (select distinct unnest(contacts) as id) c
  cross join lateral (select app.list_against(organization, c.id, caller) as list) l
  where l.list is not null;
end $$;
revoke execute on function app.unlogged(uuid, uuid[]) from public;
grant execute on function app.unlogged(uuid, uuid[]) to authenticated;

-- What was logged before stays; nothing new comes in, and nothing that was forgotten comes back.
create function app.refuse_unlogged() returns trigger language plpgsql security definer set search_path = '' as $$
declare
  list text := app.list_against(new.organization_id, new.contact_id, new.logged_by);
begin
  if list is not null then
    raise exception 'Messages with this contact are not logged' using errcode = 'KT070', detail = list;
  end if;
  return new;
end $$;
revoke execute on function app.refuse_unlogged() from public;
create trigger refuse_unlogged before insert on app.interactions
  for each row execute function app.refuse_unlogged();
create trigger refuse_unlogged_again before update of deleted_at on app.interactions
  for each row when (old.deleted_at is not null and new.deleted_at is null) execute function app.refuse_unlogged();
