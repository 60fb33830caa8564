-- Which records a shared view means, decided by the database itself, for callers whom it is a boundary for. The fields are those of
-- backend/src/views/fields/; a property test holds both readings of a filter together. KT061: something of the filter is gone.

-- What a field of views is here. `shape` is SQL that is true for the row `r`, with the value that is tested in braces.
create function app.view_field(resource text, wanted text, organization uuid, out kind text, out folded boolean, out shape text)
language sql stable set search_path = '' as $$
  with standard (resources, key, kind, folded, shape) as (values
    ('{contacts,companies}'::text[], 'name', 'text', true, '{case when length(r.name) <= 75 then r.sort_name else app.fold(r.name) end}'),
    ('{deals}', 'name', 'text', false, '{r.name}'),
    ('{contacts}', 'title', 'text', false, '{r.title}'),
    ('{contacts,deals}', 'company', 'ref', false, '{r.company_id}'),
    ('{contacts,deals}', 'companyName', 'text', false, '{(select f.name from app.companies f
      where f.organization_id = r.organization_id and f.id = r.company_id and f.deleted_at is null)}'),
    ('{contacts}', 'source', 'text', false, '{r.source}'),
    ('{contacts}', 'language', 'text', false, '{r.language}'),
    ('{contacts}', 'timeZone', 'text', false, '{r.time_zone}'),
    ('{contacts,deals}', 'notes', 'text', false, '{r.notes}'),
    ('{contacts}', 'doNotContact', 'boolean', false, '{r.do_not_contact}'),
    ('{contacts,companies}', 'lastInteractionAt', 'time', false, '{r.last_interaction_at}'),
    ('{contacts}', 'nextTaskAt', 'time', false, '{r.next_task_at}'),
    ('{contacts,companies,deals}', 'owner', 'ref', false, '{r.owner_id}'),
    ('{contacts,companies,deals}', 'tags', 'choices', true, 'exists (select from unnest(r.tags) as t where {app.fold(t)})'),
    ('{contacts,companies,deals}', 'createdAt', 'time', false, '{r.created_at}'),
    ('{contacts,companies,deals}', 'updatedAt', 'time', false, '{r.updated_at}'),
    ('{companies}', 'domain', 'text', false, 'exists (select from unnest(r.domains) as v (value) where {v.value})'),
    ('{companies}', 'description', 'text', false, '{r.description}'),
    ('{deals}', 'pipeline', 'ref', false, '{r.pipeline_id}'),
    ('{deals}', 'stage', 'ref', false, '{r.stage_id}'),
    ('{deals}', 'state', 'choice', false, '{(select s.kind from app.pipeline_stages s
      where s.organization_id = r.organization_id and s.pipeline_id = r.pipeline_id and s.id = r.stage_id)}'),
    ('{deals}', 'amount', 'money', false, '{r.amount::float8}'),
    ('{deals}', 'currency', 'choice', false, '{r.currency}'),
    ('{deals}', 'expectedClose', 'date', false, '{r.expected_close}'),
    ('{deals}', 'contact', 'ref', false, 'exists (select from app.deal_contacts dc
      where dc.organization_id = r.organization_id and dc.deal_id = r.id and {dc.contact_id})'),
    ('{deals}', 'lostReason', 'text', false, '{r.lost_reason}'),
    ('{deals}', 'stageSince', 'time', false, '{r.stage_since}'),
    ('{deals}', 'wonAt', 'time', false, '{r.won_at}'),
    ('{deals}', 'lostAt', 'time', false, '{r.lost_at}'))
  select s.kind, s.folded, s.shape from standard s where s.key = wanted and resource = any(s.resources)
  union all
  select 'text', false, format('exists (select from app.contact_points p
      where p.organization_id = r.organization_id and p.contact_id = r.id and p.kind = %L and {p.value})', wanted)
  where resource = 'contacts' and wanted in ('email', 'phone', 'telegram', 'linkedin')
  union all
  select case c.type when 'select' then 'choice' when 'multi_select' then 'choices' when 'person' then 'ref' when 'url' then 'text'
      else c.type end, c.type in ('text', 'url'),
    format('r.id in (select v.record_id from app.field_values v where v.organization_id = %L and v.field_id = %L and {v.%s})',
      organization, c.id, case when c.type in ('number', 'money') then 'number_value' when c.type = 'date' then 'date_value'
        when c.type = 'person' then 'ref_id' else 'text_value' end)
  from app.custom_fields c
  where c.organization_id = organization and 'fields.' || c.key = wanted and c.archived_at is null
    and c.record_type = case resource when 'contacts' then 'contact' when 'companies' then 'company' else 'deal' end
$$;

-- The days that an operator of dates means: from the first, to before the other; null is open. Weeks begin on Monday.
create function app.view_days(op text, value jsonb, today date, out first date, out beyond date)
language plpgsql immutable set search_path = '' as $$
declare
  word text := value #>> '{}';
  unit text;
  step interval;
begin
  if op in ('past_days', 'next_days', 'older_than_days') then
    first := case op when 'past_days' then today - word::int when 'next_days' then today end;
    beyond := case op when 'past_days' then today + 1 when 'next_days' then today + word::int + 1 else today - word::int end;
  elsif op = 'in' then
    word := case word when 'yesterday' then 'last_day' when 'today' then 'this_day' when 'tomorrow' then 'next_day' else word end;
    unit := split_part(word, '_', 2);
    step := case unit when 'quarter' then interval '3 months' else ('1 ' || unit)::interval end;
    first := (date_trunc(unit, today::timestamp)
      + case split_part(word, '_', 1) when 'last' then -step when 'next' then step else interval '0' end)::date;
    beyond := (first::timestamp + step)::date;
  elsif op = 'between' then
    first := (value ->> 0)::date;
    beyond := (value ->> 1)::date + 1;
  elsif op = 'before' then
    beyond := word::date;
  elsif op = 'after' then
    first := word::date + 1;
  elsif op = 'on' then
    first := word::date;
    beyond := first + 1;
  end if;
end $$;

-- SQL that tests one value, given as the SQL `v`. Values of users are quoted literals in it. Nobody is `me` here.
create function app.view_test(kind text, folded boolean, v text, condition jsonb, zone text, today date) returns text
language plpgsql immutable set search_path = '' as $$
declare
  op text := condition ->> 'op';
  value jsonb := condition -> 'value';
  word text := value #>> '{}';
  words text[];
  days record;
  starts text := case kind when 'date' then '%L::date' else '(%L::timestamp at time zone ' || replace(quote_literal(zone), '%', '%%') || ')' end;
begin
  if op = 'is_filled' then
    return case kind when 'text' then format('(%s) <> %L', v, '') else format('(%s) is not null', v) end;
  elsif kind = 'text' then
    word := app.fold(word);
    v := case when folded then v else format('app.fold(%s)', v) end;
    if op = 'is' then
      return format('(%s) = %L', v, word);
    end if;
    word := replace(replace(replace(word, '\', '\\'), '%', '\%'), '_', '\_');
    return format('(%s) like %L', v, case op when 'contains' then '%' else '' end || word || '%');
  elsif kind in ('number', 'money') then
    if op = 'between' then
      return format('(%s) between %L::float8 and %L::float8', v, value ->> 0, value ->> 1);
    end if;
    return format('(%s) %s %L::float8', v,
      case op when 'lt' then '<' when 'lte' then '<=' when 'gt' then '>' when 'gte' then '>=' when 'eq' then '=' end, word);
  elsif kind in ('date', 'time') then
    days := app.view_days(op, value, today);
    return concat_ws(' and ', case when days.first is not null then format('(%s) >= ' || starts, v, days.first) end,
      case when days.beyond is not null then format('(%s) < ' || starts, v, days.beyond) end);
  elsif kind = 'boolean' then
    return format('(%s) = %L::boolean', v, word);
  end if;
  words := array(select jsonb_array_elements_text(value));
  if kind = 'ref' then
    if 'me' = any(words) then
      raise exception 'Nobody is me here' using errcode = 'KT061';
    end if;
    return format('(%s) = any(%L::uuid[])', v, words);
  end if;
  return format('(%s) = any(%L::text[])', v, case when folded then array(select app.fold(w) from unnest(words) as w) else words end);
end $$;

-- SQL that is true for the rows `r` of a resource that a filter's tree lets through. Opposites hold for empty values, too.
create function app.view_condition(resource text, organization uuid, node jsonb, zone text, today date) returns text
language plpgsql stable set search_path = '' as $$
declare
  group_of jsonb := coalesce(node -> 'all', node -> 'any');
  op text := node ->> 'op';
  positive text;
  field record;
  tested text;
begin
  if coalesce(jsonb_typeof(node), 'null') = 'null' then
    return 'true';
  elsif group_of is not null then
    return coalesce('(' || (
      select string_agg(app.view_condition(resource, organization, n, zone, today),
        case when node ? 'all' then ' and ' else ' or ' end)
      from jsonb_array_elements(group_of) as n) || ')', 'true');
  elsif op = 'all_of' then
    return '(' || (
      select string_agg(app.view_condition(resource, organization,
        node || jsonb_build_object('op', 'any_of', 'value', jsonb_build_array(one)), zone, today), ' and ')
      from jsonb_array_elements(node -> 'value') as one) || ')';
  end if;
  select f.kind, f.folded, f.shape into field from app.view_field(resource, node ->> 'field', organization) as f;
  if field.kind is null then
    raise exception 'The filter names what is gone: %', node ->> 'field' using errcode = 'KT061';
  end if;
  positive := case op when 'not_contains' then 'contains' when 'is_not' then 'is' when 'ne' then 'eq' when 'none_of' then 'any_of'
    when 'is_empty' then 'is_filled' else op end;
  tested := app.view_test(field.kind, field.folded, substring(field.shape from '\{(.*)\}'),
    node || jsonb_build_object('op', positive), zone, today);
  if coalesce(tested, '') = '' then
    raise exception 'The operator does not suit %', node ->> 'field' using errcode = 'KT061';
  end if;
  -- Cut, not replaced: what users wrote may hold what a replacement means.
  return case when positive = op then '' else 'not ' end || 'coalesce('
    || split_part(field.shape, '{', 1) || tested || regexp_replace(field.shape, '^.*\}', '') || ', false)';
end $$;

-- The live records of a shared view; none when it is not shared, deleted, or names what is gone. Not for callers: it checks nobody.
create function app.segment_ids(view uuid) returns setof uuid
language plpgsql stable set search_path = '' rows 1000 as $$
declare
  v record;
begin
  select w.resource, w.organization_id, w.filter, w.zone into v
  from app.views w where w.id = segment_ids.view and w.shared and w.deleted_at is null;
  if found then
    return query execute format('select r.id from app.%I r where r.organization_id = %L and r.deleted_at is null and %s',
      v.resource, v.organization_id,
      app.view_condition(v.resource, v.organization_id, v.filter -> 'where', v.zone, (now() at time zone v.zone)::date));
  end if;
exception when sqlstate 'KT061' then
  -- Nothing rather than too much.
  return;
end $$;

do $$
declare
  name text;
begin
  foreach name in array array['view_field(text, text, uuid)', 'view_days(text, jsonb, date)',
    'view_test(text, boolean, text, jsonb, text, date)', 'view_condition(text, uuid, jsonb, text, date)', 'segment_ids(uuid)'] loop
    execute format('revoke execute on function app.%s from public', name);
  end loop;
end $$;
