-- Erasing a person: what is known of them goes everywhere, at once and for good; that something was there stays, as counts.
insert into app.role_permissions (role, permission)
select role, 'contacts.erase' from unnest(array['owner', 'admin']) as role;

-- Set when the person was erased. The row stays, without anything of them, so that counts of interactions stay right.
alter table app.contacts add erased_at timestamptz;

create function app.keep_erased() returns trigger language plpgsql as $$
begin
  raise exception 'This person was erased' using errcode = 'KT020';
end $$;
create trigger keep_erased before update of deleted_at on app.contacts
  for each row when (old.erased_at is not null and new.deleted_at is null) execute function app.keep_erased();

-- Some of the tables below are made by later migrations.
set local check_function_bodies = off;

-- Every table with something of a person has a function `app.erase_from_<table>(organization, ids)`, which takes it away from
-- the contacts with these ids and returns how many rows it touched. app.erase_contact runs them all, in the order of their
-- names; a table that comes later adds its own.
create function app.erase_from_contact_points(organization uuid, ids uuid[]) returns int language sql set search_path = '' as $$
  with gone as (delete from app.contact_points where organization_id = organization and contact_id = any(ids) returning 1)
  select count(*)::int from gone
$$;

create function app.erase_from_employments(organization uuid, ids uuid[]) returns int language sql set search_path = '' as $$
  with gone as (delete from app.employments where organization_id = organization and contact_id = any(ids) returning 1)
  select count(*)::int from gone
$$;

create function app.erase_from_relations(organization uuid, ids uuid[]) returns int language sql set search_path = '' as $$
  with gone as (
    delete from app.relations
    where organization_id = organization and (from_contact_id = any(ids) or to_contact_id = any(ids)) returning id),
  -- The log of the rows that are gone, which app.erase_contact could not find any more.
  logged as (
    update app.audit_log a
    set changes = (select jsonb_object_agg(field, null) from jsonb_object_keys(a.changes) as field)
    from gone where a.organization_id = organization and a.record_id = gone.id and a.changes is not null)
  select count(*)::int from gone
$$;

create function app.erase_from_notes(organization uuid, ids uuid[]) returns int language sql set search_path = '' as $$
  with gone as (
    delete from app.notes where organization_id = organization and contact_id = any(ids) returning id),
  logged as (
    update app.audit_log a
    set changes = (select jsonb_object_agg(field, null) from jsonb_object_keys(a.changes) as field)
    from gone where a.organization_id = organization and a.record_id = gone.id and a.changes is not null)
  select count(*)::int from gone
$$;

-- Done tasks count for whoever did them; open ones have nobody left to be done for.
create function app.erase_from_tasks(organization uuid, ids uuid[]) returns int language plpgsql set search_path = '' as $$
declare
  touched uuid[];
begin
  with blank as (
    update app.tasks set title = '—', body = null,
      deleted_at = case when done_at is null then coalesce(deleted_at, now()) else deleted_at end
    where organization_id = organization and contact_id = any(ids) returning id)
  select coalesce(array_agg(id), '{}') into touched from blank;
  update app.audit_log a
  set changes = (select jsonb_object_agg(field, null) from jsonb_object_keys(a.changes) as field)
  where a.organization_id = organization and a.record_id = any(touched) and a.changes is not null;
  return cardinality(touched);
end $$;

-- Day, direction and channel stay, for counts; who wrote what under which address goes.
create function app.erase_from_interactions(organization uuid, ids uuid[]) returns int language plpgsql set search_path = '' as $$
declare
  touched int;
begin
  delete from app.interaction_texts t using app.interactions i
  where t.organization_id = organization and i.organization_id = organization and i.id = t.interaction_id
    and i.contact_id = any(ids);
  update app.interactions set external_id = 'erased ' || id, thread_id = null, has_body = false, visibility = 'metadata'
  where organization_id = organization and contact_id = any(ids);
  get diagnostics touched = row_count;
  return touched;
end $$;

-- The deal keeps that somebody took part.
create function app.erase_from_deal_contacts(organization uuid, ids uuid[]) returns int language sql set search_path = '' as $$
  with blank as (
    update app.deal_contacts set role = null
    where organization_id = organization and contact_id = any(ids) and role is not null returning 1)
  select count(*)::int from blank
$$;

create function app.erase_from_contact_cadences(organization uuid, ids uuid[]) returns int language sql set search_path = '' as $$
  with gone as (delete from app.contact_cadences where organization_id = organization and contact_id = any(ids) returning 1)
  select count(*)::int from gone
$$;

-- Where a person's id stands in what was kept as JSON, the whole is dropped.
create function app.naming(ids uuid[]) returns text[] language sql immutable as $$
  select array_agg('%' || id || '%') from unnest(ids) as id
$$;

create function app.erase_from_undo_offers(organization uuid, ids uuid[]) returns int language sql set search_path = '' as $$
  with gone as (
    delete from app.undo_offers where organization_id = organization and payload::text like any (app.naming(ids)) returning 1)
  select count(*)::int from gone
$$;

create function app.erase_from_idempotency_keys(organization uuid, ids uuid[]) returns int language sql set search_path = '' as $$
  with gone as (
    delete from app.idempotency_keys where organization_id = organization and body like any (app.naming(ids)) returning 1)
  select count(*)::int from gone
$$;

create function app.erase_from_jobs(organization uuid, ids uuid[]) returns int language sql set search_path = '' as $$
  with blank as (
    update app.jobs set input = '{}', result = null, error_words = null
    where organization_id = organization and finished_at is not null
      and (input::text like any (app.naming(ids)) or result::text like any (app.naming(ids))
        or error_words like any (app.naming(ids)))
    returning 1)
  select count(*)::int from blank
$$;

-- What merging and importing keep, once they are there.
create function app.erase_from_merges(organization uuid, ids uuid[]) returns int language plpgsql set search_path = '' as $$
declare
  touched int;
begin
  if to_regclass('app.merges') is null then
    return 0;
  end if;
  delete from app.merges
  where organization_id = organization and record_type = 'contact' and (winner_id = any(ids) or loser_id = any(ids));
  get diagnostics touched = row_count;
  return touched;
end $$;

create function app.erase_from_import_rows(organization uuid, ids uuid[]) returns int language plpgsql set search_path = '' as $$
declare
  touched int;
begin
  if to_regclass('app.import_rows') is null then
    return 0;
  end if;
  -- What an import shows of its columns are the values of its first rows.
  update app.imports i
  set columns = (select coalesce(jsonb_agg(c - 'samples'), '[]') from jsonb_array_elements(i.columns) c)
  where i.organization_id = organization and i.id in (
    select r.import_id from app.import_rows r where r.organization_id = organization and r.record_id = any(ids));
  update app.import_records set before = null
  where organization_id = organization and record_type = 'contact' and record_id = any(ids) and before is not null;
  update app.import_rows set cells = '[]', problem = null, reason = null, remarks = null
  where organization_id = organization and record_id = any(ids);
  get diagnostics touched = row_count;
  return touched;
end $$;

-- Erases a person in the acting organization, with those who were merged into them.
-- Returns how many rows of which tables held something; null when there is no such person.
create function app.erase_contact(contact uuid) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  organization uuid := app.acting_organization();
  ids uuid[] := array[contact];
  removed jsonb := '{}';
  part record;
  touched int;
  own_tags text[];
begin
  if not coalesce(organization = any(app.orgs_with('contacts.erase')), false) then
    raise exception 'The caller may not erase people in this organization' using errcode = '42501';
  end if;
  perform from app.contacts c
  where c.organization_id = organization and c.id = contact and c.erased_at is null for update;
  if not found then
    return null;
  end if;
  -- The column comes with merging.
  if exists (select from pg_catalog.pg_attribute
    where attrelid = 'app.contacts'::regclass and attname = 'merged_into' and not attisdropped) then
    execute 'with recursive merged (id) as (
        select $2 union select c.id from app.contacts c join merged m on c.merged_into = m.id and c.organization_id = $1)
      select array_agg(id) from merged' into ids using organization, contact;
  end if;
  select array_agg(distinct u.folded) into own_tags from app.tag_uses u
  where u.organization_id = organization and u.record_id = any(ids);
  for part in
    select p.proname as name from pg_catalog.pg_proc p
    where p.pronamespace = 'app'::regnamespace and p.proname like 'erase\_from\_%' order by p.proname
  loop
    execute format('select app.%I($1, $2)', part.name) into touched using organization, ids;
    if touched > 0 then
      removed := removed || jsonb_build_object(app.wire_name(substr(part.name, 12)), touched);
    end if;
  end loop;
  update app.contacts set name = '—', title = null, company_id = null, notes = null, tags = '{}', fields = '{}',
    avatar_url = null, time_zone = null, language = null, source = null, do_not_contact = false, owner_id = null,
    deleted_at = coalesce(deleted_at, now()), erased_at = now()
  where organization_id = organization and id = any(ids);
  -- A tag that only they had may well be their name.
  delete from app.tags t where t.organization_id = organization and t.folded = any(own_tags)
    and not exists (select from app.tag_uses u where u.organization_id = organization and u.folded = t.folded);
  -- Last, for all of the above was logged, too.
  update app.audit_log a
  set changes = (select jsonb_object_agg(field, null) from jsonb_object_keys(a.changes) as field)
  where a.organization_id = organization and a.record_id = any(ids) and a.changes is not null;
  get diagnostics touched = row_count;
  if touched > 0 then
    removed := removed || jsonb_build_object('auditLog', touched);
  end if;
  insert into app.audit_log (organization_id, resource, record_id, action, actor, source, request_id)
  values (organization, 'contact', contact, 'erased', app.audit_actor(), app.audit_source(),
    nullif(current_setting('kith.request_id', true), ''));
  return removed;
end $$;

do $$
declare
  one regprocedure;
begin
  for one in
    select p.oid::regprocedure from pg_proc p
    where p.pronamespace = 'app'::regnamespace and (p.proname like 'erase\_from\_%' or p.proname in ('erase_contact', 'naming'))
  loop
    execute format('revoke execute on function %s from public', one);
  end loop;
end $$;
grant execute on function app.erase_contact(uuid) to authenticated;
