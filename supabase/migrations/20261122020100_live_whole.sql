-- Live topics for what had none: keys, merges, cadences and the log itself.

-- Tells that something came, went or changed where no row is looked at by itself: `{type, id: null, version: null}`, once a
-- transaction and organization, however many statements it takes. The argument is the resource.
create function app.broadcast_once() returns trigger language plpgsql security definer set search_path = '' as $$
declare
  told constant text := 'kith.told_' || tg_argv[0];
  place uuid;
begin
  for place in select distinct c.organization_id from changed c loop
    continue when strpos(coalesce(current_setting(told, true), ''), place::text) > 0;
    perform set_config(told, coalesce(current_setting(told, true), '') || place || ' ', true);
    perform realtime.send(jsonb_build_object('type', tg_argv[0], 'id', null, 'version', null), lower(tg_op),
      format('org:%s:%s', place, tg_argv[0]), true);
  end loop;
  return null;
end $$;

create trigger live_insert after insert on app.audit_log referencing new table as changed
  for each statement execute function app.broadcast_once('audit');
create trigger live_insert after insert on app.merges referencing new table as changed
  for each statement execute function app.broadcast_once('merges');
create trigger live_update after update on app.merges referencing new table as changed
  for each statement execute function app.broadcast_once('merges');

create trigger live_insert after insert on app.api_keys referencing new table as changed
  for each statement execute function app.broadcast('api_keys');
create trigger live_insert after insert on app.embed_keys referencing new table as changed
  for each statement execute function app.broadcast('embed_keys');
create trigger live_update after update on app.embed_keys referencing new table as changed
  for each statement execute function app.broadcast('embed_keys');

-- Row by row: that a key was used, or that somebody was heard from, is told to nobody here.
create function app.broadcast_key() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  perform realtime.send(jsonb_build_object('type', 'api_keys', 'id', new.id, 'version', new.version), 'update',
    format('org:%s:api_keys', new.organization_id), true);
  return null;
end $$;
create trigger live_update after update of name, allowed_ips, rate_limit, expires_at, revoked_at on app.api_keys
  for each row execute function app.broadcast_key();

-- Whoever shows tasks shows cadences.
create function app.broadcast_cadence() returns trigger language plpgsql security definer set search_path = '' as $$
declare
  cadence constant app.contact_cadences := case tg_op when 'DELETE' then old else new end;
begin
  perform realtime.send(jsonb_build_object('type', 'tasks', 'id', null, 'version', null, 'contactId', cadence.contact_id),
    lower(tg_op), format('org:%s:tasks', cadence.organization_id), true);
  return null;
end $$;
create trigger live_insert after insert on app.contact_cadences for each row execute function app.broadcast_cadence();
create trigger live_update after update of every, unit, zone, contact_id on app.contact_cadences
  for each row execute function app.broadcast_cadence();
create trigger live_delete after delete on app.contact_cadences for each row execute function app.broadcast_cadence();

revoke execute on function app.broadcast_once(), app.broadcast_key(), app.broadcast_cadence() from public;

-- As before. Keys have no permission to read them: whoever manages them hears of them.
create or replace function app.may_listen(topic text) returns boolean
language plpgsql stable security definer set search_path = '' as $$
declare
  parts text[] := regexp_match(topic, '^org:([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}):([a-z_]{1,40})$');
  permission text := case when parts[2] in ('api_keys', 'embed_keys') then 'keys.manage' else parts[2] || '.read' end;
begin
  return parts is not null and parts[1]::uuid = any(app.orgs_with(permission) || app.segment_orgs(permission));
end $$;

select app.open_reading();
