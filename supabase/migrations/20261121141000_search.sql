-- Search: one document for each record and each text, kept by triggers, and the functions that look through them. Replaces the
-- search text that contacts and deals each kept in a way of their own.

-- Folds text for search. Letters that people write for one another become one: ё and е, й and и, and the Ukrainian ones.
create function app.search_fold(input text) returns text language sql immutable parallel safe strict as $$
  select translate(app.fold(input), 'ёйіїєґў', 'еииіегу')
$$;

-- The same keys under the other keyboard layout: `ghbvth` for `пример` and back.
create function app.other_layout(input text) returns text language sql immutable parallel safe strict as $$
  select case when input ~ '[а-яёА-ЯЁ]'
    then translate(lower(input), 'йцукенгшщзхъфывапролджэячсмитьбю', 'qwertyuiop[]asdfghjkl;''zxcvbnm,.')
    else translate(lower(input), 'qwertyuiop[]asdfghjkl;''zxcvbnm,.', 'йцукенгшщзхъфывапролджэячсмитьбю') end
$$;

-- What can be found, and the permission to read it. A new kind adds its row and a function app.search_of_<kind>.
create table app.search_kinds (
  kind text primary key check (kind ~ '^[a-z_]{1,30}$'),
  permission text not null
);
alter table app.search_kinds enable row level security;
grant all on app.search_kinds to service_role;
insert into app.search_kinds (kind, permission) values
  ('contact', 'contacts.read'), ('company', 'companies.read'), ('deal', 'deals.read'), ('message', 'interactions.read');

create table app.search_documents (
  organization_id uuid not null references app.organizations on delete cascade,
  kind text not null,
  record_id uuid not null,
  -- A message has two: its subject and its body, which not everybody may see.
  part text not null default 'record',
  -- The name, folded, for what begins with it.
  title text collate "C" not null default '',
  -- Everything short that is searched anywhere in it, folded, in spaces: names, companies, addresses, numbers.
  heading text not null default '',
  -- The words of a long text.
  body tsvector,
  -- Who sees it: everybody who may read the kind (`full`), all but bodies (`subject`), or its logger alone (`metadata`).
  visibility text not null default 'full',
  logged_by uuid,
  at timestamptz not null,
  deleted boolean not null default false,
  primary key (organization_id, kind, record_id, part)
);
-- A short list of waiting entries: each search reads through them.
create index search_documents_records on app.search_documents
  using gin (organization_id, heading extensions.gin_trgm_ops) with (gin_pending_list_limit = 512)
  where kind in ('contact', 'company', 'deal');
create index search_documents_titles on app.search_documents (organization_id, kind, title)
  where kind in ('contact', 'company', 'deal');
create index search_documents_texts on app.search_documents
  using gin (organization_id, body) with (gin_pending_list_limit = 512) where kind in ('note', 'message');
create index search_documents_subjects on app.search_documents
  using gin (organization_id, heading extensions.gin_trgm_ops) with (gin_pending_list_limit = 512)
  where kind in ('note', 'message') and heading <> '';

-- Nobody reads documents but through the functions below, which check the organization and who may see what.
alter table app.search_documents enable row level security;
grant all on app.search_documents to service_role;

-- What the functions app.search_of_<kind> give for records of one organization.
create type app.search_source as (
  record_id uuid, part text, title text, heading text, body tsvector, visibility text, logged_by uuid, at timestamptz,
  deleted boolean
);

create function app.search_heading(variadic parts text[]) returns text language sql immutable parallel safe as $$
  select ' ' || app.search_fold(array_to_string(parts, ' ')) || ' '
$$;

-- The words of a text without their order. Bounded: a tsvector ends at 1 MB.
create function app.search_words(content text) returns tsvector language sql immutable parallel safe as $$
  select strip(to_tsvector('pg_catalog.simple'::regconfig,
    regexp_replace(app.search_fold(left(content, 100000)), '[^[:alnum:]]+', ' ', 'g')))
$$;

create function app.search_of_contact(organization uuid, ids uuid[]) returns setof app.search_source
language sql stable set search_path = '' as $$
  select c.id, 'record', left(app.search_fold(left(c.name, 300)), 300),
    app.search_heading(left(c.name, 500), left(c.title, 200), f.names, p.points, array_to_string(c.tags, ' ')),
    null::tsvector, 'full', null::uuid, c.created_at, c.deleted_at is not null
  from app.contacts c
  -- The main company, which a new contact has before its employment is there, and the other current ones.
  left join lateral (
    select string_agg(f.name, ' ' order by f.id) as names from app.companies f
    -- One array, so that each company is found by its id.
    where f.organization_id = c.organization_id and f.deleted_at is null and f.id = any(c.company_id || array(
      select e.company_id from app.employments e
      where e.organization_id = c.organization_id and e.contact_id = c.id and e.is_current))) f on true
  left join lateral (
    select string_agg(p.value || ' ' || p.normalized, ' ' order by p.id) as points from app.contact_points p
    where p.organization_id = c.organization_id and p.contact_id = c.id) p on true
  where c.organization_id = organization and c.id = any(ids)
$$;

create function app.search_of_company(organization uuid, ids uuid[]) returns setof app.search_source
language sql stable set search_path = '' as $$
  select c.id, 'record', left(app.search_fold(c.name), 300),
    app.search_heading(c.name, array_to_string(c.domains, ' '), p.points, array_to_string(c.tags, ' ')),
    null::tsvector, 'full', null::uuid, c.created_at, c.deleted_at is not null
  from app.companies c
  left join lateral (
    select string_agg(p.value || ' ' || p.normalized, ' ' order by p.id) as points from app.company_points p
    where p.organization_id = c.organization_id and p.company_id = c.id) p on true
  where c.organization_id = organization and c.id = any(ids)
$$;

create function app.search_of_deal(organization uuid, ids uuid[]) returns setof app.search_source
language sql stable set search_path = '' as $$
  select d.id, 'record', left(app.search_fold(d.name), 300), app.search_heading(d.name, array_to_string(d.tags, ' ')),
    null::tsvector, 'full', null::uuid, d.created_at, d.deleted_at is not null
  from app.deals d where d.organization_id = organization and d.id = any(ids)
$$;

create function app.search_of_message(organization uuid, ids uuid[]) returns setof app.search_source
language sql stable set search_path = '' as $$
  select t.interaction_id, t.part, '', case when t.part = 'subject' then app.search_heading(left(t.content, 300)) else '' end,
    app.search_words(t.content), t.visibility, t.logged_by, i.occurred_at, i.deleted_at is not null
  from app.interaction_texts t
  join app.interactions i on i.organization_id = t.organization_id and i.id = t.interaction_id
  where t.organization_id = organization and t.interaction_id = any(ids)
$$;

-- Writes the documents of some records anew; those that did not change stay untouched.
create function app.refresh_search(kind text, organization uuid, ids uuid[]) returns void
language plpgsql security definer set search_path = '' as $$
begin
  execute format($query$
    with fresh as materialized (select * from app.%1$I($1, $2)),
    gone as (
      delete from app.search_documents d
      where d.organization_id = $1 and d.kind = %2$L and d.record_id = any($2)
        and not exists (select from fresh f where f.record_id = d.record_id and f.part = d.part))
    insert into app.search_documents as d
      (organization_id, kind, record_id, part, title, heading, body, visibility, logged_by, at, deleted)
    select $1, %2$L, f.record_id, f.part, f.title, f.heading, f.body, f.visibility, f.logged_by, f.at, f.deleted from fresh f
    on conflict on constraint search_documents_pkey do update
    set title = excluded.title, heading = excluded.heading, body = excluded.body, visibility = excluded.visibility,
      logged_by = excluded.logged_by, at = excluded.at, deleted = excluded.deleted
    where (d.title, d.heading, d.body, d.visibility, d.logged_by, d.at, d.deleted)
      is distinct from (excluded.title, excluded.heading, excluded.body, excluded.visibility, excluded.logged_by, excluded.at,
        excluded.deleted)
    $query$, 'search_of_' || kind, kind) using organization, ids;
end $$;

-- Keeps the documents of the changed rows. Arguments: the kind, the column that holds the record's id, and the columns that
-- count in an update. Transition tables: `changed`, and `before` in an update with such columns.
create function app.index_search() returns trigger language plpgsql security definer set search_path = '' as $$
declare
  place record;
  counting text;
begin
  if tg_op = 'UPDATE' then
    for i in 2 .. tg_nargs - 1 loop
      counting := concat_ws(' or ', counting, format('n.%1$I is distinct from o.%1$I', tg_argv[i]));
    end loop;
  end if;
  for place in execute format(case when counting is not null then
      'select n.organization_id as id, array_agg(distinct r.id) as ids from changed n join before o on o.id = n.id,
         unnest(array[n.%1$I, o.%1$I]) as r (id) where %2$s group by 1'
      else 'select organization_id as id, array_agg(distinct %1$I) as ids from changed group by 1' end,
    tg_argv[1], counting)
  loop
    perform app.refresh_search(tg_argv[0], place.id, place.ids);
  end loop;
  return null;
end $$;

-- A company's name is part of what its people are found by.
create function app.index_search_of_company() returns trigger language plpgsql security definer set search_path = '' as $$
declare
  place record;
begin
  for place in
    select e.organization_id as id, array_agg(distinct e.contact_id) as ids from app.employments e
    join changed n on n.organization_id = e.organization_id and n.id = e.company_id
    join before o on o.id = n.id
    where e.is_current and (n.name is distinct from o.name or (n.deleted_at is null) <> (o.deleted_at is null)) group by 1
  loop
    perform app.refresh_search('contact', place.id, place.ids);
  end loop;
  return null;
end $$;

-- Another company than the main one, which the contact's own row tells.
create function app.index_search_of_employments() returns trigger language plpgsql security definer set search_path = '' as $$
declare
  place record;
begin
  for place in
    select n.organization_id as id, array_agg(distinct n.contact_id) as ids from changed n
    join app.contacts c on c.organization_id = n.organization_id and c.id = n.contact_id
    where tg_op <> 'INSERT' or c.company_id is distinct from n.company_id group by 1
  loop
    perform app.refresh_search('contact', place.id, place.ids);
  end loop;
  return null;
end $$;

do $$
declare
  held record;
begin
  for held in
    select * from (values
      ('contacts', 'contact', 'id', 'name, title, company_id, tags, deleted_at'),
      ('contact_points', 'contact', 'contact_id', 'contact_id, value, normalized'),
      ('companies', 'company', 'id', 'name, domains, tags, deleted_at'),
      ('company_points', 'company', 'company_id', 'company_id, value, normalized'),
      ('deals', 'deal', 'id', 'name, tags, deleted_at')
    ) as held (tbl, kind, key, counting)
  loop
    execute format('create trigger search_insert after insert on app.%I referencing new table as changed
      for each statement execute function app.index_search(%L, %L)', held.tbl, held.kind, held.key);
    execute format('create trigger search_update after update on app.%I referencing new table as changed old table as before
      for each statement execute function app.index_search(%L, %L, %s)', held.tbl, held.kind, held.key,
      (select string_agg(quote_literal(c), ', ') from regexp_split_to_table(held.counting, ', ') as c));
    execute format('create trigger search_delete after delete on app.%I referencing old table as changed
      for each statement execute function app.index_search(%L, %L)', held.tbl, held.kind, held.key);
  end loop;
end $$;
create trigger search_people after update on app.companies referencing new table as changed old table as before
  for each statement execute function app.index_search_of_company();
create trigger search_insert after insert on app.employments referencing new table as changed
  for each statement execute function app.index_search_of_employments();
create trigger search_update after update on app.employments referencing new table as changed
  for each statement execute function app.index_search_of_employments();
create trigger search_delete after delete on app.employments referencing old table as changed
  for each statement execute function app.index_search_of_employments();
create trigger search_insert after insert on app.interaction_texts referencing new table as changed
  for each statement execute function app.index_search('message', 'interaction_id');
create trigger search_update after update on app.interaction_texts referencing new table as changed
  for each statement execute function app.index_search('message', 'interaction_id');
create trigger search_delete after delete on app.interaction_texts referencing old table as changed
  for each statement execute function app.index_search('message', 'interaction_id');

-- What the words of a query look like in a heading: the longest first, which goes through the index. Words of one or two
-- letters are looked for where words begin, because they hold no trigram of their own.
create function app.search_patterns(query text, at_start boolean) returns text[]
language sql immutable parallel safe as $$
  select array(
    select case when at_start or (length(word) < 3 and word ~ '[[:alnum:]]') then '% ' else '%' end
      || replace(replace(replace(word, '\', '\\'), '%', '\%'), '_', '\_') || '%'
    from regexp_split_to_table(app.search_fold(query), '\s+') as word where word <> ''
    order by length(regexp_replace(word, '[^[:alnum:]]', '', 'g')) desc)
$$;

-- The query with two neighbouring letters of its longest word in the other order, which trigrams hardly forgive in short words:
-- a regular expression of plain letters, null where there is none.
create function app.search_swapped(query text) returns text language sql immutable parallel safe as $$
  select string_agg(left(word, i - 1) || substr(word, i + 1, 1) || substr(word, i, 1) || substr(word, i + 2), '|')
  from (
    select word from regexp_split_to_table(app.search_fold(query), '[^[:alpha:]]+') as word order by length(word) desc limit 1
  ) as longest, generate_series(1, length(word) - 1) as i
  where length(word) between 4 and 20
$$;

-- The digits of what looks like a phone number, without the prefixes of national writing; null for anything else.
create function app.search_digits(query text) returns text language sql immutable parallel safe as $$
  select case when query ~ '^[0-9+().\-/\s]+$' and query ~ '[^0-9]' and length(digits) >= 4 then
    regexp_replace(digits, '^(0+|8(?=\d{10}$))', '') end
  from (select regexp_replace(query, '[^0-9]', '', 'g') as digits) as q
$$;

-- Ids of the records of one kind, deleted ones too, that hold every word of the query, if the caller may read the kind there. A
-- definer function because LIKE is not leakproof: under RLS the trigram index would not be used. It checks the organization itself.
create function app.find_records(kind text, query text, organization uuid) returns setof uuid
language plpgsql stable security definer set search_path = '' rows 100 as $$
declare
  permission text := (select k.permission from app.search_kinds k where k.kind = find_records.kind);
  patterns text[] := app.search_patterns(query, false);
  digits text := app.search_digits(query);
begin
  if not coalesce(organization = any(app.orgs_with(permission)), false) then
    return;
  end if;
  -- Planned with the patterns at hand. LIKE ALL cannot use the index.
  return query execute
    'select d.record_id from app.search_documents d where d.organization_id = $1 and d.kind = $2
       and d.kind in (''contact'', ''company'', ''deal'') and d.heading like $3 and d.heading like all ($4)'
    using organization, kind, patterns[1], patterns[2:];
  if digits is not null then
    return query execute
      'select d.record_id from app.search_documents d where d.organization_id = $1 and d.kind = $2
         and d.kind in (''contact'', ''company'', ''deal'') and d.heading like $3'
      using organization, kind, '%' || digits || '%';
  end if;
end $$;

-- Records whose heading holds every word of the query, and those whose name begins with it: at most `most` of each kind, the
-- best first. Not for callers: it checks nobody.
create function app.search_records(query text, kinds text[], organization uuid, most int)
returns table (kind text, record_id uuid, part text, score real)
language plpgsql stable set search_path = '' rows 20 as $$
declare
  folded text := btrim(regexp_replace(app.search_fold(query), '\s+', ' ', 'g'));
  patterns text[] := app.search_patterns(query, false);
  starts text[] := app.search_patterns(query, true);
  digits text := app.search_digits(query);
  literal text := replace(replace(replace(folded, '\', '\\'), '%', '\%'), '_', '\_');
  -- Too short for the index: whole words, besides the names that begin so.
  short boolean := length(folded) < 3;
begin
  return query execute
    'with found as materialized (
       (select d.kind, d.record_id, d.part, d.title, d.heading, d.at from app.search_documents d
        where d.organization_id = $1 and d.kind in (''contact'', ''company'', ''deal'') and d.kind = any($2)
          and d.heading like $3 and d.heading like all ($4) and not d.deleted limit 1000)
       union all
       select d.kind, d.record_id, d.part, d.title, d.heading, d.at
       from unnest($2) as wanted (kind) cross join lateral (
         select * from app.search_documents d
         where d.organization_id = $1 and d.kind = wanted.kind and d.kind in (''contact'', ''company'', ''deal'')
           and d.title like $5 and not d.deleted order by d.title limit 50) d),
     scored as (
       select distinct on (f.kind, f.record_id) f.kind, f.record_id, f.part, f.at, (case
         when f.title = $6 then 1 when f.title like $5 then 0.9 when '' '' || f.title like all ($7) then 0.8
         when f.title like all ($8) then 0.7 when f.heading like all ($7) then 0.6 else 0.5 end)::real as score
       from found f),
     ranked as (
       select s.*, row_number() over (partition by s.kind order by s.score desc, s.at desc, s.record_id desc) as nth
       from scored s)
     select r.kind, r.record_id, r.part, r.score from ranked r where r.nth <= $9'
    using organization, kinds,
      -- Without a letter there is nothing that the index could look for.
      case when folded !~ '[[:alnum:]]' then null when digits is not null then '%' || digits || '%'
        when short then '% ' || literal || ' %' else patterns[1] end,
      case when digits is not null or short then '{}' else patterns[2:] end, literal || '%', folded, starts, patterns, most;
end $$;

-- What answers a query in one organization: at most `most` of each kind, with a score from 0 to 1. Kinds that the caller may
-- not read and texts that are hidden from them are not looked at. Where hardly anything holds the words as written, likely slips
-- are tried: the other keyboard layout, and words that are spelled almost so (`similar`).
create function app.search(query text, kinds text[], organization uuid, most int)
returns table (kind text, record_id uuid, part text, score real, similar boolean)
language plpgsql stable security definer set search_path = '' set pg_trgm.word_similarity_threshold = 0.4 rows 50 as $$
declare
  allowed text[] := array(select k.kind from app.search_kinds k
    where k.kind = any(kinds) and coalesce(organization = any(app.orgs_with(k.permission)), false));
  folded text := btrim(regexp_replace(app.search_fold(query), '\s+', ' ', 'g'));
  records text[] := array(select k from unnest(allowed) k where k in ('contact', 'company', 'deal'));
  texts text[] := array(select k from unnest(allowed) k where k in ('note', 'message'));
  words text := (select string_agg('''' || w || ''':*', ' & ')
    from regexp_split_to_table(folded, '[^[:alnum:]]+') w where w <> '');
  found int := 0;
  more int;
begin
  if folded = '' or allowed = '{}' then
    return;
  end if;
  if records <> '{}' then
    return query select r.*, false from app.search_records(query, records, organization, most) r;
    get diagnostics found = row_count;
  end if;
  if texts <> '{}' and words is not null then
    return query execute
      'with found as materialized (
         select d.kind, d.record_id, d.part, d.at from app.search_documents d
         where d.organization_id = $1 and d.kind in (''note'', ''message'') and d.kind = any($2)
           and d.body @@ to_tsquery(''simple'', $3) and not d.deleted
           and (d.visibility = ''full'' or d.logged_by = auth.uid() or (d.visibility = ''subject'' and d.part = ''subject''))
         limit 1000),
       scored as (
         select distinct on (f.kind, f.record_id) f.*, (case when f.part = ''body'' then 0.3 else 0.4 end)::real as score
         from found f order by f.kind, f.record_id, f.part desc),
       ranked as (select s.*, row_number() over (partition by s.kind order by s.score desc, s.at desc) as nth from scored s)
       select r.kind, r.record_id, r.part, r.score, false from ranked r where r.nth <= $4'
      using organization, texts, words, most;
    get diagnostics more = row_count;
    found := found + more;
  end if;
  if found = 0 and records <> '{}' and length(folded) >= 3 then
    return query select r.*, true from app.search_records(app.other_layout(query), records, organization, most) r;
    get diagnostics found = row_count;
  end if;
  if found < 3 and folded ~ '[[:alnum:]]{3}' and app.search_digits(query) is null then
    return query execute
      'with found as materialized (
         select d.kind, d.record_id, d.part, d.at, case when d.heading ~ $5 then 1 else extensions.word_similarity($3, d.heading) end
           as score
         from app.search_documents d
         where d.organization_id = $1 and d.kind in (''contact'', ''company'', ''deal'') and d.kind = any($2)
           and (d.heading operator(extensions.%>) $3 or d.heading ~ $5) and not d.deleted
         union all
         select d.kind, d.record_id, d.part, d.at,
           0.5 * case when d.heading ~ $5 then 1 else extensions.word_similarity($3, d.heading) end
         from app.search_documents d
         where d.organization_id = $1 and d.kind in (''note'', ''message'') and d.heading <> '''' and d.kind = any($2)
           and (d.heading operator(extensions.%>) $3 or d.heading ~ $5) and not d.deleted
           and (d.visibility = ''full'' or d.logged_by = auth.uid() or (d.visibility = ''subject'' and d.part = ''subject''))),
       ranked as (select f.*, row_number() over (partition by f.kind order by f.score desc, f.at desc) as nth from found f)
       select r.kind, r.record_id, r.part, (r.score * 0.25)::real, true from ranked r where r.nth <= $4'
      using organization, allowed, folded, most, app.search_swapped(query);
  end if;
end $$;

do $$
declare
  one regprocedure;
begin
  for one in
    select p.oid::regprocedure from pg_proc p
    where p.pronamespace = 'app'::regnamespace
      and (p.proname in ('refresh_search', 'find_records', 'search_records', 'search') or p.proname like 'search\_of\_%'
        or p.proname like 'index\_search%')
  loop
    execute format('revoke execute on function %s from public', one);
  end loop;
end $$;
grant execute on function app.find_records(text, text, uuid), app.search(text, text[], uuid, int) to authenticated;

-- What is there already.
do $$
declare
  place uuid;
begin
  for place in select id from app.organizations loop
    perform app.refresh_search('contact', place, array(select id from app.contacts where organization_id = place));
    perform app.refresh_search('company', place, array(select id from app.companies where organization_id = place));
    perform app.refresh_search('deal', place, array(select id from app.deals where organization_id = place));
    perform app.refresh_search('message', place,
      array(select distinct interaction_id from app.interaction_texts where organization_id = place));
  end loop;
end $$;

-- What this replaces.
drop function app.search_contacts(text, uuid);
drop function app.search_deals(text, uuid);
drop trigger index_contact on app.contacts;
drop trigger reindex_added on app.contact_points;
drop trigger reindex_removed on app.contact_points;
drop trigger reindex_contacts on app.companies;
drop function app.index_contact();
drop function app.reindex_contacts_of_points();
drop function app.reindex_contacts_of_company();
drop function app.contact_search_text(app.contacts);
alter table app.contacts drop column search;
drop index app.deals_search;

-- The part of a text around the first of the words, about 220 characters; the beginning where none is in it.
create function app.search_excerpt(content text, query text) returns text language sql stable as $$
  select case when first.place > 60 then '…' else '' end || btrim(substr(content, greatest(1, first.place - 50), 220))
    || case when length(content) > greatest(1, first.place - 50) + 220 then '…' else '' end
  from (select app.search_fold(left(content, 100000)) as folded) as text,
    lateral (
      select coalesce(min(position(w in text.folded)) filter (where position(w in text.folded) > 0), 1) as place
      from regexp_split_to_table(app.search_fold(query), '[^[:alnum:]]+') as w where w <> '') as first
$$;
