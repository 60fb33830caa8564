-- Roles, schemas and extensions that a Supabase project has and plain Postgres lacks. Runs as superuser; may run again.
do $$
declare
  wanted record;
begin
  for wanted in
    select * from (values
      ('anon', 'nologin noinherit'),
      ('authenticated', 'nologin noinherit'),
      ('service_role', 'nologin noinherit bypassrls'),
      -- As which the app reads for people who reach every record; on a Supabase project the app's migrations make it.
      ('kith_reader', 'nologin inherit'),
      ('supabase_auth_admin', 'nologin noinherit createrole'),
      ('supabase_realtime_admin', 'nologin noinherit'),
      ('authenticator', 'login noinherit'),
      -- Runs the app's migrations, as `postgres` does on a Supabase project: owner of its schemas, no superuser.
      ('kith_owner', 'login inherit')
    ) as roles (name, options)
  loop
    if not exists (select from pg_roles where rolname = wanted.name) then
      begin
        execute format('create role %I %s', wanted.name, wanted.options);
      exception when duplicate_object or unique_violation then
        null; -- another database of this cluster made it at the same moment
      end;
    end if;
  end loop;
end $$;

grant anon, authenticated, service_role, kith_reader to authenticator;
grant anon to kith_reader;

create schema if not exists extensions;
grant usage on schema extensions to public;
grant create on schema extensions to kith_owner;
do $$ begin
  execute format('grant create, connect on database %I to kith_owner', current_database());
  execute format('alter database %I set search_path = "$user", public, extensions', current_database());
end $$;
revoke create on schema public from public;

create extension if not exists pg_trgm with schema extensions;
create extension if not exists unaccent with schema extensions;
create extension if not exists pgcrypto with schema extensions;
create extension if not exists btree_gist with schema extensions;
create extension if not exists btree_gin with schema extensions;
create extension if not exists citext with schema extensions;
