-- The outbox: what happened, written in the transaction of the change; and the answers of replayed writes.
create table app.events (
  id uuid primary key default app.uuid_v7(),
  organization_id uuid not null references app.organizations on delete cascade,
  type text not null check (type ~ '^[a-z_]+\.[a-z_]+$'),
  subject_type text not null,
  subject_id uuid not null,
  actor jsonb not null,
  payload jsonb not null default '{}',
  correlation_id text,
  caused_by uuid,
  depth int not null default 0,
  occurred_at timestamptz not null default now(),
  relayed_at timestamptz
);
create index events_organization on app.events (organization_id, id);
create index events_waiting on app.events (id) where relayed_at is null;

alter table app.events enable row level security;
grant select on app.events to authenticated;
grant all on app.events to service_role;
create policy read on app.events for select to authenticated
  using (organization_id = any((select app.orgs_with('events.read'))::uuid[]));

-- What an event can be about, and which permission its writers hold. A new kind adds its row in its own migration.
create table app.event_subjects (
  subject_type text primary key,
  permission text not null
);
alter table app.event_subjects enable row level security;
grant all on app.event_subjects to service_role;
insert into app.event_subjects (subject_type, permission) values
  ('contact', 'contacts.write'),
  ('company', 'companies.write'),
  ('interaction', 'interactions.write'),
  ('embed_key', 'keys.manage');

-- Appends an event for a caller who may change the subject's kind. The table itself takes no inserts, updates or deletes
-- from people, and the actor is whom the claims name, so nobody can invent or rewrite what happened.
create function app.record_event(
  organization_id uuid, type text, subject_type text, subject_id uuid, payload jsonb, correlation_id text
) returns uuid language plpgsql security definer set search_path = '' as $$
declare
  event_id uuid := app.uuid_v7();
  permission text := (select s.permission from app.event_subjects s where s.subject_type = record_event.subject_type);
begin
  if not coalesce(record_event.organization_id = any(app.orgs_with(permission)), false) then
    raise exception 'The caller may not change a % in this organization', record_event.subject_type
      using errcode = '42501';
  end if;
  insert into app.events (id, organization_id, type, subject_type, subject_id, actor, payload, correlation_id)
  values (event_id, record_event.organization_id, record_event.type, record_event.subject_type, record_event.subject_id,
    jsonb_build_object('kind', case when auth.jwt() ? 'kith_embed' then 'embed' else 'user' end, 'id', auth.uid()),
    record_event.payload, record_event.correlation_id);
  return event_id;
end $$;
revoke execute on function app.record_event(uuid, text, text, uuid, jsonb, text) from public;
grant execute on function app.record_event(uuid, text, text, uuid, jsonb, text) to authenticated;

-- One row a write that carried an Idempotency-Key. Inserted first in the write's transaction: a second request with
-- the same key waits for the first to end, then finds its answer.
create table app.idempotency_keys (
  organization_id uuid not null references app.organizations on delete cascade,
  actor_id uuid not null,
  key text not null check (length(key) between 1 and 200),
  request_hash text not null,
  status int,
  -- The answer as it was sent, byte for byte; null for one without a body.
  body text,
  -- The version in its ETag.
  version int,
  created_at timestamptz not null default now(),
  primary key (organization_id, actor_id, key)
);
create index idempotency_keys_age on app.idempotency_keys (created_at);
alter table app.idempotency_keys enable row level security;
grant select, insert, update on app.idempotency_keys to authenticated;
grant all on app.idempotency_keys to service_role;
create policy own on app.idempotency_keys to authenticated
  using (actor_id = auth.uid() and organization_id = any((select app.orgs_with('organization.read'))::uuid[]))
  with check (actor_id = auth.uid() and organization_id = any((select app.orgs_with('organization.read'))::uuid[]));

-- A new user gets an organization and owns it. Runs on the auth schema's own insert, on Supabase and embedded alike.
create function app.welcome_user() returns trigger language plpgsql security definer set search_path = '' as $$
declare
  organization uuid := app.uuid_v7();
  wanted_name text := nullif(btrim(left(new.raw_user_meta_data ->> 'organization_name', 200)), '');
begin
  insert into app.organizations (id, name)
  values (organization, coalesce(wanted_name, nullif(split_part(coalesce(new.email, ''), '@', 1), ''), 'My organization'));
  insert into app.memberships (organization_id, user_id, role) values (organization, new.id, 'owner');
  insert into app.events (organization_id, type, subject_type, subject_id, actor)
  values (organization, 'user.created', 'user', new.id, jsonb_build_object('kind', 'user', 'id', new.id));
  return new;
end $$;
revoke execute on function app.welcome_user() from public;
create trigger kith_welcome_user after insert on auth.users for each row execute function app.welcome_user();
