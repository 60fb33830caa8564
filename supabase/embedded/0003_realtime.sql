-- The part of Supabase's realtime schema that our clients and migrations see. Names follow upstream.
create schema if not exists realtime;
grant usage on schema realtime to anon, authenticated, service_role, kith_owner;

create table if not exists realtime.messages (
  id uuid primary key default gen_random_uuid(),
  topic text not null,
  extension text not null,
  payload jsonb,
  event text,
  private boolean default false,
  inserted_at timestamp not null default now(),
  updated_at timestamp not null default now()
);
create index if not exists messages_inserted_at on realtime.messages (inserted_at);
alter table realtime.messages owner to supabase_realtime_admin;
alter table realtime.messages enable row level security;
grant select, insert on realtime.messages to anon, authenticated, service_role;
-- The app's migrations write policies on this table, as they may on a Supabase project.
grant supabase_realtime_admin to kith_owner;

create or replace function realtime.topic() returns text language sql stable as $$
  select nullif(current_setting('realtime.topic', true), '')
$$;

-- Stores the message and tells the backend, which fans it out. Large payloads are fetched by id: NOTIFY carries 8 kB at most.
create or replace function realtime.send(payload jsonb, event text, topic text, private boolean default true)
returns void language plpgsql security definer set search_path = '' as $$
declare
  message_id uuid := gen_random_uuid();
  note text;
begin
  insert into realtime.messages (id, topic, extension, payload, event, private)
  values (message_id, send.topic, 'broadcast', send.payload, send.event, send.private);
  note := jsonb_build_object(
    'id', message_id, 'topic', send.topic, 'event', send.event, 'private', send.private, 'payload', send.payload
  )::text;
  if octet_length(note) > 7500 then
    note := jsonb_build_object('id', message_id)::text;
  end if;
  perform pg_notify('kith_realtime', note);
end $$;

create or replace function realtime.broadcast_changes(
  topic_name text, event_name text, operation text, table_name text, table_schema text,
  new record, old record, level text default 'ROW'
) returns void language plpgsql security definer set search_path = '' as $$
begin
  if level = 'STATEMENT' then
    raise exception 'broadcast_changes sends one row at a time; use it in a trigger for each row';
  end if;
  perform realtime.send(
    jsonb_build_object('operation', operation, 'table', table_name, 'schema', table_schema,
      'record', to_jsonb(new), 'old_record', to_jsonb(old)),
    event_name, topic_name, true);
end $$;

revoke execute on function realtime.send(jsonb, text, text, boolean) from public;
grant execute on function realtime.send(jsonb, text, text, boolean) to kith_owner, service_role;
revoke execute on function realtime.broadcast_changes(text, text, text, text, text, record, record, text) from public;
grant execute on function realtime.broadcast_changes(text, text, text, text, text, record, record, text) to kith_owner, service_role;

-- May the holder of these claims read from and write to a private topic? Asked as Supabase asks: a probe row is put in,
-- seen through the caller's policies or not, a second one is tried in the caller's name, and everything is rolled back.
create or replace function realtime.check_access(
  wanted_topic text, wanted_extension text, claims jsonb, as_role text, out can_read boolean, out can_write boolean
) language plpgsql set search_path = '' as $$
declare
  probe uuid;
begin
  can_read := false;
  can_write := false;
  begin
    insert into realtime.messages (topic, extension, private) values (wanted_topic, wanted_extension, true)
    returning id into probe;
    perform set_config('realtime.topic', wanted_topic, true), set_config('request.jwt.claims', claims::text, true),
      set_config('role', as_role, true);
    can_read := exists (select from realtime.messages m where m.id = probe);
    begin
      insert into realtime.messages (topic, extension, private) values (wanted_topic, wanted_extension, true);
      can_write := true;
    exception when insufficient_privilege then
      can_write := false;
    end;
    raise exception 'rolled back on purpose' using errcode = 'KT001';
  exception when sqlstate 'KT001' then
    null; -- the subtransaction took rows, role and claims with it; the answers stay
  end;
end $$;
revoke execute on function realtime.check_access(text, text, jsonb, text) from public;
