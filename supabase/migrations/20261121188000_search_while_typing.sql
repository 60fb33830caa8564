-- Slips are forgiven also in the word that is still being typed, and what was found by a slip says which words stand there, so that they can
-- be shown. app.search, app.search_slips and app.search_widened stand here as they are now; all else as in 182000.

-- What words of an organization's texts begin with that differs from what was typed by one slip, with at least one letter behind it: of
-- a slip in the last letter there is no telling what was meant. It walks the index of words letter by letter: for each place in what was
-- typed it tries the letters that stand there in any word, of the page of 256 signs that holds the alphabet. So the work follows the
-- length of the word and of the alphabet, not the number of words, and nothing is cut off. Not for callers.
create function app.search_begun(typed text, organization uuid) returns setof text
language plpgsql stable set search_path = '' set enable_seqscan = off set enable_bitmapscan = off rows 10 as $$
declare
  last constant text := chr(1114111);
  same text;
  page int;
begin
  if length(typed) not between 5 and 30 or typed ~ '[^[:alpha:]]' then
    return;
  end if;
  for i in 1 .. length(typed) loop
    same := left(typed, i - 1);
    page := ascii(substr(typed, i, 1)) / 256 * 256;
    exit when not exists (
      select from app.search_lexicon x where x.organization_id = organization and x.word >= same and x.word < same || last);
    return query
      with recursive letters as (
        select (
          select substr(x.word, i, 1) from app.search_lexicon x
          where x.organization_id = organization and x.word >= same || chr(greatest(page, 1)) and x.word < same || chr(page + 255) || last
          order by x.word limit 1) as letter
        union all
        select (
          select substr(x.word, i, 1) from app.search_lexicon x
          where x.organization_id = organization and x.word >= same || l.letter || last and x.word < same || chr(page + 255) || last
          order by x.word limit 1)
        from letters l where l.letter is not null),
      likely as (
        -- One letter left out, or another in its place.
        select same || l.letter || substr(typed, i) as word from letters l
        union all
        select same || l.letter || substr(typed, i + 1) from letters l where i < length(typed) and l.letter <> substr(typed, i, 1)
        union all
        -- One too many, or two that changed places.
        select s.word from (values
          (same || substr(typed, i + 1)), (same || substr(typed, i + 1, 1) || substr(typed, i, 1) || substr(typed, i + 2))) as s (word)
        where i < length(typed))
      select distinct k.word from likely k
      where k.word is not null and k.word <> typed and exists (
        select from app.search_lexicon x
        where x.organization_id = organization and x.word >= k.word and x.word < k.word || last);
  end loop;
end $$;

-- The query with what its words may mean, for texts: each word or one that is spelled almost so; of the last one, which may not be at its end
-- yet, also the beginnings of words that are. The six longest words are looked up, and the last. `meant` are the words that came to it;
-- both are null when there is none.
drop function app.search_widened(text, uuid, int);
create function app.search_widened(folded text, organization uuid, slips int, out wanted text, out meant text[])
language plpgsql stable set search_path = '' as $$
begin
  with written as (
    select e.one as word, max(e.place) as place
    from regexp_split_to_table(folded, '[^[:alnum:]]+') with ordinality as e (one, place) where e.one <> '' group by e.one),
  words as (
    select w.word, w.place = max(w.place) over () as is_last, row_number() over (order by length(w.word) desc, w.word) as nth
    from written w),
  near as materialized (
    select w.word, m.words from words w cross join lateral (
      select array_agg(s.word) as words from (
        select app.search_meant(w.word, organization, slips) as word where w.nth <= 6 or w.is_last
        union
        select app.search_begun(w.word, organization) where w.is_last and slips = 1) s) m)
  select string_agg(
      '(' || coalesce((select string_agg('''' || one || ''':*', ' | ') from unnest(n.words) as one) || ' | ', '')
        || '''' || n.word || ''':*)', ' & '),
    (select array_agg(distinct one) from near, unnest(near.words) as one)
  into wanted, meant from near n;
  if meant is null then
    wanted := null;
  end if;
end $$;

-- Which of some words a document begins a word with. Of documents that the caller was found: no more than they may read.
create function app.search_standing(organization uuid, of_kind text, record uuid, of_part text, words text[]) returns text[]
language plpgsql stable set search_path = '' as $$
begin
  return (
    select array_agg(w) from app.search_documents d, unnest(words) as w
    where d.organization_id = organization and d.kind = of_kind and d.record_id = record and d.part = of_part
      and d.body @@ ('''' || w || ''':*')::tsquery);
end $$;

-- Notes, messages and long texts of own fields in which words stand that the query's may mean: those with one slip, else those with two.
-- What ends the search is what the caller sees, so that nothing tells what stands elsewhere. `meant`: which of these words stand there.
drop function app.search_slips(text, text[], uuid, int, text);
create function app.search_slips(folded text, kinds text[], organization uuid, most int, bound text)
returns table (kind text, record_id uuid, part text, score real, meant text[])
language plpgsql stable set search_path = '' rows 20 as $$
declare
  widened record;
  any_found boolean := false;
begin
  for slips in 1 .. 2 loop
    select w.wanted, w.meant into widened from app.search_widened(folded, organization, slips) as w;
    continue when widened.wanted is null;
    return query select t.kind, t.record_id, t.part, (t.score * 0.25)::real,
        app.search_standing(organization, t.kind, t.record_id, t.part, widened.meant)
      from app.search_texts(widened.wanted, kinds, organization, most, bound) t;
    any_found := found;
    if app.search_has_own_texts(organization) then
      return query select t.kind, t.record_id, t.part, (t.score * 0.25)::real,
          app.search_standing(organization, t.kind, t.record_id, t.part, widened.meant)
        from app.search_own_texts(widened.wanted, kinds, organization, most, bound) t;
      any_found := any_found or found;
    end if;
    exit when any_found;
  end loop;
end $$;

-- What answers a query in one organization: at most `most` of each kind, with a score from 0 to 1; a record may come more than once.
-- Kinds that the caller may not read and texts that are hidden from them are not looked at. Where nothing holds the words as written, likely
-- slips are tried (`similar`): the other keyboard layout, then words that are spelled almost so. In texts these are tried, too, where the
-- words as written stand in one or two only; `meant` are then the words of the text that the query's may mean.
drop function app.search(text, text[], uuid, int);
create function app.search(query text, kinds text[], organization uuid, most int)
returns table (kind text, record_id uuid, part text, score real, similar boolean, meant text[])
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
  as_written constant text[] := null;
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
    return query select r.*, false, as_written from app.search_records(query, records, organization, most, bound) r;
    records_found := found;
    if words is not null and app.search_has_own_texts(organization) then
      return query select o.*, false, as_written from app.search_own_texts(words, records, organization, most, bound) o;
      records_found := records_found or found;
    end if;
  end if;
  if texts <> '{}' and words is not null then
    return query select t.*, false, as_written from app.search_texts(words, texts, organization, most, bound) t;
    get diagnostics texts_found = row_count;
  end if;
  if records_found or texts_found > 2 then
    return;
  end if;
  if texts_found = 0 and records <> '{}' and length(folded) >= 3 then
    return query select r.*, true, as_written
      from app.search_records(app.other_layout(query), records, organization, most, bound) r;
    if found then
      return;
    end if;
  end if;
  if texts_found = 0 and folded ~ '[[:alpha:]]{3}' and folded !~ '[0-9@]' then
    return query select s.*, true, as_written from app.search_similar(folded, allowed, organization, most, bound) s;
  end if;
  return query select s.kind, s.record_id, s.part, s.score, true, s.meant
    from app.search_slips(folded, allowed, organization, most, bound) s;
end $$;

-- The part of a text around the first of some words, about 220 characters.
create function app.search_excerpt_at(content text, words text[]) returns text language plpgsql stable set search_path = '' as $$
declare
  folded text := app.search_fold(left(content, 100000));
  place int := coalesce(
    (select min(nullif(regexp_instr(folded, '\m' || w), 0)) from unnest(words) as w),
    (select min(nullif(strpos(folded, w), 0)) from unnest(words) as w), 1);
  start int := case when place > 60 then place - 50 else 1 end;
begin
  return case when start > 1 then '…' else '' end || btrim(substr(content, start, 220))
    || case when length(content) > start + 220 then '…' else '' end;
end $$;

revoke execute on function app.search_begun(text, uuid), app.search_widened(text, uuid, int),
  app.search_standing(uuid, text, uuid, text, text[]), app.search_slips(text, text[], uuid, int, text),
  app.search(text, text[], uuid, int), app.search_excerpt_at(text, text[]) from public;
grant execute on function app.search(text, text[], uuid, int), app.search_excerpt_at(text, text[]) to authenticated;
select app.open_reading();
