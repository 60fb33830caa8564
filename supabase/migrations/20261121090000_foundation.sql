-- What every table stands on: the app's own schema, time-ordered ids, row versions and live messages.
create schema if not exists app;
grant usage on schema app to anon, authenticated, service_role;

-- UUID version 7 (RFC 9562 §5.7 with §6.2 method 3): milliseconds, then microseconds in the 12 bits after the version, then
-- random bits. Ids sort by time even within one transaction, so events keep their order.
create function app.uuid_v7() returns uuid language sql volatile parallel safe as $$
  select (lpad(to_hex(us / 1000), 12, '0') || '7' || lpad(to_hex(us % 1000 * 4096 / 1000), 3, '0')
    || substr(replace(gen_random_uuid()::text, '-', ''), 17))::uuid
  from (select (extract(epoch from clock_timestamp()) * 1000000)::bigint as us) as now
$$;

-- Raises the version and the time of change of an updated row.
create function app.touch() returns trigger language plpgsql as $$
begin
  new.version := old.version + 1;
  new.updated_at := now();
  return new;
end $$;

-- Sends one live message a statement and organization: `{type, id, version}` for a single row, nulls for many.
-- Trigger arguments: the resource's name, as in the topic `org:<id>:<resource>`; and, where rows belong to a contact,
-- 'contact_id', so that an open timeline knows whether it changed.
create function app.broadcast() returns trigger language plpgsql security definer set search_path = '' as $$
declare
  touched record;
  message jsonb;
  of_contact boolean := tg_nargs > 1;
begin
  for touched in execute format(
    'select organization_id, count(*) as rows, min(id::text) as id, min(version) as version, %s as contact_id
       from changed group by organization_id',
    case when of_contact then 'case when min(contact_id::text) = max(contact_id::text) then min(contact_id::text) end'
      else 'null::text' end)
  loop
    message := jsonb_build_object(
      'type', tg_argv[0],
      'id', case when touched.rows = 1 then touched.id end,
      'version', case when touched.rows = 1 then touched.version end);
    if of_contact then
      message := message || jsonb_build_object('contactId', touched.contact_id);
    end if;
    perform realtime.send(message, lower(tg_op), format('org:%s:%s', touched.organization_id, tg_argv[0]), true);
  end loop;
  return null;
end $$;
revoke execute on function app.broadcast() from public;

-- Folds text for matching: one way to write each letter, accents off, lower case. Immutable so that indexes may use it.
create function app.fold(input text) returns text language sql immutable parallel safe strict as $$
  select lower(extensions.unaccent('extensions.unaccent'::regdictionary, normalize(input, nfc)))
$$;
