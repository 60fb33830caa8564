-- Search finds records by what stands in their own fields: texts, addresses of pages, and the names of chosen options. It stands at the end of
-- a record's document, behind a unit separator, so that whoever may not read own fields cannot find anybody by them either.

-- What there is to find in the own fields of a record. In a caller's name it gives what they may read.
create function app.own_field_words(place uuid, kind text, written jsonb) returns text[]
language plpgsql stable set search_path = '' as $$
begin
  if written = '{}' then
    return '{}';
  end if;
  return array(
    select left(w.word, 500) from app.custom_fields f
    cross join lateral (
      select written ->> f.key as word where f.type in ('text', 'url')
      union all
      select o ->> 'label' from jsonb_array_elements(f.options) o
      where f.type = 'select' and o ->> 'key' = written ->> f.key
      union all
      select o ->> 'label' from jsonb_array_elements(f.options) o
      where f.type = 'multi_select' and written -> f.key ? (o ->> 'key')) w
    where f.organization_id = place and f.record_type = kind and f.archived_at is null and written ? f.key
      and w.word is not null
    order by f.position, f.id);
end $$;
revoke execute on function app.own_field_words(uuid, text, jsonb) from public;
grant execute on function app.own_field_words(uuid, text, jsonb) to authenticated, service_role;

create function app.search_own_fields(place uuid, kind text, written jsonb) returns text
language plpgsql stable set search_path = '' as $$
begin
  if written = '{}' then
    return '';
  end if;
  return chr(31) || app.search_heading(left(array_to_string(app.own_field_words(place, kind, written), ' '), 4000));
end $$;
revoke execute on function app.search_own_fields(uuid, text, jsonb) from public;

create or replace function app.search_of_contact(organization uuid, ids uuid[]) returns setof app.search_source
language sql stable set search_path = '' as $$
  select c.id, 'record', left(app.search_fold(left(c.name, 300)), 300),
    app.search_heading(left(c.name, 500), left(c.title, 200), f.names, p.points, array_to_string(c.tags, ' '))
      || app.search_own_fields(c.organization_id, 'contact', c.fields),
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
    app.search_heading(c.name, array_to_string(c.domains, ' '), p.points, array_to_string(c.tags, ' '))
      || app.search_own_fields(c.organization_id, 'company', c.fields),
    null::tsvector, 'full', null::uuid, c.created_at, c.deleted_at is not null
  from (select distinct unnest(ids) as id) k
  cross join lateral (select x.* from app.companies x where x.id = k.id and x.organization_id = organization offset 0) c
  left join lateral (
    select string_agg(p.value || ' ' || p.normalized, ' ' order by p.id) as points from app.company_points p
    where p.organization_id = c.organization_id and p.company_id = c.id) p on true
$$;

create or replace function app.search_of_deal(organization uuid, ids uuid[]) returns setof app.search_source
language sql stable set search_path = '' as $$
  select d.id, 'record', left(app.search_fold(d.name), 300),
    app.search_heading(d.name, array_to_string(d.tags, ' ')) || app.search_own_fields(d.organization_id, 'deal', d.fields),
    null::tsvector, 'full', null::uuid, d.created_at, d.deleted_at is not null
  from (select distinct unnest(ids) as id) k
  cross join lateral (select x.* from app.deals x where x.id = k.id and x.organization_id = organization offset 0) d
$$;

do $$
declare
  kind text[];
begin
  foreach kind slice 1 in array array[
    ['contacts', 'contact', $c$'name', 'title', 'company_id', 'tags', 'deleted_at', 'fields'$c$],
    ['companies', 'company', $c$'name', 'domains', 'tags', 'deleted_at', 'fields'$c$],
    ['deals', 'deal', $c$'name', 'tags', 'deleted_at', 'fields'$c$]] loop
    execute format('drop trigger search_update on app.%I', kind[1]);
    execute format('create trigger search_update after update on app.%I referencing old table as before new table as changed
      for each statement execute function app.index_search(%L, %L, ' || kind[3] || ')', kind[1], kind[2], 'id');
  end loop;
end $$;

-- A field got another type, other options, or was archived or taken back: the documents of who has it follow.
create function app.index_search_of_field() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  execute $query$
    insert into app.search_pending (kind, place, ids)
    select f.record_type, f.organization_id, array_agg(distinct v.record_id)
    from (
      select n.id, n.organization_id, n.record_type,
        -- Where only options differ, those who have one that got another name or went.
        case when n.type = o.type and (n.archived_at is null) = (o.archived_at is null) then array(
          select was ->> 'key' from jsonb_array_elements(o.options) was
          where not n.options @> jsonb_build_array(jsonb_build_object('key', was -> 'key', 'label', was -> 'label'))) end as keys
      from changed n join before o on o.id = n.id
      where n.type <> o.type or n.options <> o.options or (n.archived_at is null) <> (o.archived_at is null)) f
    cross join lateral (
      select x.record_id from app.field_values x
      where x.organization_id = f.organization_id and x.field_id = f.id and (f.keys is null or x.text_value = any(f.keys))
      offset 0) v
    group by f.record_type, f.organization_id
  $query$;
  return null;
end $$;
revoke execute on function app.index_search_of_field() from public;
create trigger search_update after update on app.custom_fields referencing old table as before new table as changed
  for each statement execute function app.index_search_of_field();

-- What is added where the caller may not read own fields: the words must stand before them.
create function app.search_bound(place uuid, condition text) returns text
language plpgsql stable set search_path = '' as $$
begin
  return case when coalesce(place = any(app.orgs_with('fields.read')), false) then '' else ' and ' || condition end;
end $$;
revoke execute on function app.search_bound(uuid, text) from public;

do $$
declare
  body text;
begin
  body := pg_catalog.pg_get_functiondef('app.find_records(text, text, uuid)'::regprocedure);
  body := replace(body, $c$  bound text := '';$c$,
    $c$  bound text := app.search_bound(organization, 'split_part(d.heading, chr(31), 1) like $3');$c$);
  body := replace(body, $c$    bound := ' and d.record_id in (select app.segment_records($2))';$c$,
    $c$    bound := bound || ' and d.record_id in (select app.segment_records($2))';$c$);
  body := replace(body, $c$and d.heading like all ($4)' || bound$c$,
    $c$and d.heading like all ($4)'
      || app.search_bound(organization, 'split_part(d.heading, chr(31), 1) like all ($4)') || bound$c$);
  execute body;

  body := pg_catalog.pg_get_functiondef('app.search_records(text, text[], uuid, integer)'::regprocedure);
  body := replace(body, $c$and d.heading like all ($4) and not d.deleted limit 1000)$c$,
    $c$and d.heading like all ($4) and not d.deleted'
          || app.search_bound(organization, 'split_part(d.heading, chr(31), 1) like all ($4 || $3)') || ' limit 1000)$c$);
  execute body;

  body := pg_catalog.pg_get_functiondef('app.search_similar(text, text[], uuid, integer)'::regprocedure);
  body := replace(body, $c$and ' || matching || ' and not d.deleted limit 500)$c$,
    $c$and ' || matching || ' and not d.deleted'
            || app.search_bound(organization, replace(matching, 'd.heading', 'split_part(d.heading, chr(31), 1)')) || ' limit 500)$c$);
  execute body;
end $$;

-- Those that are there already.
do $$
declare
  place uuid;
begin
  for place in select id from app.organizations loop
    perform app.refresh_search('contact', place, array(select id from app.contacts where organization_id = place and fields <> '{}'));
    perform app.refresh_search('company', place, array(select id from app.companies where organization_id = place and fields <> '{}'));
    perform app.refresh_search('deal', place, array(select id from app.deals where organization_id = place and fields <> '{}'));
  end loop;
end $$;
