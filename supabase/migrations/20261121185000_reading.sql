-- Reads of people who reach every record go as a role of their own, `kith_reader`. Its policies ask one thing: whether the caller may
-- read this kind of record in the organization that the statement acts in, which app.enter_read settled at its beginning. What
-- narrowed people, segments and visitors see is no part of its plans, and no other organization is. See docs/decisions/0042.
do $$
begin
  if not exists (select from pg_roles where rolname = 'kith_reader') then
    create role kith_reader nologin inherit;
    -- For the functions of the schema auth, which nobody else may open to others.
    grant anon to kith_reader;
    execute format('grant kith_reader to %I', current_user);
  end if;
exception when insufficient_privilege or duplicate_object or unique_violation then
  -- Whoever may not make it reads as `authenticated`, slower: the server looks whether the role works.
  raise notice 'The role kith_reader could not be made: %', sqlerrm;
end $$;

/*
 * Settles where a statement of `kith_reader` acts and what it may read there. Raises KT091 when the caller sees some records only:
 * they read as `authenticated`; else what app.act_in raises.
 */
create function app.enter_read(wanted uuid, permission text) returns uuid
language plpgsql security definer set search_path = '' as $$
declare
  claims jsonb := auth.jwt();
  caller uuid;
  place uuid;
  allowed text;
begin
  if claims ? 'kith_embed' then
    caller := (claims #>> '{kith_embed,key_id}')::uuid;
    select k.organization_id, array_to_string(k.permissions, ',') into place, allowed
    from app.embed_keys k where k.id = caller and k.revoked_at is null and not k.segmented;
  elsif claims ? 'kith_key' then
    caller := (claims #>> '{kith_key,key_id}')::uuid;
    select k.organization_id, array_to_string(k.permissions, ',') into place, allowed
    from app.api_keys k where k.id = caller and k.revoked_at is null and (k.expires_at is null or k.expires_at > now());
  else
    caller := auth.uid();
    select m.organization_id,
        case when m.reach = 'all' and (not o.mfa_required or claims ->> 'aal' = 'aal2') then
          (select string_agg(p.permission, ',') from app.role_permissions p where p.role = m.role) end
      into place, allowed
    from app.memberships m join app.organizations o on o.id = m.organization_id
    where m.user_id = caller and (wanted is null or m.organization_id = wanted)
    order by m.created_at, m.organization_id limit 1;
  end if;
  allowed := ',' || allowed || ',';
  if place is null or place <> coalesce(wanted, place) or allowed is null
    or strpos(allowed, ',' || enter_read.permission || ',') = 0 then
    perform app.act_in(wanted, enter_read.permission);
    raise exception 'The caller sees some records only' using errcode = 'KT091';
  end if;
  perform set_config('kith.organization', place::text, true), set_config('kith.reading', allowed, true);
  return place;
end $$;
revoke execute on function app.enter_read(uuid, text) from public;

-- The organization that a statement of `kith_reader` acts in, when its caller may read such records there. Postgres writes it into
-- the policies: asking costs next to nothing.
create function app.reading_at(permission text) returns uuid
language sql stable parallel safe as $$
  select case when strpos(current_setting('kith.reading', true), ',' || permission || ',') > 0
    then current_setting('kith.organization', true)::uuid end
$$;
revoke execute on function app.reading_at(text) from public;

/*
 * Lets `kith_reader` read what `authenticated` may: the same grants, and of the policies those for people who reach everything.
 * A migration that adds a table or changes who may read one calls it at its end.
 */
create function app.open_reading() returns void language plpgsql set search_path = '' as $$
declare
  one record;
  gate constant text := '= ANY \(\( SELECT app\.orgs_with\(''([a-z_.]+)''::text\) AS orgs_with\)::uuid\[\]\)';
begin
  if not exists (select from pg_catalog.pg_roles where rolname = 'kith_reader') then
    return;
  end if;
  grant usage on schema app to kith_reader;
  for one in
    select c.oid::regclass as name, string_agg(quote_ident(a.attname), ', ')
      filter (where not has_table_privilege('authenticated', c.oid, 'select')) as columns
    from pg_catalog.pg_class c join pg_catalog.pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    where c.relnamespace = 'app'::regnamespace and c.relkind in ('r', 'p', 'v')
      and has_column_privilege('authenticated', c.oid, a.attnum, 'select')
    group by c.oid
  loop
    execute format('grant select %s on %s to kith_reader', coalesce('(' || one.columns || ')', ''), one.name);
  end loop;
  for one in
    select p.oid::regprocedure as name from pg_catalog.pg_proc p
    where p.pronamespace = 'app'::regnamespace and p.prokind = 'f'
      and (has_function_privilege('authenticated', p.oid, 'execute') or p.proname in ('enter_read', 'reading_at'))
  loop
    execute format('grant execute on function %s to kith_reader', one.name);
  end loop;
  for one in select tablename, policyname from pg_catalog.pg_policies where schemaname = 'app' and roles = '{kith_reader}' loop
    execute format('drop policy %I on app.%I', one.policyname, one.tablename);
  end loop;
  for one in
    select p.tablename, p.policyname, p.permissive, regexp_replace(p.qual, gate, '= ( SELECT app.reading_at(''\1''))', 'g') as shown
    from pg_catalog.pg_policies p
    where p.schemaname = 'app' and p.cmd in ('SELECT', 'ALL') and 'authenticated' = any(p.roles)
      and p.qual !~ 'app\.(segment|narrowed)_orgs' and p.policyname <> 'by_grant'
  loop
    execute format('create policy %I on app.%I as %s for select to kith_reader using (%s)', 'reading_' || one.policyname, one.tablename,
      one.permissive, one.shown);
  end loop;
  -- Whoever reads messages here reads the one that a text belongs to.
  create policy reading_by_grant on app.interaction_texts for select to kith_reader
    using (organization_id = (select app.reading_at('interactions.read'))
      and logged_by = any((select app.sharers())::uuid[]) and app.text_granted(interaction_id, logged_by, part));
end $$;
revoke execute on function app.open_reading() from public;

select app.open_reading();
