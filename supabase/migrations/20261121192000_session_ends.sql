-- Ending one's sessions leaves a line in the log of each of the person's organizations; a pairing is said to come from the
-- extension.
create or replace function app.end_my_sessions(session uuid) returns int
language plpgsql security definer set search_path = '' as $$
declare
  ended int;
begin
  perform app.check_own_session();
  delete from auth.sessions s
  where s.user_id = auth.uid() and case when session is null
    then s.id::text is distinct from auth.jwt() ->> 'session_id' else s.id = session end;
  get diagnostics ended = row_count;
  if ended > 0 then
    insert into app.audit_log (organization_id, resource, record_id, action, changes, actor, source, request_id)
    select m.organization_id, 'sign_in', m.user_id, 'sessions_ended',
      jsonb_build_object('sessions', jsonb_build_array(null, ended)), app.audit_actor(), app.audit_source(),
      nullif(current_setting('kith.request_id', true), '')
    from app.memberships m where m.user_id = auth.uid();
  end if;
  return ended;
end $$;

create or replace function app.note_pairing(person uuid, paired uuid) returns void
language plpgsql security definer set search_path = '' as $$
begin
  delete from app.paired_sessions p where p.user_id = person
    and not exists (select from auth.sessions s where s.id = p.session_id);
  insert into app.paired_sessions (session_id, user_id) values (paired, person);
  insert into app.audit_log (organization_id, resource, record_id, action, actor, source)
  select m.organization_id, 'sign_in', person, 'extension_paired', jsonb_build_object('kind', 'user', 'id', person), 'extension'
  from app.memberships m where m.user_id = person;
end $$;

select app.open_reading();
