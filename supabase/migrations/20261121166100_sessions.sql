-- Where somebody is signed in. People see and end their own sessions only, from a session that still lives and that has given
-- the second factor, if they have one.

-- Refuses whoever's session is over or lacks the second factor. Claims without a session are those of tests and jobs.
create function app.check_own_session() returns void language plpgsql stable security definer set search_path = '' as $$
declare
  claims jsonb := auth.jwt();
begin
  if auth.uid() is null or claims ? 'kith_embed' then
    raise exception 'The caller is no person' using errcode = '42501';
  end if;
  if claims ? 'session_id' and not exists (
    select from auth.sessions s where s.id::text = claims ->> 'session_id' and s.user_id = auth.uid()) then
    raise exception 'The session was ended' using errcode = 'KT007';
  end if;
  if claims ->> 'aal' is distinct from 'aal2' and exists (
    select from auth.mfa_factors f where f.user_id = auth.uid() and f.status::text = 'verified') then
    raise exception 'The session lacks the second factor' using errcode = 'KT008';
  end if;
end $$;
revoke execute on function app.check_own_session() from public;

create function app.my_sessions()
returns table (id uuid, user_agent text, ip inet, created_at timestamptz, last_used_at timestamptz, aal text, current boolean)
language plpgsql stable security definer set search_path = '' as $$
begin
  perform app.check_own_session();
  return query
    select s.id, s.user_agent, s.ip, s.created_at, coalesce(s.refreshed_at::timestamptz, s.created_at), s.aal::text,
      coalesce(s.id::text = auth.jwt() ->> 'session_id', false)
    from auth.sessions s
    where s.user_id = auth.uid() and (s.not_after is null or s.not_after > now());
end $$;
revoke execute on function app.my_sessions() from public;
grant execute on function app.my_sessions() to authenticated;

-- Ends one of the caller's sessions; null: all but this one. Says how many ended.
create function app.end_my_sessions(session uuid) returns int language plpgsql security definer set search_path = '' as $$
declare
  ended int;
begin
  perform app.check_own_session();
  delete from auth.sessions s
  where s.user_id = auth.uid() and case when session is null
    then s.id::text is distinct from auth.jwt() ->> 'session_id' else s.id = session end;
  get diagnostics ended = row_count;
  return ended;
end $$;
revoke execute on function app.end_my_sessions(uuid) from public;
grant execute on function app.end_my_sessions(uuid) to authenticated;
