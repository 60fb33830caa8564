-- Who may listen on the private topics `org:<organization>:<resource>`: whoever may read that resource there.
create function app.may_listen(topic text) returns boolean language plpgsql stable security definer set search_path = '' as $$
declare
  parts text[] := regexp_match(topic, '^org:([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}):([a-z_]{1,40})$');
begin
  return parts is not null and parts[1]::uuid = any(app.orgs_with(parts[2] || '.read'));
end $$;
revoke execute on function app.may_listen(text) from public;
grant execute on function app.may_listen(text) to authenticated;

create policy kith_listen on realtime.messages for select to authenticated
  using (extension in ('broadcast', 'presence') and (select app.may_listen((select realtime.topic()))));

-- Members may talk and be seen in their organization's room; change topics are written by triggers alone.
create policy kith_room_read on realtime.messages for select to authenticated
  using (extension in ('broadcast', 'presence') and (select realtime.topic()) like 'org:%:room'
    and (select app.may_listen(regexp_replace((select realtime.topic()), ':room$', ':organization'))));
create policy kith_room_write on realtime.messages for insert to authenticated
  with check (extension in ('broadcast', 'presence') and (select realtime.topic()) like 'org:%:room'
    and (select app.may_listen(regexp_replace((select realtime.topic()), ':room$', ':organization'))));
