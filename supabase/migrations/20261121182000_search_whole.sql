-- Search, whole: every function that writes or reads search documents stands here as it is now, however often it was changed before.
-- Beside it, unchanged: app.search_fold, app.search_heading, app.search_words, app.words_of_folded (141600); app.other_layout,
-- app.search_patterns, app.search_swapped, app.search_digits, app.search_excerpt (141000); the triggers' functions
-- app.index_search, app.index_pending (141400), app.index_search_of_field (175100), app.index_search_of_texts, app.sharers (172100),
-- app.granted_texts (172400), app.reached_documents (178000).
--
-- New: slips in the words of long texts are forgiven, by a lexicon of the words that stand in them; and long texts in own fields are
-- searched to their end.

-- The lexicon.

-- A word and what is left of it without one of its letters: two words with a slip between them share one of these.
create function app.search_spellings(word text) returns text[]
language plpgsql immutable parallel safe strict set search_path = '' as $$
declare
  spellings text[] := array[word];
begin
  for i in 1 .. length(word) loop
    spellings := spellings || overlay(word placing '' from i for 1);
  end loop;
  return spellings;
end $$;

-- The words of at least four letters that stand in texts of an organization, folded. Transactions that meet a new word at the same time
-- write it twice rather than wait for each other. Nobody is ever told a word of it: it says what else a query may mean, and what is found
-- by that is checked as everything that is found.
create table app.search_lexicon (
  id bigint generated always as identity primary key,
  organization_id uuid not null references app.organizations on delete cascade,
  word text collate "C" not null
);
create index search_lexicon_words on app.search_lexicon (organization_id, word);
create index search_lexicon_spellings on app.search_lexicon
  using gin (organization_id, app.search_spellings(word)) with (gin_pending_list_limit = 256);
create index search_lexicon_alike on app.search_lexicon
  using gin (organization_id, word extensions.gin_trgm_ops) with (gin_pending_list_limit = 256) where length(word) >= 8;
alter table app.search_lexicon enable row level security;
grant all on app.search_lexicon to service_role;

-- Words of records whose own fields hold long texts. Those of notes and messages have an index already.
create index search_documents_own_texts on app.search_documents using gin (organization_id, body)
  with (gin_pending_list_limit = 512) where kind in ('contact', 'company', 'deal') and body is not null;

-- Whether there is any, in next to no time.
create index search_documents_with_own_texts on app.search_documents (organization_id)
  where kind in ('contact', 'company', 'deal') and body is not null;

-- The words of some documents that the lexicon is to hold; null when there is none. The kind comes from the ids' side, and nothing is
-- said of the body: else a new table's documents may be looked for through a partial index, all of the organization's for each id.
create function app.search_words_held(of_kind text, organization uuid, ids uuid[]) returns text[]
language plpgsql stable set search_path = '' as $$
begin
  if cardinality(ids) <= 20 then
    return (
      select array_agg(w.word) from (
        select distinct l.word from (
          select unnest(tsvector_to_array(d.body)) as word from (select unnest(ids) as id, of_kind as kind offset 0) k
          cross join lateral (
            select d.body from app.search_documents d
            where d.organization_id = organization and d.kind = k.kind and d.record_id = k.id offset 0) d) l
        where length(l.word) between 4 and 30) w
      where w.word !~ '[0-9]');
  end if;
  -- More than twice as quick for many, slower to begin.
  return (
    select array_agg(s.word) from ts_stat(format(
      'select d.body from (select unnest(%L::uuid[]) as id, %L::text as kind offset 0) k
       cross join lateral (
         select d.body from app.search_documents d
         where d.organization_id = %L and d.kind = k.kind and d.record_id = k.id offset 0) d',
      ids, of_kind, organization)) as s
    where length(s.word) between 4 and 30 and s.word !~ '[0-9]');
end $$;

-- Adds words to the lexicon that came, and takes those out that went with the last text they stood in.
create function app.search_learn(organization uuid, was text[], now_held text[]) returns void
language plpgsql set search_path = '' set enable_seqscan = off as $$
declare
  gone text[];
begin
  insert into app.search_lexicon (organization_id, word)
  select organization, w.word from unnest(now_held) as w (word)
  cross join lateral (
    select exists (select from app.search_lexicon x where x.organization_id = organization and x.word = w.word) as known offset 0) k
  where not k.known;
  if was is null then
    return;
  end if;
  gone := array(select unnest(was) except select unnest(now_held));
  if gone = '{}' then
    return;
  end if;
  -- Of two transactions that take away the last two texts with a word, the later one must see that the other is gone.
  perform pg_advisory_xact_lock(hashtextextended('search_lexicon:' || organization, 0));
  delete from app.search_lexicon x
  where x.organization_id = organization and x.word = any(array(
    select w.word from unnest(gone) as w (word)
    cross join lateral (
      select exists (
          select from app.search_documents d where d.organization_id = organization and d.kind in ('note', 'message')
            and d.body @@ plainto_tsquery('pg_catalog.simple', w.word))
        or exists (
          select from app.search_documents d where d.organization_id = organization and d.kind in ('contact', 'company', 'deal')
            and d.body is not null and d.body @@ plainto_tsquery('pg_catalog.simple', w.word)) as held offset 0) h
    where not h.held));
end $$;

-- Whether at most one or two letters were left out, added, exchanged, or changed places with their neighbour.
create function app.spelled_almost(one text, other text, slips int) returns boolean
language plpgsql immutable parallel safe strict set search_path = '' as $$
declare
  a text := one;
  b text := other;
  same int := 0;
  above int[];
  last int[];
  line int[];
begin
  if abs(length(a) - length(b)) > slips then
    return false;
  end if;
  -- What both begin and end with is left out.
  while same < least(length(a), length(b)) and substr(a, same + 1, 1) = substr(b, same + 1, 1) loop
    same := same + 1;
  end loop;
  a := substr(a, same + 1);
  b := substr(b, same + 1);
  same := 0;
  while same < least(length(a), length(b)) and substr(a, length(a) - same, 1) = substr(b, length(b) - same, 1) loop
    same := same + 1;
  end loop;
  a := substr(a, 1, length(a) - same);
  b := substr(b, 1, length(b) - same);
  if slips = 1 or greatest(length(a), length(b)) <= 1 then
    return greatest(length(a), length(b)) <= 1 or (length(a) = 2 and a = reverse(b));
  end if;
  -- Costs of turning the beginnings of one into those of the other, a letter a line. Item j + 1 stands for j letters.
  last := array(select generate_series(0, length(b)));
  for i in 1 .. length(a) loop
    line := array[i];
    for j in 1 .. length(b) loop
      line := line || least(line[j] + 1, last[j + 1] + 1,
        last[j] + case when substr(a, i, 1) = substr(b, j, 1) then 0 else 1 end,
        case when i > 1 and j > 1 and substr(a, i, 1) = substr(b, j - 1, 1) and substr(a, i - 1, 1) = substr(b, j, 1)
          then above[j - 1] + 1 end);
    end loop;
    above := last;
    last := line;
  end loop;
  return last[length(b) + 1] <= slips;
end $$;

-- What an organization's texts hold that a word of a query may mean: words with one slip, or those of eight letters and more with two.
-- All of them: a limit would let words that the caller may not find push out those that they may. Not for callers.
create function app.search_meant(wanted text, organization uuid, slips int) returns setof text
language plpgsql stable set search_path = '' set pg_trgm.similarity_threshold = 0.35 rows 20 as $$
begin
  if length(wanted) not between 4 and 30 or wanted ~ '[^[:alpha:]]' or (slips = 2 and length(wanted) < 8) then
    return;
  end if;
  -- Planned with the word at hand.
  return query execute
    'select distinct x.word from app.search_lexicon x where x.organization_id = $1 and '
      || case slips when 1 then 'app.search_spellings(x.word) && app.search_spellings($2)'
        else 'length(x.word) >= 8 and x.word operator(extensions.%) $2' end
      || ' and app.spelled_almost(x.word, $2, $3)'
    using organization, wanted, slips;
end $$;

-- The query with what its words may mean, for texts: each word or one that is spelled almost so. The six longest words are looked
-- up. Null when there is none that could be meant.
create function app.search_widened(folded text, organization uuid, slips int) returns text
language plpgsql stable set search_path = '' as $$
declare
  widened text;
  meant boolean;
begin
  select string_agg('(' || coalesce(m.near || ' | ', '') || '''' || w.word || ''':*)', ' & '), bool_or(m.near is not null)
  into widened, meant
  from (
    select one as word, row_number() over (order by length(one) desc) as nth
    from (select distinct one from regexp_split_to_table(folded, '[^[:alnum:]]+') as one where one <> '') as each) w
  left join lateral (
    select string_agg('''' || s.word || ''':*', ' | ') as near from app.search_meant(w.word, organization, slips) as s (word)
    where w.nth <= 6) m on true;
  return case when meant then widened end;
end $$;

-- Documents.

-- What there is to find in the own fields of a record, whole. In a caller's name it gives what they may read.
create or replace function app.own_field_words(place uuid, kind text, written jsonb) returns text[]
language plpgsql stable set search_path = '' as $$
begin
  if written = '{}' then
    return '{}';
  end if;
  return array(
    select w.word from app.custom_fields f
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

-- A heading with what stands in own fields at its end, behind a unit separator: the first 500 letters of each, in which parts of words are
-- found. Where one is longer, the words of it all, with those of the heading, so that one query may name somebody and a value of theirs.
create function app.search_with_fields(known text, own text[], out heading text, out body tsvector)
language plpgsql stable set search_path = '' as $$
begin
  heading := known;
  if own <> '{}' then
    heading := known || chr(31) || app.search_heading(variadic array(select left(w, 500) from unnest(own) as w));
    if exists (select from unnest(own) as w where length(w) > 500) then
      body := app.search_words(known || ' ' || array_to_string(own, ' '));
    end if;
  end if;
end $$;

create or replace function app.search_of_contact(organization uuid, ids uuid[]) returns setof app.search_source
language sql stable set search_path = '' as $$
  select c.id, 'record', left(app.search_fold(left(c.name, 300)), 300), s.heading, s.body, 'full', null::uuid, c.created_at,
    c.deleted_at is not null
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
  cross join lateral app.search_with_fields(
    app.search_heading(left(c.name, 500), left(c.title, 200), f.names, p.points, array_to_string(c.tags, ' ')),
    app.own_field_words(c.organization_id, 'contact', c.fields)) s
$$;

create or replace function app.search_of_company(organization uuid, ids uuid[]) returns setof app.search_source
language sql stable set search_path = '' as $$
  select c.id, 'record', left(app.search_fold(c.name), 300), s.heading, s.body, 'full', null::uuid, c.created_at,
    c.deleted_at is not null
  from (select distinct unnest(ids) as id) k
  cross join lateral (select x.* from app.companies x where x.id = k.id and x.organization_id = organization offset 0) c
  left join lateral (
    select string_agg(p.value || ' ' || p.normalized, ' ' order by p.id) as points from app.company_points p
    where p.organization_id = c.organization_id and p.company_id = c.id) p on true
  cross join lateral app.search_with_fields(
    app.search_heading(c.name, array_to_string(c.domains, ' '), p.points, array_to_string(c.tags, ' ')),
    app.own_field_words(c.organization_id, 'company', c.fields)) s
$$;

create or replace function app.search_of_deal(organization uuid, ids uuid[]) returns setof app.search_source
language sql stable set search_path = '' as $$
  select d.id, 'record', left(app.search_fold(d.name), 300), s.heading, s.body, 'full', null::uuid, d.created_at,
    d.deleted_at is not null
  from (select distinct unnest(ids) as id) k
  cross join lateral (select x.* from app.deals x where x.id = k.id and x.organization_id = organization offset 0) d
  cross join lateral app.search_with_fields(
    app.search_heading(d.name, array_to_string(d.tags, ' ')), app.own_field_words(d.organization_id, 'deal', d.fields)) s
$$;

create or replace function app.search_of_note(organization uuid, ids uuid[]) returns setof app.search_source
language sql stable set search_path = '' as $$
  select n.id, 'record', '', app.search_heading(left(n.body, 200)), app.search_words(n.body), 'full', null::uuid, n.created_at,
    n.deleted_at is not null
  from app.notes n where n.organization_id = organization and n.id = any(ids)
$$;

-- Each text is folded once.
create or replace function app.search_of_message(organization uuid, ids uuid[]) returns setof app.search_source
language sql stable set search_path = '' as $$
  select t.interaction_id, t.part, '', case when t.part = 'subject' then ' ' || left(t.folded, 300) || ' ' else '' end,
    app.words_of_folded(t.folded), t.visibility, t.logged_by, i.occurred_at, i.deleted_at is not null
  from (
    select x.*, app.search_fold(left(x.content, 100000)) as folded from app.interaction_texts x
    where x.organization_id = organization and x.interaction_id = any(ids) offset 0) t
  join app.interactions i on i.organization_id = organization and i.id = t.interaction_id
$$;

-- Writes the documents of some records anew, those that did not change stay untouched; the lexicon follows.
create or replace function app.refresh_search(kind text, organization uuid, ids uuid[]) returns void
language plpgsql security definer set search_path = '' as $$
declare
  was text[] := app.search_words_held(kind, organization, ids);
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
  perform app.search_learn(organization, was, app.search_words_held(kind, organization, ids));
end $$;

-- Each word of a folded query where a word of a text begins so, as a query for texts; null without words.
create function app.search_starts(folded text) returns text language sql immutable parallel safe as $$
  select string_agg('''' || w || ''':*', ' & ') from regexp_split_to_table(folded, '[^[:alnum:]]+') as w where w <> ''
$$;

-- Conditions on documents `d`, as SQL.

-- What is added where the caller may not read own fields: the words must stand before them.
create or replace function app.search_bound(place uuid, condition text) returns text
language plpgsql stable set search_path = '' as $$
begin
  return case when coalesce(place = any(app.orgs_with('fields.read')), false) then '' else ' and ' || condition end;
end $$;

-- Whether the caller may read own fields there and some hold long texts, so that it is worth looking. A plan kept from when there were few
-- documents must not read them all.
create function app.search_has_own_texts(place uuid) returns boolean
language plpgsql stable set search_path = '' set enable_seqscan = off as $$
begin
  return exists (
      select from app.search_documents d
      where d.organization_id = place and d.kind in ('contact', 'company', 'deal') and d.body is not null)
    and coalesce(place = any(app.orgs_with('fields.read')), false);
end $$;

-- Texts that the caller may see: by the message's level, as who logged it, or because it was shared with them.
create function app.search_seen() returns text language plpgsql stable set search_path = '' as $$
begin
  return format('(d.visibility = ''full'' or d.logged_by = %L::uuid
    or (d.visibility = ''subject'' and d.part = ''subject'')
    or (d.logged_by = any((select app.sharers())::uuid[])
      and (d.record_id, d.part) in (select g.message, g.part from app.granted_texts() g)))', auth.uid());
end $$;

-- Finding. `bound` is a condition for callers who see some records only; all but app.find_records and app.search check nobody.

-- Ids of the records of one kind, deleted ones too, that hold every word of the query, if the caller may read the kind there. A
-- definer function because LIKE is not leakproof: under RLS the trigram index would not be used. It checks the organization itself.
create or replace function app.find_records(kind text, query text, organization uuid) returns setof uuid
language plpgsql stable security definer set search_path = '' rows 100 as $$
declare
  permission text := (select k.permission from app.search_kinds k where k.kind = find_records.kind);
  patterns text[] := app.search_patterns(query, false);
  digits text := app.search_digits(query);
  words text := app.search_starts(app.search_fold(query));
  bound text := '';
begin
  if not coalesce(organization = any(app.orgs_with(permission)), false) then
    if not coalesce(organization = any(app.segment_orgs(permission)), false) then
      return;
    end if;
    bound := ' and d.record_id in (select app.segment_records($2))';
  end if;
  -- Planned with the patterns at hand. LIKE ALL cannot use the index.
  return query execute
    'select d.record_id from app.search_documents d where d.organization_id = $1 and d.kind = $2
       and d.kind in (''contact'', ''company'', ''deal'') and d.heading like $3 and d.heading like all ($4)'
      || app.search_bound(organization, 'split_part(d.heading, chr(31), 1) like all ($4 || $3)') || bound
    using organization, kind, patterns[1], patterns[2:];
  if digits is not null then
    return query execute
      'select d.record_id from app.search_documents d where d.organization_id = $1 and d.kind = $2
         and d.kind in (''contact'', ''company'', ''deal'') and d.heading like $3'
        || app.search_bound(organization, 'split_part(d.heading, chr(31), 1) like $3') || bound
      using organization, kind, '%' || digits || '%';
  end if;
  if words is not null and app.search_has_own_texts(organization) then
    return query execute
      'select d.record_id from app.search_documents d where d.organization_id = $1 and d.kind = $2
         and d.kind in (''contact'', ''company'', ''deal'') and d.body is not null and d.body @@ to_tsquery(''simple'', $3)' || bound
      using organization, kind, words;
  end if;
end $$;

-- Records whose heading holds every word of the query, and those whose name begins with it: at most `most` of each kind, the best first.
create or replace function app.search_records(query text, kinds text[], organization uuid, most int, bound text)
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
          and d.heading like $3 and d.heading like all ($4) and not d.deleted'
          || app.search_bound(organization, 'split_part(d.heading, chr(31), 1) like all ($4 || $3)') || bound || ' limit 1000)
       union all
       select d.kind, d.record_id, d.part, d.title, d.heading, d.at
       from unnest($2) as wanted (kind) cross join lateral (
         select * from app.search_documents d
         where d.organization_id = $1 and d.kind = wanted.kind and d.kind in (''contact'', ''company'', ''deal'')
           and d.title like $5 and not d.deleted' || bound || ' order by d.title limit 50) d),
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

-- Records whose own fields hold long texts, by the words of these and of their heading: as where words of a heading begin so. For callers who
-- may read own fields.
create function app.search_own_texts(words text, kinds text[], organization uuid, most int, bound text)
returns table (kind text, record_id uuid, part text, score real)
language plpgsql stable set search_path = '' rows 20 as $$
begin
  return query execute
    'with found as materialized (
       select d.kind, d.record_id, d.part, d.at from app.search_documents d
       where d.organization_id = $1 and d.kind in (''contact'', ''company'', ''deal'') and d.kind = any($2)
         and d.body is not null and d.body @@ to_tsquery(''simple'', $3) and not d.deleted' || bound || ' limit 1000),
     ranked as (select f.*, row_number() over (partition by f.kind order by f.at desc, f.record_id desc) as nth from found f)
     select r.kind, r.record_id, r.part, 0.6::real from ranked r where r.nth <= $4'
    using organization, kinds, words, most;
end $$;

-- Notes and messages by their words: a subject before a text, then the latest first.
create function app.search_texts(words text, kinds text[], organization uuid, most int, bound text)
returns table (kind text, record_id uuid, part text, score real)
language plpgsql stable set search_path = '' rows 20 as $$
begin
  return query execute
    'with found as materialized (
       select d.kind, d.record_id, d.part, d.at from app.search_documents d
       where d.organization_id = $1 and d.kind in (''note'', ''message'') and d.kind = any($2)
         and d.body @@ to_tsquery(''simple'', $3) and not d.deleted and ' || app.search_seen() || bound || '
       limit 1000),
     scored as (
       select distinct on (f.kind, f.record_id) f.*, (case when f.part = ''body'' then 0.3 else 0.4 end)::real as score
       from found f order by f.kind, f.record_id, f.part desc),
     ranked as (select s.*, row_number() over (partition by s.kind order by s.score desc, s.at desc) as nth from scored s)
     select r.kind, r.record_id, r.part, r.score from ranked r where r.nth <= $4'
    using organization, kinds, words, most;
end $$;

-- Records and subjects that are spelled almost like the query.
create or replace function app.search_similar(folded text, kinds text[], organization uuid, most int, bound text)
returns table (kind text, record_id uuid, part text, score real)
language plpgsql stable set search_path = '' rows 20 as $$
declare
  swapped text := app.search_swapped(folded);
  matching text;
  closeness text;
begin
  -- Two letters that changed places; then words that are very much alike; then alike.
  foreach closeness in array array['swapped', '0.7', '0.5'] loop
    continue when closeness = 'swapped' and swapped is null;
    if closeness <> 'swapped' then
      perform set_config('pg_trgm.word_similarity_threshold', closeness, true);
    end if;
    matching := case when closeness = 'swapped' then 'd.heading ~ $5' else 'd.heading operator(extensions.%>) $3' end;
    return query execute
      'with found as materialized (
         (select d.kind, d.record_id, d.part, d.at, extensions.word_similarity($3, d.heading) as score
          from app.search_documents d
          where d.organization_id = $1 and d.kind in (''contact'', ''company'', ''deal'') and d.kind = any($2)
            and ' || matching || ' and not d.deleted'
            || app.search_bound(organization, replace(matching, 'd.heading', 'split_part(d.heading, chr(31), 1)'))
            || bound || ' limit 500)
         union all
         (select d.kind, d.record_id, d.part, d.at, extensions.word_similarity($3, d.heading) * 0.5
          from app.search_documents d
          where d.organization_id = $1 and d.kind in (''note'', ''message'') and d.heading <> '''' and d.kind = any($2)
            and ' || matching || ' and not d.deleted and ' || app.search_seen() || bound || ' limit 500)),
       ranked as (select f.*, row_number() over (partition by f.kind order by f.score desc, f.at desc) as nth from found f)
       select r.kind, r.record_id, r.part, (r.score * 0.25)::real from ranked r where r.nth <= $4'
      using organization, kinds, folded, most, swapped;
    exit when found;
  end loop;
end $$;

-- Notes, messages and long texts of own fields in which words stand that the query's may mean: those with one slip, else those with two.
-- What ends the search is what the caller sees, so that nothing tells what stands elsewhere.
create function app.search_slips(folded text, kinds text[], organization uuid, most int, bound text)
returns table (kind text, record_id uuid, part text, score real)
language plpgsql stable set search_path = '' rows 20 as $$
declare
  widened text;
  any_found boolean := false;
begin
  for slips in 1 .. 2 loop
    widened := app.search_widened(folded, organization, slips);
    continue when widened is null;
    return query select t.kind, t.record_id, t.part, (t.score * 0.25)::real
      from app.search_texts(widened, kinds, organization, most, bound) t;
    any_found := found;
    if app.search_has_own_texts(organization) then
      return query select t.kind, t.record_id, t.part, (t.score * 0.25)::real
        from app.search_own_texts(widened, kinds, organization, most, bound) t;
      any_found := any_found or found;
    end if;
    exit when any_found;
  end loop;
end $$;

-- What answers a query in one organization: at most `most` of each kind, with a score from 0 to 1; a record may come more than once.
-- Kinds that the caller may not read and texts that are hidden from them are not looked at. Where nothing holds the words as written, likely
-- slips are tried (`similar`): the other keyboard layout, then words that are spelled almost so. In texts these are tried, too, where the
-- words as written stand in one or two only.
create or replace function app.search(query text, kinds text[], organization uuid, most int)
returns table (kind text, record_id uuid, part text, score real, similar boolean)
language plpgsql stable security definer set search_path = '' rows 50 as $$
declare
  allowed text[] := array(select k.kind from app.search_kinds k
    where k.kind = any(kinds) and coalesce(organization = any(app.orgs_with(k.permission)), false));
  bound text := '';
  folded text := btrim(regexp_replace(app.search_fold(query), '\s+', ' ', 'g'));
  words text := app.search_starts(folded);
  records text[];
  texts text[];
  records_found boolean := false;
  texts_found int := 0;
begin
  if allowed = '{}' then
    allowed := array(select k.kind from app.search_kinds k
      where k.kind = any(kinds) and coalesce(organization = any(app.narrowed_orgs(k.permission)), false));
    bound := ' and (d.kind, d.record_id) in (select r.kind, r.record_id from app.reached_documents() r)';
  end if;
  if folded = '' or allowed = '{}' then
    return;
  end if;
  records := array(select k from unnest(allowed) k where k in ('contact', 'company', 'deal'));
  texts := array(select k from unnest(allowed) k where k in ('note', 'message'));
  if records <> '{}' then
    return query select r.*, false from app.search_records(query, records, organization, most, bound) r;
    records_found := found;
    if words is not null and app.search_has_own_texts(organization) then
      return query select o.*, false from app.search_own_texts(words, records, organization, most, bound) o;
      records_found := records_found or found;
    end if;
  end if;
  if texts <> '{}' and words is not null then
    return query select t.*, false from app.search_texts(words, texts, organization, most, bound) t;
    get diagnostics texts_found = row_count;
  end if;
  if records_found or texts_found > 2 then
    return;
  end if;
  if texts_found = 0 and records <> '{}' and length(folded) >= 3 then
    return query select r.*, true from app.search_records(app.other_layout(query), records, organization, most, bound) r;
    if found then
      return;
    end if;
  end if;
  if texts_found = 0 and folded ~ '[[:alpha:]]{3}' and folded !~ '[0-9@]' then
    return query select s.*, true from app.search_similar(folded, allowed, organization, most, bound) s;
  end if;
  return query select s.*, true from app.search_slips(folded, allowed, organization, most, bound) s;
end $$;

-- Narrowing the filters of views.

-- Ids of the records of one kind whose heading holds a text, deleted ones too: all that could pass a filter on a text of the heading or on
-- one of the first 500 letters of an own field. Null when there are more than `most`, or the caller may not read the kind there.
create or replace function app.heading_ids(kind text, wanted text, organization uuid, most int) returns uuid[]
language plpgsql stable security definer set search_path = '' as $$
declare
  permission text := (select k.permission from app.search_kinds k where k.kind = heading_ids.kind);
  pattern text := '%' || replace(replace(replace(app.search_fold(wanted), '\', '\\'), '%', '\%'), '_', '\_') || '%';
  ids uuid[];
begin
  if kind not in ('contact', 'company', 'deal') or not coalesce(organization = any(app.orgs_with(permission)), false) then
    return null;
  end if;
  -- Planned with the values at hand.
  execute
    'select array_agg(f.record_id) from (
       select d.record_id from app.search_documents d where d.organization_id = $1 and d.kind = $2
         and d.kind in (''contact'', ''company'', ''deal'') and d.heading like $3
       limit $4) f'
    into ids using organization, kind, pattern, most + 1;
  if kind = 'contact' then
    execute
      'select $2 || array(
         select c.id from app.contacts c where c.organization_id = $1 and (length(c.name) > 500 or length(c.title) > 200))'
      into ids using organization, ids;
  end if;
  return case when cardinality(ids) > most then null else coalesce(ids, '{}') end;
end $$;

-- The same of their long text, which stands in no document: notes, a description.
create or replace function app.text_ids(kind text, wanted text, organization uuid, most int) returns uuid[]
language plpgsql stable security definer set search_path = '' as $$
declare
  permission text := (select k.permission from app.search_kinds k where k.kind = text_ids.kind);
  pattern text := '%' || replace(replace(replace(app.search_fold(wanted), '\', '\\'), '%', '\%'), '_', '\_') || '%';
  place text := case kind when 'contact' then 'contacts' when 'company' then 'companies' when 'deal' then 'deals' end;
  ids uuid[];
begin
  if place is null or not coalesce(organization = any(app.orgs_with(permission)), false) then
    return null;
  end if;
  -- Planned with the values at hand.
  execute format(
    'select array_agg(f.id) from (
       select r.id from app.%1$I r where r.organization_id = $1 and r.%2$I <> '''' and app.search_fold(r.%2$I) like $2
       limit $3) f', place, case kind when 'company' then 'description' else 'notes' end)
    into ids using organization, pattern, most + 1;
  return case when cardinality(ids) > most then null else coalesce(ids, '{}') end;
end $$;

revoke execute on function app.search_words_held(text, uuid, uuid[]), app.search_learn(uuid, text[], text[]),
  app.search_meant(text, uuid, int), app.search_widened(text, uuid, int), app.search_with_fields(text, text[]), app.search_seen(), app.search_has_own_texts(uuid),
  app.search_own_texts(text, text[], uuid, int, text), app.search_texts(text, text[], uuid, int, text),
  app.search_slips(text, text[], uuid, int, text) from public;
drop function app.search_own_fields(uuid, text, jsonb);

-- What is there already.
do $$
declare
  place uuid;
begin
  for place in select id from app.organizations loop
    perform app.refresh_search('contact', place,
      array(select id from app.contacts where organization_id = place and length(fields::text) > 500));
    perform app.refresh_search('company', place,
      array(select id from app.companies where organization_id = place and length(fields::text) > 500));
    perform app.refresh_search('deal', place,
      array(select id from app.deals where organization_id = place and length(fields::text) > 500));
    perform app.search_learn(place, null, (
      select array_agg(w.word) from (
        select distinct l.word from app.search_documents d cross join lateral unnest(tsvector_to_array(d.body)) as l (word)
        where d.organization_id = place and d.kind in ('note', 'message') and length(l.word) between 4 and 30) w
      where w.word !~ '[0-9]'));
  end loop;
end $$;
