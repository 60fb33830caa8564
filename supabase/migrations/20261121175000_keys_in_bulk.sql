-- Keys of likely duplicates and companies' domains, kept for thousands of changed records at once: one pass a statement where there
-- was one a row. Records are looked up one by one through indexes (`lateral … offset 0`), and the functions are planned without reading
-- whole tables, so that a plan kept from when a table was small stays good whatever its size becomes.

create or replace function app.rekey_contacts(organization uuid, ids uuid[]) returns void
language plpgsql security definer set search_path = '' set enable_seqscan = off as $$
begin
  if cardinality(ids) = 0 then
    return;
  end if;
  with given as materialized (select distinct unnest(ids) as id),
  live as materialized (
    select given.id, c.name from given
    cross join lateral (
      select x.sort_name || chr(31) as name from app.contacts x
      where x.organization_id = organization and x.id = given.id and x.deleted_at is null and x.sort_name <> '' offset 0) c),
  jobs as materialized (
    select l.id, l.name, f.sort_name as firm from live l
    cross join lateral (
      select x.company_id from app.employments x where x.organization_id = organization and x.contact_id = l.id offset 0) e
    cross join lateral (
      select x.sort_name from app.companies x where x.organization_id = organization and x.id = e.company_id offset 0) f),
  wanted as materialized (
    select id, name || 'c:' || firm as key from jobs where firm <> ''
    union
    select j.id, j.name || 'd:' || d.domain from jobs j
    cross join lateral (
      select x.id from app.companies x
      where x.organization_id = organization and x.sort_name = j.firm and x.deleted_at is null offset 0) f
    cross join lateral (
      select x.domain from app.company_domains x where x.organization_id = organization and x.company_id = f.id offset 0) d
    union
    select l.id, l.name || case p.kind when 'email' then 'd:' || split_part(p.normalized, '@', 2)
      else 'p:' || right(p.normalized, 8) end
    from live l
    cross join lateral (
      select x.kind, x.normalized from app.contact_points x
      where x.organization_id = organization and x.contact_id = l.id
        and (x.kind = 'email' or (x.kind = 'phone' and length(x.normalized) > 8)) offset 0) p),
  had as materialized (
    select given.id, m.key from given
    cross join lateral (
      select x.key from app.match_keys x
      where x.organization_id = organization and x.record_id = given.id offset 0) m),
  gone as (
    delete from app.match_keys m using (select id, key from had except select id, key from wanted) old
    where m.organization_id = organization and m.record_type = 'contact' and m.key = old.key and m.record_id = old.id)
  insert into app.match_keys (organization_id, record_type, key, record_id)
  select organization, 'contact', fresh.key, fresh.id from (select id, key from wanted except select id, key from had) fresh
  order by fresh.key, fresh.id
  on conflict do nothing;
end $$;
alter function app.rekey_contacts(uuid, uuid[]) reset plan_cache_mode;
alter function app.rekey_contacts(uuid, uuid[]) reset enable_nestloop;

create or replace function app.rekey_companies(organization uuid, ids uuid[]) returns void
language plpgsql security definer set search_path = '' set enable_seqscan = off as $$
begin
  if cardinality(ids) = 0 then
    return;
  end if;
  with given as materialized (select distinct unnest(ids) as id),
  live as materialized (
    select given.id, c.sort_name from given
    cross join lateral (
      select x.sort_name from app.companies x
      where x.organization_id = organization and x.id = given.id and x.deleted_at is null offset 0) c),
  points as materialized (
    select l.id, p.kind, p.normalized from live l
    cross join lateral (
      select x.kind, x.normalized from app.company_points x
      where x.organization_id = organization and x.company_id = l.id offset 0) p),
  wanted as materialized (
    select id, 'n:' || sort_name as key from live where sort_name <> ''
    union
    select l.id, 'd:' || d.domain from live l
    cross join lateral (
      select x.domain from app.company_domains x where x.organization_id = organization and x.company_id = l.id offset 0) d
    union
    select id, 'd:' || split_part(normalized, '@', 2) from points where kind = 'email'
    union
    -- A page deep within somebody else's site says nothing.
    select id, 'd:' || substring(normalized from '^https://(?:www\.)?([^/:?#]+)$') from points
    where kind = 'url' and normalized ~ '^https://[^/:?#]+$'
    union
    select id, case kind when 'email' then 'm:' when 'phone' then 'p:' else 'l:' end || normalized from points
    where kind <> 'url'),
  had as materialized (
    select given.id, m.key from given
    cross join lateral (
      select x.key from app.match_keys x
      where x.organization_id = organization and x.record_id = given.id offset 0) m),
  gone as (
    delete from app.match_keys m using (select id, key from had except select id, key from wanted) old
    where m.organization_id = organization and m.record_type = 'company' and m.key = old.key and m.record_id = old.id)
  insert into app.match_keys (organization_id, record_type, key, record_id)
  select organization, 'company', fresh.key, fresh.id from (select id, key from wanted except select id, key from had) fresh
  order by fresh.key, fresh.id
  on conflict do nothing;
end $$;
alter function app.rekey_companies(uuid, uuid[]) reset plan_cache_mode;
alter function app.rekey_companies(uuid, uuid[]) reset enable_nestloop;

create or replace function app.rekey_staff(organization uuid, firms text[]) returns void
language plpgsql security definer set search_path = '' set enable_seqscan = off as $$
begin
  perform app.rekey_contacts(organization, array(
    select distinct e.contact_id from (select distinct unnest(firms) as name) firm
    cross join lateral (
      select x.id from app.companies x where x.organization_id = organization and x.sort_name = firm.name offset 0) f
    cross join lateral (
      select x.contact_id from app.employments x where x.organization_id = organization and x.company_id = f.id offset 0) e));
end $$;
alter function app.rekey_staff(uuid, text[]) reset plan_cache_mode;
alter function app.rekey_staff(uuid, text[]) reset enable_nestloop;
drop function app.plan_for(int);

-- Records got other names, were deleted or came back. Argument: their kind.
create function app.rekey_records() returns trigger language plpgsql security definer set search_path = '' as $$
declare
  touched record;
begin
  if not exists (select id, sort_name, deleted_at from changed except select id, sort_name, deleted_at from before) then
    return null;
  end if;
  -- Planned each time: how many rows changed differs from one to thousands.
  for touched in execute $query$
    select n.organization_id as organization, array_agg(n.id) as ids, array_agg(o.sort_name) || array_agg(n.sort_name) as names
    from changed n join before o on o.id = n.id
    where o.sort_name <> n.sort_name or o.deleted_at is distinct from n.deleted_at
    group by n.organization_id
  $query$ loop
    if tg_argv[0] = 'contact' then
      perform app.rekey_contacts(touched.organization, touched.ids);
    else
      perform app.rekey_companies(touched.organization, touched.ids);
      perform app.rekey_staff(touched.organization, touched.names);
    end if;
  end loop;
  return null;
end $$;
revoke execute on function app.rekey_records() from public;
drop trigger rekey_update on app.contacts;
drop trigger rekey_update on app.companies;
drop function app.rekey_record();
create trigger rekey_update after update on app.contacts referencing old table as before new table as changed
  for each statement execute function app.rekey_records('contact');
create trigger rekey_update after update on app.companies referencing old table as before new table as changed
  for each statement execute function app.rekey_records('company');

-- A new company has no domains kept yet.
create function app.index_domains_of_new() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  insert into app.company_domains (organization_id, domain, company_id)
  select n.organization_id, d.domain, n.id from changed n, unnest(n.domains) as d (domain) order by d.domain;
  return null;
end $$;
revoke execute on function app.index_domains_of_new() from public;

create function app.index_domains_of_changed() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  if not exists (select id, domains from changed except select id, domains from before) then
    return null;
  end if;
  execute $query$
    delete from app.company_domains k using changed n join before o on o.id = n.id
    where o.domains is distinct from n.domains and k.organization_id = n.organization_id and k.company_id = n.id
      and k.domain <> all (n.domains)
  $query$;
  execute $query$
    insert into app.company_domains (organization_id, domain, company_id)
    select n.organization_id, d.domain, n.id from changed n join before o on o.id = n.id, unnest(n.domains) as d (domain)
    where o.domains is distinct from n.domains and not exists (
      select from app.company_domains k
      where k.organization_id = n.organization_id and k.domain = d.domain and k.company_id = n.id)
    order by d.domain
  $query$;
  return null;
end $$;
revoke execute on function app.index_domains_of_changed() from public;
drop trigger index_domains_insert on app.companies;
drop trigger index_domains_update on app.companies;
drop function app.index_domains();
create trigger index_domains_insert after insert on app.companies referencing new table as changed
  for each statement execute function app.index_domains_of_new();
create trigger index_domains_update after update on app.companies referencing old table as before new table as changed
  for each statement execute function app.index_domains_of_changed();

-- As before, but what has changed is found without comparing each row with each.
do $$
declare
  body text := pg_catalog.pg_get_functiondef('app.index_changed_tags()'::regprocedure);
begin
  execute replace(body,
    'if not exists (select from changed n join before o on o.id = n.id where o.tags is distinct from n.tags) then',
    'if not exists (select id, tags from changed except select id, tags from before) then');
end $$;
