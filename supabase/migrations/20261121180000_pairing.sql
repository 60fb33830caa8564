-- Pairing of the browser extension, the same on a Supabase project and on an install's own auth: codes that a signed-in session
-- shows, and which sessions came of one.

-- One at a time for each session that shows one. Nobody but the backend and the function below sees them.
create table app.pairing_codes (
  session_id uuid primary key,
  user_id uuid not null references auth.users on delete cascade,
  code_hash bytea not null unique,
  created_at timestamptz not null default now()
);
create index pairing_codes_user on app.pairing_codes (user_id);
create index pairing_codes_age on app.pairing_codes (created_at);
alter table app.pairing_codes enable row level security;
grant all on app.pairing_codes to service_role;

-- Sessions of extensions. A project lets nobody reference its sessions, so rows of ended ones go when the next is added.
create table app.paired_sessions (
  session_id uuid primary key,
  user_id uuid not null references auth.users on delete cascade,
  created_at timestamptz not null default now()
);
create index paired_sessions_user on app.paired_sessions (user_id);
alter table app.paired_sessions enable row level security;
grant all on app.paired_sessions to service_role;

-- Keeps the code of the caller's session in place of the one before. Says when it was made.
create function app.keep_pairing_code(given_hash bytea) returns timestamptz
language plpgsql security definer set search_path = '' as $$
declare
  caller uuid := auth.uid();
  own_session uuid := nullif(auth.jwt() ->> 'session_id', '');
begin
  perform app.check_own_session();
  if own_session is null then
    raise exception 'Only a session shows codes' using errcode = '42501';
  end if;
  insert into app.pairing_codes (session_id, user_id, code_hash) values (own_session, caller, given_hash)
  on conflict (session_id) do update set code_hash = excluded.code_hash, created_at = now();
  return now();
end $$;
revoke execute on function app.keep_pairing_code(bytea) from public;
grant execute on function app.keep_pairing_code(bytea) to authenticated;

-- Takes a code that is good: whose it is, and which session showed it. It is gone afterwards, as those that are too old are. A session
-- that has ended takes its code with it.
create function app.take_pairing_code(given_hash bytea) returns table (user_id uuid, session_id uuid)
language plpgsql security definer set search_path = '' as $$
declare
  taken app.pairing_codes;
begin
  delete from app.pairing_codes c where c.code_hash = given_hash returning * into taken;
  if taken.session_id is null or taken.created_at <= now() - interval '10 minutes' then
    return;
  end if;
  return query select s.user_id, s.id from auth.sessions s
    where s.id = taken.session_id and s.user_id = taken.user_id and (s.not_after is null or s.not_after > now());
end $$;
revoke execute on function app.take_pairing_code(bytea) from public;
grant execute on function app.take_pairing_code(bytea) to service_role;

-- Notes which session came of a code, and leaves a line in the log of each of the person's organizations.
create function app.note_pairing(person uuid, paired uuid) returns void
language plpgsql security definer set search_path = '' as $$
begin
  delete from app.paired_sessions p where p.user_id = person
    and not exists (select from auth.sessions s where s.id = p.session_id);
  insert into app.paired_sessions (session_id, user_id) values (paired, person);
  insert into app.audit_log (organization_id, resource, record_id, action, actor, source)
  select m.organization_id, 'sign_in', person, 'extension_paired', jsonb_build_object('kind', 'user', 'id', person), 'web'
  from app.memberships m where m.user_id = person;
end $$;
revoke execute on function app.note_pairing(uuid, uuid) from public;
grant execute on function app.note_pairing(uuid, uuid) to service_role;

-- As before, and which of them are extensions'.
drop function app.my_sessions();
create function app.my_sessions() returns table (
  id uuid, user_agent text, ip inet, created_at timestamptz, last_used_at timestamptz, aal text, current boolean, paired boolean
) language plpgsql stable security definer set search_path = '' as $$
begin
  perform app.check_own_session();
  return query
    select s.id, s.user_agent, s.ip, s.created_at, coalesce(s.refreshed_at::timestamptz, s.created_at), s.aal::text,
      coalesce(s.id::text = auth.jwt() ->> 'session_id', false),
      exists (select from app.paired_sessions p where p.session_id = s.id)
    from auth.sessions s
    where s.user_id = auth.uid() and (s.not_after is null or s.not_after > now());
end $$;
revoke execute on function app.my_sessions() from public;
grant execute on function app.my_sessions() to authenticated;

-- Until now an install wrote before the user agent which sessions are extensions'.
insert into app.paired_sessions (session_id, user_id)
select s.id, s.user_id from auth.sessions s where starts_with(s.user_agent, 'Kith extension; ');
