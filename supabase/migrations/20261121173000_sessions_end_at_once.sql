-- Says which sessions ended, so that every process of the API refuses their access tokens at once.

create function app.tell_ended_sessions() returns trigger language plpgsql security definer set search_path = '' as $$
declare
  ended text[] := array(select id::text from gone);
begin
  -- A notification holds 8000 bytes.
  if cardinality(ended) > 0 then
    perform pg_catalog.pg_notify('kith_sessions', case when cardinality(ended) > 200 then '*' else array_to_string(ended, ',') end);
  end if;
  return null;
end $$;
revoke execute on function app.tell_ended_sessions() from public;

do $$
begin
  create trigger kith_sessions_ended after delete on auth.sessions
    referencing old table as gone for each statement execute function app.tell_ended_sessions();
exception when insufficient_privilege then
  raise notice 'auth.sessions may not be watched here: Kith asks every few seconds which sessions ended.';
end $$;
