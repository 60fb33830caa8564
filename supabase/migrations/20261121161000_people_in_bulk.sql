-- Writing thousands of people at once: one go a statement where there was one a row, and shapes of queries that are quick
-- whatever the planner knows of the tables' sizes. Plans of a trigger's own queries are kept from its first run, when perhaps one
-- row had changed; those that join all changed rows are therefore planned each time (`execute`).

-- The same as before, without the cost of calling SQL.
create or replace function app.uuid_v7() returns uuid language plpgsql volatile parallel safe as $$
declare
  us bigint := extract(epoch from clock_timestamp()) * 1000000;
begin
  return (lpad(to_hex(us / 1000), 12, '0') || '7' || lpad(to_hex(us % 1000 * 4096 / 1000), 3, '0')
    || substr(gen_random_uuid()::text, 20))::uuid;
end $$;

create or replace function app.clean_tags(organization uuid, written text[]) returns text[]
language plpgsql stable security definer set search_path = '' as $$
declare
  cleaned text[] := '{}';
  known text[] := '{}';
  given text;
  key text;
begin
  foreach given in array written loop
    given := btrim(regexp_replace(given, '\s+', ' ', 'g'));
    key := app.fold(given);
    if given <> '' and key <> all(known) then
      known := known || key;
      cleaned := cleaned || coalesce((
        select t.name from app.tags t where t.organization_id = organization and t.folded = key), given);
    end if;
  end loop;
  return cleaned;
end $$;

-- What the title and company of changed contacts say becomes their main employment, as before, all contacts at once.
create function app.follow_contacts() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  if not exists (
    select id, company_id, title from changed except select id, company_id, title from before) then
    return null;
  end if;
  execute $query$
    with said as materialized (
      select n.organization_id, n.id, n.company_id, nullif(n.title, '') as title,
        main.id as main, main.company_id as main_company, main.title as main_title, main.position
      from changed n join before o on o.id = n.id
      left join lateral (
        select e.* from app.employments e
        where e.organization_id = n.organization_id and e.contact_id = n.id and e.is_current
        order by e.position, e.id limit 1) main on true
      where o.company_id is distinct from n.company_id or o.title is distinct from n.title),
    cleared as (
      delete from app.employments e using (select main from said where company_id is null and main is not null) s
      where e.id = s.main),
    found as (
      insert into app.employments (organization_id, contact_id, company_id, title)
      select organization_id, id, company_id, title from said where company_id is not null and main is null),
    -- Another current employment at that company becomes the main one.
    other as materialized (
      select s.*, (
        select e.id from app.employments e
        where e.organization_id = s.organization_id and e.contact_id = s.id and e.is_current
          and e.company_id = s.company_id and e.id <> s.main
        order by e.position, e.id limit 1) as other
      from said s where s.company_id <> s.main_company),
    moved as (
      update app.employments e set title = s.title, position = s.position - 1
      from other s where s.other is not null and e.id = s.other)
    update app.employments e set company_id = s.company_id, title = s.title
    from said s
    where e.id = s.main and s.company_id is not null
      and (s.company_id <> s.main_company or s.title is distinct from s.main_title)
      and not exists (select from other o where o.id = s.id and o.other is not null)
  $query$;
  return null;
end $$;
revoke execute on function app.follow_contacts() from public;

drop trigger employ_update on app.contacts;
drop function app.follow_contact();
create trigger employ_update after update on app.contacts
  referencing old table as before new table as changed for each statement execute function app.follow_contacts();

create or replace function app.follow_employments() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  if not exists (select from changed) then
    return null;
  end if;
  execute $query$
    with main as materialized (
      select t.organization_id, t.contact_id, e.company_id, e.title, c.company_id as was_company, c.title as was_title
      from (select distinct organization_id, contact_id from changed) t
      cross join lateral (
        select c.company_id, c.title from app.contacts c
        where c.id = t.contact_id and c.organization_id = t.organization_id offset 0) c
      left join lateral (
        select e.company_id, e.title from app.employments e
        where e.organization_id = t.organization_id and e.contact_id = t.contact_id and e.is_current
        order by e.position, e.id limit 1) e on true)
    update app.contacts c
    set company_id = m.company_id, title = case when m.company_id is null then c.title else m.title end
    from main m
    where c.id = m.contact_id and c.organization_id = m.organization_id
      and (m.was_company is distinct from m.company_id or (m.company_id is not null and m.was_title is distinct from m.title))
  $query$;
  return null;
end $$;

-- Whoever begins to work at a company can only bring its last interaction nearer: nobody else there is looked at.
create function app.raise_activity_of_employers() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  update app.companies f set last_interaction_at = latest.at, active_at = latest.at
  from (
    select n.organization_id, n.company_id, max(c.last_interaction_at) as at
    from changed n
    cross join lateral (
      select c.last_interaction_at from app.contacts c
      where c.id = n.contact_id and c.organization_id = n.organization_id offset 0) c
    where n.is_current and c.last_interaction_at is not null
    group by n.organization_id, n.company_id) latest
  where f.organization_id = latest.organization_id and f.id = latest.company_id
    and (f.last_interaction_at is null or f.last_interaction_at < latest.at);
  return null;
end $$;
revoke execute on function app.raise_activity_of_employers() from public;
drop trigger keep_activity_insert on app.employments;
create trigger keep_activity_insert after insert on app.employments referencing new table as changed
  for each statement execute function app.raise_activity_of_employers();

-- Records one by one by their ids: else a list of a thousand ids is compared with each record of the organization.
create or replace function app.search_of_contact(organization uuid, ids uuid[]) returns setof app.search_source
language sql stable set search_path = '' as $$
  select c.id, 'record', left(app.search_fold(left(c.name, 300)), 300),
    app.search_heading(left(c.name, 500), left(c.title, 200), f.names, p.points, array_to_string(c.tags, ' ')),
    null::tsvector, 'full', null::uuid, c.created_at, c.deleted_at is not null
  from (select distinct unnest(ids) as id) k
  cross join lateral (select x.* from app.contacts x where x.id = k.id and x.organization_id = organization offset 0) c
  left join lateral (
    select string_agg(f.name, ' ' order by f.id) as names from (
      select c.company_id as id
      union
      select e.company_id from app.employments e
      where e.organization_id = c.organization_id and e.contact_id = c.id and e.is_current) w
    cross join lateral (select f.id, f.name from app.companies f where f.id = w.id and f.deleted_at is null offset 0) f) f on true
  left join lateral (
    select string_agg(p.value || ' ' || p.normalized, ' ' order by p.id) as points from app.contact_points p
    where p.organization_id = c.organization_id and p.contact_id = c.id) p on true
$$;

create or replace function app.search_of_company(organization uuid, ids uuid[]) returns setof app.search_source
language sql stable set search_path = '' as $$
  select c.id, 'record', left(app.search_fold(c.name), 300),
    app.search_heading(c.name, array_to_string(c.domains, ' '), p.points, array_to_string(c.tags, ' ')),
    null::tsvector, 'full', null::uuid, c.created_at, c.deleted_at is not null
  from (select distinct unnest(ids) as id) k
  cross join lateral (select x.* from app.companies x where x.id = k.id and x.organization_id = organization offset 0) c
  left join lateral (
    select string_agg(p.value || ' ' || p.normalized, ' ' order by p.id) as points from app.company_points p
    where p.organization_id = c.organization_id and p.company_id = c.id) p on true
$$;

create or replace function app.search_of_deal(organization uuid, ids uuid[]) returns setof app.search_source
language sql stable set search_path = '' as $$
  select d.id, 'record', left(app.search_fold(d.name), 300), app.search_heading(d.name, array_to_string(d.tags, ' ')),
    null::tsvector, 'full', null::uuid, d.created_at, d.deleted_at is not null
  from (select distinct unnest(ids) as id) k
  cross join lateral (select x.* from app.deals x where x.id = k.id and x.organization_id = organization offset 0) d
$$;

create or replace function app.index_search_of_company() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  execute $query$
    insert into app.search_pending (kind, place, ids)
    select 'contact', f.organization_id, array_agg(distinct e.contact_id)
    from (
      select n.organization_id, n.id from changed n join before o on o.id = n.id
      where n.name is distinct from o.name or (n.deleted_at is null) <> (o.deleted_at is null)) f
    cross join lateral (
      select e.contact_id from app.employments e
      where e.organization_id = f.organization_id and e.company_id = f.id and e.is_current offset 0) e
    group by 2
  $query$;
  return null;
end $$;

-- Events of one type for a caller who may change the subjects' kind: `happened` is [{id, payload}]. The table itself takes no
-- inserts, updates or deletes from people, and the actor is whom the claims name, so nobody can invent or rewrite what happened.
create function app.record_events(
  organization_id uuid, type text, subject_type text, happened jsonb, correlation_id text
) returns void language plpgsql security definer set search_path = '' as $$
declare
  permission text := (select s.permission from app.event_subjects s where s.subject_type = record_events.subject_type);
  claims jsonb := auth.jwt();
  actor jsonb := jsonb_build_object('kind', case when claims ? 'kith_embed' then 'embed' else 'user' end, 'id', auth.uid());
begin
  if not coalesce(record_events.organization_id = any(app.orgs_with(permission)), false) then
    raise exception 'The caller may not change a % in this organization', record_events.subject_type
      using errcode = '42501';
  end if;
  insert into app.events (organization_id, type, subject_type, subject_id, actor, payload, correlation_id)
  select record_events.organization_id, record_events.type, record_events.subject_type, (one ->> 'id')::uuid, actor,
    one -> 'payload', record_events.correlation_id
  from jsonb_array_elements(happened) as one;
end $$;
revoke execute on function app.record_events(uuid, text, text, jsonb, text) from public;
grant execute on function app.record_events(uuid, text, text, jsonb, text) to authenticated;
drop function app.record_event(uuid, text, text, uuid, jsonb, text);

-- Counts tables again that have grown much since they were last counted, for bulk work that cannot wait until autovacuum comes by.
-- Counting twice is spared: it does nothing where little has changed. It reads a sample and keeps nobody from writing.
create function app.count_tables(names text[]) returns void language plpgsql security definer set search_path = '' as $$
declare
  grown text;
begin
  select string_agg(format('%I.%I', s.schemaname, s.relname), ', ' order by s.relname) into grown
  from pg_catalog.pg_stat_user_tables s
  where s.schemaname = 'app' and s.relname = any(names)
    and s.n_mod_since_analyze > greatest(1000, s.n_live_tup / 3);
  if grown is not null then
    execute 'analyze (skip_locked) ' || grown;
  end if;
end $$;
revoke execute on function app.count_tables(text[]) from public;
grant execute on function app.count_tables(text[]) to authenticated;
