-- Documents are written once a transaction, when it commits, however many of its statements touch a record: a new contact, its
-- employment and its points are one writing instead of three.

-- What the transactions under way have touched. No row outlives its transaction.
create table app.search_pending (
  id bigint generated always as identity primary key,
  transaction_id xid8 not null default pg_current_xact_id(),
  -- The organization; not a reference, for the row is gone before anything could be.
  place uuid not null,
  kind text not null,
  ids uuid[] not null
);
create index search_pending_transaction on app.search_pending (transaction_id);
alter table app.search_pending enable row level security;
grant all on app.search_pending to service_role;

create function app.index_pending() returns trigger language plpgsql security definer set search_path = '' as $$
declare
  touched record;
begin
  -- The first one of a transaction does it all.
  for touched in
    with mine as (delete from app.search_pending p where p.transaction_id = pg_current_xact_id() returning p.place, p.kind, p.ids)
    select m.place, m.kind, array_agg(distinct one order by one) as ids from mine m, unnest(m.ids) as one group by 1, 2 order by 1, 2
  loop
    perform app.refresh_search(touched.kind, touched.place, touched.ids);
  end loop;
  return null;
end $$;
revoke execute on function app.index_pending() from public;
create constraint trigger index_pending after insert on app.search_pending deferrable initially deferred
  for each row execute function app.index_pending();

create or replace function app.index_search() returns trigger language plpgsql security definer set search_path = '' as $$
declare
  counting text;
begin
  if tg_op = 'UPDATE' then
    for i in 2 .. tg_nargs - 1 loop
      counting := concat_ws(' or ', counting, format('n.%1$I is distinct from o.%1$I', tg_argv[i]));
    end loop;
  end if;
  execute format('insert into app.search_pending (kind, place, ids) ' || case when counting is not null then
      'select $1, n.organization_id, array_agg(distinct r.id) from changed n join before o on o.id = n.id,
         unnest(array[n.%1$I, o.%1$I]) as r (id) where %2$s group by 2'
      else 'select $1, organization_id, array_agg(distinct %1$I) from changed group by 2' end,
    tg_argv[1], counting) using tg_argv[0];
  return null;
end $$;

create or replace function app.index_search_of_company() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  insert into app.search_pending (kind, place, ids)
  select 'contact', e.organization_id, array_agg(distinct e.contact_id) from app.employments e
  join changed n on n.organization_id = e.organization_id and n.id = e.company_id
  join before o on o.id = n.id
  where e.is_current and (n.name is distinct from o.name or (n.deleted_at is null) <> (o.deleted_at is null)) group by 2;
  return null;
end $$;

create or replace function app.index_search_of_employments() returns trigger language plpgsql security definer
set search_path = '' as $$
begin
  insert into app.search_pending (kind, place, ids)
  select 'contact', organization_id, array_agg(distinct contact_id) from changed group by 2;
  return null;
end $$;

-- Companies are joined by their ids alone, which the planner cannot take for many.
create or replace function app.search_of_contact(organization uuid, ids uuid[]) returns setof app.search_source
language sql stable set search_path = '' as $$
  select c.id, 'record', left(app.search_fold(left(c.name, 300)), 300),
    app.search_heading(left(c.name, 500), left(c.title, 200), f.names, p.points, array_to_string(c.tags, ' ')),
    null::tsvector, 'full', null::uuid, c.created_at, c.deleted_at is not null
  from app.contacts c
  left join lateral (
    select string_agg(f.name, ' ' order by f.id) as names from (
      select c.company_id as id
      union
      select e.company_id from app.employments e
      where e.organization_id = c.organization_id and e.contact_id = c.id and e.is_current) k
    join app.companies f on f.id = k.id and f.deleted_at is null) f on true
  left join lateral (
    select string_agg(p.value || ' ' || p.normalized, ' ' order by p.id) as points from app.contact_points p
    where p.organization_id = c.organization_id and p.contact_id = c.id) p on true
  where c.organization_id = organization and c.id = any(ids)
$$;

-- Each text is folded once.
create function app.words_of_folded(folded text) returns tsvector language sql immutable parallel safe as $$
  select strip(to_tsvector('pg_catalog.simple'::regconfig, regexp_replace(folded, '[^[:alnum:]]+', ' ', 'g')))
$$;
create or replace function app.search_of_message(organization uuid, ids uuid[]) returns setof app.search_source
language sql stable set search_path = '' as $$
  select t.interaction_id, t.part, '', case when t.part = 'subject' then ' ' || left(t.folded, 300) || ' ' else '' end,
    app.words_of_folded(t.folded), t.visibility, t.logged_by, i.occurred_at, i.deleted_at is not null
  from (
    select x.*, app.search_fold(left(x.content, 100000)) as folded from app.interaction_texts x
    where x.organization_id = organization and x.interaction_id = any(ids) offset 0) t
  join app.interactions i on i.organization_id = organization and i.id = t.interaction_id
$$;

-- Longer lists of waiting entries: bulk work is quicker, and a search still reads through one in a few milliseconds.
alter index app.search_documents_records set (gin_pending_list_limit = 2048);
alter index app.search_documents_texts set (gin_pending_list_limit = 2048);
alter index app.search_documents_subjects set (gin_pending_list_limit = 2048);
