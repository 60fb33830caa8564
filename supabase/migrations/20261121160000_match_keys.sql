-- What speaks for two records being one, as keys that triggers keep: records with a key in common may be the same. A contact's keys
-- are its name together with a company where it works or worked, a domain of its mail or of such a company, or the end of
-- a number. A company's keys are its name, its domains and its points. A table of its own, because finding what shares a key then is
-- a walk along an index, however many records there are.
create table app.match_keys (
  organization_id uuid not null references app.organizations on delete cascade,
  record_type text not null check (record_type in ('contact', 'company')),
  -- Of contacts: folded name, unit separator, kind, value. Of companies: kind and value. See app.rekey_contacts, app.rekey_companies.
  key text collate "C" not null,
  record_id uuid not null,
  primary key (organization_id, record_type, key, record_id)
);
create index match_keys_record on app.match_keys (organization_id, record_id);
alter table app.match_keys enable row level security;
grant select on app.match_keys to authenticated;
grant all on app.match_keys to service_role;
create policy read on app.match_keys for select to authenticated
  using (
    record_type = 'contact' and organization_id = any((select app.orgs_with('contacts.read'))::uuid[])
    or record_type = 'company' and organization_id = any((select app.orgs_with('companies.read'))::uuid[]));

-- Prepares the plans of what follows in a function: a batch is planned for its size, and where nothing is known of the tables yet,
-- it reads them once instead of once for each record. Functions that call it restore both settings themselves.
create function app.plan_for(batch int) returns void language plpgsql set search_path = '' as $$
begin
  if batch > 20 then
    perform set_config('plan_cache_mode', 'force_custom_plan', true);
    if (select reltuples < 1000 from pg_catalog.pg_class where oid = 'app.contacts'::regclass) then
      perform set_config('enable_nestloop', 'off', true);
    end if;
  end if;
end $$;
revoke execute on function app.plan_for(int) from public;

-- Writes the keys of contacts anew; those of deleted ones go. Kinds: c company by folded name, d domain, p last eight digits.
create function app.rekey_contacts(organization uuid, ids uuid[]) returns void
language plpgsql security definer set search_path = '' set plan_cache_mode = auto set enable_nestloop = on as $$
begin
  if cardinality(ids) = 0 then
    return;
  end if;
  perform app.plan_for(cardinality(ids));
  with live as (
    select c.id, c.sort_name || chr(31) as name from unnest(ids) as given (id)
    join app.contacts c on c.organization_id = organization and c.id = given.id
    where c.deleted_at is null and c.sort_name <> ''),
  jobs as materialized (
    select l.id, l.name, f.sort_name as firm from live l
    join app.employments e on e.organization_id = organization and e.contact_id = l.id
    join app.companies f on f.organization_id = organization and f.id = e.company_id),
  wanted as materialized (
    select id, name || 'c:' || firm as key from jobs where firm <> ''
    union
    select j.id, j.name || 'd:' || d.domain from jobs j
    join app.companies f on f.organization_id = organization and f.sort_name = j.firm and f.deleted_at is null
    join app.company_domains d on d.organization_id = organization and d.company_id = f.id
    union
    select l.id, l.name || case p.kind when 'email' then 'd:' || split_part(p.normalized, '@', 2)
      else 'p:' || right(p.normalized, 8) end
    from live l
    join app.contact_points p on p.organization_id = organization and p.contact_id = l.id
    where p.kind = 'email' or (p.kind = 'phone' and length(p.normalized) > 8)),
  had as materialized (
    select m.record_id as id, m.key from unnest(ids) as given (id)
    join app.match_keys m on m.organization_id = organization and m.record_id = given.id and m.record_type = 'contact'),
  gone as (
    delete from app.match_keys m using (select id, key from had except select id, key from wanted) old
    where m.organization_id = organization and m.record_type = 'contact' and m.key = old.key and m.record_id = old.id)
  insert into app.match_keys (organization_id, record_type, key, record_id)
  select organization, 'contact', fresh.key, fresh.id from (select id, key from wanted except select id, key from had) fresh
  order by fresh.key, fresh.id
  on conflict do nothing;
end $$;
revoke execute on function app.rekey_contacts(uuid, uuid[]) from public;

-- Writes the keys of companies anew. Kinds: n folded name, d domain (its own, that of its site, that of its mail), p number,
-- m mail address, l LinkedIn page.
create function app.rekey_companies(organization uuid, ids uuid[]) returns void
language plpgsql security definer set search_path = '' set plan_cache_mode = auto set enable_nestloop = on as $$
begin
  if cardinality(ids) = 0 then
    return;
  end if;
  perform app.plan_for(cardinality(ids));
  with live as (
    select c.id, c.sort_name from unnest(ids) as given (id)
    join app.companies c on c.organization_id = organization and c.id = given.id
    where c.deleted_at is null),
  points as materialized (
    select l.id, p.kind, p.normalized from live l
    join app.company_points p on p.organization_id = organization and p.company_id = l.id),
  wanted as materialized (
    select id, 'n:' || sort_name as key from live where sort_name <> ''
    union
    select l.id, 'd:' || d.domain from live l
    join app.company_domains d on d.organization_id = organization and d.company_id = l.id
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
    select m.record_id as id, m.key from unnest(ids) as given (id)
    join app.match_keys m on m.organization_id = organization and m.record_id = given.id and m.record_type = 'company'),
  gone as (
    delete from app.match_keys m using (select id, key from had except select id, key from wanted) old
    where m.organization_id = organization and m.record_type = 'company' and m.key = old.key and m.record_id = old.id)
  insert into app.match_keys (organization_id, record_type, key, record_id)
  select organization, 'company', fresh.key, fresh.id from (select id, key from wanted except select id, key from had) fresh
  order by fresh.key, fresh.id
  on conflict do nothing;
end $$;
revoke execute on function app.rekey_companies(uuid, uuid[]) from public;

-- Writes the keys of everybody who works or worked at a company of one of these names.
create function app.rekey_staff(organization uuid, firms text[]) returns void
language plpgsql security definer set search_path = '' set plan_cache_mode = auto set enable_nestloop = on as $$
begin
  perform app.plan_for(cardinality(firms));
  perform app.rekey_contacts(organization, array(
    select distinct e.contact_id from unnest(firms) as firm (name)
    join app.companies f on f.organization_id = organization and f.sort_name = firm.name
    join app.employments e on e.organization_id = organization and e.company_id = f.id));
end $$;
revoke execute on function app.rekey_staff(uuid, text[]) from public;
-- Namesakes, the deleted included.
create index companies_namesakes on app.companies (organization_id, sort_name);

-- Rows of a table of parts changed. Arguments: the kind of record, the column that names it.
create function app.rekey_parts() returns trigger language plpgsql security definer set search_path = '' as $$
declare
  touched record;
begin
  for touched in execute format(
    'select r.organization_id as organization, array_agg(distinct r.%1$I) as ids from (%2$s) r
     join app.organizations o on o.id = r.organization_id group by r.organization_id',
    tg_argv[1], case tg_op when 'INSERT' then 'select * from added' when 'DELETE' then 'select * from gone'
      else 'select * from added union all select * from gone' end)
  loop
    if tg_argv[0] = 'contact' then
      perform app.rekey_contacts(touched.organization, touched.ids);
    else
      perform app.rekey_companies(touched.organization, touched.ids);
      if tg_table_name <> 'company_points' then
        perform app.rekey_staff(touched.organization, array(
          select distinct f.sort_name from unnest(touched.ids) as given (id)
          join app.companies f on f.organization_id = touched.organization and f.id = given.id));
      end if;
    end if;
  end loop;
  return null;
end $$;
revoke execute on function app.rekey_parts() from public;

-- A record got another name, was deleted or came back.
create function app.rekey_record() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  if tg_argv[0] = 'contact' then
    perform app.rekey_contacts(new.organization_id, array[new.id]);
  else
    perform app.rekey_companies(new.organization_id, array[new.id]);
    perform app.rekey_staff(new.organization_id, array[old.sort_name, new.sort_name]);
  end if;
  return null;
end $$;
revoke execute on function app.rekey_record() from public;

create function app.drop_match_keys() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  delete from app.match_keys where organization_id = old.organization_id and record_id = old.id;
  return null;
end $$;
revoke execute on function app.drop_match_keys() from public;

do $$
declare
  part text[];
begin
  foreach part slice 1 in array array[['employments', 'contact', 'contact_id'], ['contact_points', 'contact', 'contact_id'],
    ['company_points', 'company', 'company_id'], ['company_domains', 'company', 'company_id']] loop
    execute format('create trigger rekey_insert after insert on app.%I referencing new table as added
      for each statement execute function app.rekey_parts(%L, %L)', part[1], part[2], part[3]);
    execute format('create trigger rekey_update after update on app.%I referencing old table as gone new table as added
      for each statement execute function app.rekey_parts(%L, %L)', part[1], part[2], part[3]);
    execute format('create trigger rekey_delete after delete on app.%I referencing old table as gone
      for each statement execute function app.rekey_parts(%L, %L)', part[1], part[2], part[3]);
  end loop;
end $$;
create trigger rekey_insert after insert on app.companies referencing new table as added
  for each statement execute function app.rekey_parts('company', 'id');
create trigger rekey_update after update of name, deleted_at on app.companies for each row
  when (old.sort_name <> new.sort_name or old.deleted_at is distinct from new.deleted_at)
  execute function app.rekey_record('company');
create trigger rekey_delete after delete on app.companies for each row execute function app.drop_match_keys();
create trigger rekey_update after update of name, deleted_at on app.contacts for each row
  when (old.sort_name <> new.sort_name or old.deleted_at is distinct from new.deleted_at)
  execute function app.rekey_record('contact');
create trigger rekey_delete after delete on app.contacts for each row execute function app.drop_match_keys();

-- Those that are there already.
do $$
declare
  place uuid;
begin
  for place in select id from app.organizations loop
    perform app.rekey_companies(place, array(select id from app.companies where organization_id = place));
    perform app.rekey_contacts(place, array(select id from app.contacts where organization_id = place));
  end loop;
end $$;
