-- Who searches is read once: inside a condition it is computed again for each message that holds the words, and reading the claims
-- costs more than the rest of the condition.

-- Records and subjects that are spelled almost like the query. Not for callers: it checks the kinds and the organization of nobody,
-- and the visibility of texts for whoever asks.
create or replace function app.search_similar(folded text, kinds text[], organization uuid, most int)
returns table (kind text, record_id uuid, part text, score real)
language plpgsql stable set search_path = '' rows 20 as $$
declare
  swapped text := app.search_swapped(folded);
  matching text;
  closeness text;
  caller uuid := auth.uid();
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
            and ' || matching || ' and not d.deleted limit 500)
         union all
         (select d.kind, d.record_id, d.part, d.at, extensions.word_similarity($3, d.heading) * 0.5
          from app.search_documents d
          where d.organization_id = $1 and d.kind in (''note'', ''message'') and d.heading <> '''' and d.kind = any($2)
            and ' || matching || ' and not d.deleted
            and (d.visibility = ''full'' or d.logged_by = $6 or (d.visibility = ''subject'' and d.part = ''subject''))
          limit 500)),
       ranked as (select f.*, row_number() over (partition by f.kind order by f.score desc, f.at desc) as nth from found f)
       select r.kind, r.record_id, r.part, (r.score * 0.25)::real from ranked r where r.nth <= $4'
      using organization, kinds, folded, most, swapped, caller;
    exit when found;
  end loop;
end $$;

create or replace function app.search(query text, kinds text[], organization uuid, most int)
returns table (kind text, record_id uuid, part text, score real, similar boolean)
language plpgsql stable security definer set search_path = '' rows 50 as $$
declare
  allowed text[] := array(select k.kind from app.search_kinds k
    where k.kind = any(kinds) and coalesce(organization = any(app.orgs_with(k.permission)), false));
  folded text := btrim(regexp_replace(app.search_fold(query), '\s+', ' ', 'g'));
  records text[] := array(select k from unnest(allowed) k where k in ('contact', 'company', 'deal'));
  texts text[] := array(select k from unnest(allowed) k where k in ('note', 'message'));
  words text := (select string_agg('''' || w || ''':*', ' & ')
    from regexp_split_to_table(folded, '[^[:alnum:]]+') w where w <> '');
  any_found boolean := false;
  caller uuid := auth.uid();
begin
  if folded = '' or allowed = '{}' then
    return;
  end if;
  if records <> '{}' then
    return query select r.*, false from app.search_records(query, records, organization, most) r;
    any_found := found;
  end if;
  if texts <> '{}' and words is not null then
    return query execute
      'with found as materialized (
         select d.kind, d.record_id, d.part, d.at from app.search_documents d
         where d.organization_id = $1 and d.kind in (''note'', ''message'') and d.kind = any($2)
           and d.body @@ to_tsquery(''simple'', $3) and not d.deleted
           and (d.visibility = ''full'' or d.logged_by = $5 or (d.visibility = ''subject'' and d.part = ''subject''))
         limit 1000),
       scored as (
         select distinct on (f.kind, f.record_id) f.*, (case when f.part = ''body'' then 0.3 else 0.4 end)::real as score
         from found f order by f.kind, f.record_id, f.part desc),
       ranked as (select s.*, row_number() over (partition by s.kind order by s.score desc, s.at desc) as nth from scored s)
       select r.kind, r.record_id, r.part, r.score, false from ranked r where r.nth <= $4'
      using organization, texts, words, most, caller;
    any_found := any_found or found;
  end if;
  if any_found then
    return;
  end if;
  if records <> '{}' and length(folded) >= 3 then
    return query select r.*, true from app.search_records(app.other_layout(query), records, organization, most) r;
    any_found := found;
  end if;
  if not any_found and folded ~ '[[:alpha:]]{3}' and folded !~ '[0-9@]' then
    return query select s.*, true from app.search_similar(folded, allowed, organization, most) s;
  end if;
end $$;
