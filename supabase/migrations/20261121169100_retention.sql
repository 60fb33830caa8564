-- How long an organization keeps what it has: months after which messages keep nothing but that they were, and months without a sign of
-- life after which contacts go to the trash. The audit log is no part of it: it is a chain.
insert into app.role_permissions (role, permission)
select role, permission
from (values
  ('privacy.read', array['owner', 'admin', 'member', 'viewer']),
  ('privacy.manage', array['owner', 'admin'])
) as granted (permission, roles), unnest(roles) as role;
insert into app.event_subjects (subject_type, permission) values ('retention', 'privacy.manage');

create table app.retention (
  id uuid primary key default app.uuid_v7(),
  organization_id uuid not null unique references app.organizations on delete cascade,
  -- Null: for ever.
  messages_months int check (messages_months between 1 and 1200),
  inactive_contacts_months int check (inactive_contacts_months between 1 and 1200),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  version int not null default 1
);
create trigger touch before update on app.retention for each row execute function app.touch();
create trigger live_insert after insert on app.retention referencing new table as changed
  for each statement execute function app.broadcast('privacy');
create trigger live_update after update on app.retention referencing new table as changed
  for each statement execute function app.broadcast('privacy');
select app.keep_audit('app.retention', 'retention');

alter table app.retention enable row level security;
grant select, insert, update on app.retention to authenticated;
grant all on app.retention to service_role;
create policy read on app.retention for select to authenticated
  using (organization_id = any((select app.orgs_with('privacy.read'))::uuid[]));
create policy add on app.retention for insert to authenticated
  with check (organization_id = any((select app.orgs_with('privacy.manage'))::uuid[]));
create policy change on app.retention for update to authenticated
  using (organization_id = any((select app.orgs_with('privacy.manage'))::uuid[]))
  with check (organization_id = any((select app.orgs_with('privacy.manage'))::uuid[]));

-- Set when the time of a message was over: what was written in it is gone, and its thread.
alter table app.interactions add expired_at timestamptz;
create index interactions_to_expire on app.interactions (organization_id, occurred_at)
  where expired_at is null and deleted_at is null;

-- At most `most` messages from before a time. For the counting and for the sweep, which run in names of their own.
create function app.messages_due(organization uuid, before timestamptz, most int) returns setof uuid
language sql stable set search_path = '' as $$
  select i.id from app.interactions i
  where i.organization_id = organization and i.occurred_at < before and i.expired_at is null and i.deleted_at is null
  order by i.occurred_at limit most
$$;
revoke execute on function app.messages_due(uuid, timestamptz, int) from public;
grant execute on function app.messages_due(uuid, timestamptz, int) to authenticated, service_role;

-- At most `most` contacts of whom nothing was heard, written or changed since a time, without those whom somebody is to act on: by an
-- open deal, an open task or a cadence.
create function app.contacts_due(organization uuid, before timestamptz, most int) returns setof uuid
language sql stable set search_path = '' as $$
  select c.id from app.contacts c
  where c.organization_id = organization and c.deleted_at is null and c.active_at < before and c.updated_at < before
    and not exists (
      select from app.notes n
      where n.organization_id = organization and n.contact_id = c.id and n.deleted_at is null and n.updated_at >= before)
    and not exists (
      select from app.tasks t
      where t.organization_id = organization and t.contact_id = c.id and t.deleted_at is null
        and (t.done_at is null or t.done_at >= before))
    and not exists (
      select from app.contact_cadences k where k.organization_id = organization and k.contact_id = c.id)
    and not exists (
      select from app.deal_contacts dc join app.deals d on d.organization_id = organization and d.id = dc.deal_id
      where dc.organization_id = organization and dc.contact_id = c.id and d.deleted_at is null
        and ((d.won_at is null and d.lost_at is null) or d.updated_at >= before))
  order by c.active_at limit most
$$;
revoke execute on function app.contacts_due(uuid, timestamptz, int) from public;
grant execute on function app.contacts_due(uuid, timestamptz, int) to authenticated, service_role;

-- Takes what was written in messages. Day, direction and channel stay for counts, and the channel's own id, so that the same message is
-- not logged anew. Only the sweep calls it.
create function app.expire_messages(organization uuid, ids uuid[]) returns int
language plpgsql set search_path = '' as $$
declare
  touched int;
begin
  delete from app.interaction_texts t where t.organization_id = organization and t.interaction_id = any(ids);
  update app.interactions i set expired_at = now(), thread_id = null, has_body = false, visibility = 'metadata'
  where i.organization_id = organization and i.id = any(ids) and i.expired_at is null;
  get diagnostics touched = row_count;
  return touched;
end $$;
revoke execute on function app.expire_messages(uuid, uuid[]) from public;
grant execute on function app.expire_messages(uuid, uuid[]) to service_role;

-- A message that was forgotten and is logged again begins anew.
create function app.begin_anew() returns trigger language plpgsql set search_path = '' as $$
begin
  new.expired_at := null;
  return new;
end $$;
create trigger begin_anew before update of deleted_at on app.interactions
  for each row when (old.deleted_at is not null and new.deleted_at is null) execute function app.begin_anew();
