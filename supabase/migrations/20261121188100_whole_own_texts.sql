-- Filters on own texts look at all of each text. Its typed copy holds the first 200 letters, folded, for order and for what is equal; what
-- is longer stands whole beside it, with an index for parts of words.
alter table app.field_values add whole_text text collate "C";
create index field_values_whole_text on app.field_values
  using gin (organization_id, field_id, whole_text extensions.gin_trgm_ops) with (gin_pending_list_limit = 512)
  where whole_text is not null;
-- Where few are long, reading those few is less work.
create index field_values_long on app.field_values (organization_id, field_id) where whole_text is not null;

-- What one value of a field is kept as: text (its beginning, and whole where that is longer), number, currency, date, id. None for a value
-- that does not suit the type.
drop function app.typed_field_value(text, jsonb);
create function app.typed_field_value(of_type text, written jsonb, out text_value text, out whole_text text, out number_value float8,
  out currency text, out date_value date, out ref_id uuid, out suits boolean)
language plpgsql immutable set search_path = '' as $$
declare
  plain text := written #>> '{}';
begin
  suits := jsonb_typeof(written) = case of_type when 'number' then 'number' when 'money' then 'object' when 'person' then 'object'
    else 'string' end;
  if not suits then
    return;
  end if;
  if of_type in ('text', 'url') then
    plain := app.fold(plain);
    text_value := left(plain, 200);
    whole_text := case when length(plain) > 200 then plain end;
  elsif of_type in ('select', 'multi_select') then
    text_value := plain;
  elsif of_type = 'number' then
    number_value := plain::float8;
  elsif of_type = 'date' then
    date_value := plain::date;
  elsif of_type = 'money' then
    number_value := (written ->> 'amount')::float8;
    currency := written ->> 'currency';
  elsif of_type = 'person' then
    text_value := written ->> 'type';
    ref_id := (written ->> 'id')::uuid;
  end if;
end $$;

-- Keeps the copies of some values. Each item: organization, record, key and value. Not for callers.
create or replace function app.keep_field_values(of_type text, organizations uuid[], records uuid[], keys text[], given jsonb[]) returns void
language plpgsql set search_path = '' as $$
begin
  insert into app.field_values (organization_id, record_id, field_id, ordinal, record_type, text_value, whole_text, number_value,
    currency, date_value, ref_id)
  select g.organization, g.record, f.id, one.nth, of_type, t.text_value, t.whole_text, t.number_value, t.currency, t.date_value, t.ref_id
  from unnest(organizations, records, keys, given) as g (organization, record, key, value)
  cross join lateral (
    select x.id, x.type from app.custom_fields x
    where x.organization_id = g.organization and x.record_type = of_type and x.key = g.key offset 0) f
  cross join lateral (
    select g.value, 0::smallint as nth where f.type <> 'multi_select'
    union all
    select e.value, (e.nth - 1)::smallint
    from jsonb_array_elements(case when f.type = 'multi_select' and jsonb_typeof(g.value) = 'array' then g.value else '[]' end)
      with ordinality as e (value, nth)) one
  cross join lateral app.typed_field_value(f.type, one.value) t
  where t.suits;
end $$;

-- What is there already. Folding makes of a letter two at most.
do $$
declare
  kind text[];
begin
  foreach kind slice 1 in array array[['contacts', 'contact'], ['companies', 'company'], ['deals', 'deal']] loop
    execute format(
      'update app.field_values v set text_value = t.text_value, whole_text = t.whole_text
       from app.%I r
       join app.custom_fields f on f.organization_id = r.organization_id and f.record_type = %L and f.type in (''text'', ''url'')
       cross join lateral app.typed_field_value(f.type, r.fields -> f.key) t
       where length(r.fields ->> f.key) > 100 and t.whole_text is not null
         and v.organization_id = r.organization_id and v.record_id = r.id and v.field_id = f.id', kind[1], kind[2]);
  end loop;
end $$;

-- As in 178000, but for texts, which are looked at whole: what is equal begins alike, so it is found by the index of beginnings.
create or replace function app.field_matches(of_type text, field_key text, relation text, operand jsonb)
returns setof uuid language plpgsql stable security definer set search_path = '' as $$
declare
  organization uuid := app.acting_organization();
  permission text := case of_type when 'contact' then 'contacts.read' when 'company' then 'companies.read'
    when 'deal' then 'deals.read' end;
  field app.custom_fields;
  kept text;
  cast_to text;
  operands text[];
  compared text;
  bound text := '';
begin
  if not coalesce(organization = any(app.orgs_with(permission)), false) then
    if not coalesce(organization = any(app.segment_orgs(permission)), false) then
      return;
    end if;
    bound := ' and v.record_id in (select app.segment_records($4))';
  end if;
  select * into field from app.custom_fields f
  where f.organization_id = organization and f.record_type = of_type and f.key = field_key and f.archived_at is null;
  if field.id is null then
    raise exception 'There is no field %', field_key using errcode = 'KT010';
  end if;
  kept := case when field.type in ('number', 'money') then 'v.number_value' when field.type = 'date' then 'v.date_value'
    when field.type = 'person' then 'v.ref_id' when field.type in ('text', 'url') then 'coalesce(v.whole_text, v.text_value)'
    else 'v.text_value' end;
  cast_to := case kept when 'v.number_value' then 'float8' when 'v.date_value' then 'date' when 'v.ref_id' then 'uuid'
    else 'text' end;
  if relation = 'filled' then
    return query execute 'select distinct v.record_id from app.field_values v
      where v.organization_id = $1 and v.field_id = $2' || bound using organization, field.id, null, of_type;
    return;
  end if;
  operands := case when jsonb_typeof(operand) = 'array' then array(select jsonb_array_elements_text(operand))
    else array[operand #>> '{}'] end;
  if field.type in ('text', 'url') then
    operands := array(select app.fold(one) from unnest(operands) as one);
  end if;
  compared := case
    when relation = 'eq' then kept || ' = any($3::' || cast_to || '[])' || case when field.type in ('text', 'url')
      then ' and v.text_value = any(array(select left(one, 200) from unnest($3) as one))' else '' end
    when kept in ('v.number_value', 'v.date_value') and relation in ('lt', 'lte', 'gt', 'gte') then
      kept || case relation when 'lt' then '<' when 'lte' then '<=' when 'gt' then '>' else '>=' end || ' ($3[1])::' || cast_to
    when cast_to = 'text' and relation = 'contains' then kept || ' like ''%'' || $3[1] || ''%''' end;
  if compared is null then
    raise exception 'The field % has no relation %', field_key, relation using errcode = 'KT011';
  end if;
  if relation = 'contains' then
    operands := array[replace(replace(replace(operands[1], '\', '\\'), '%', '\%'), '_', '\_')];
  end if;
  begin
    return query execute 'select v.record_id from app.field_values v where v.organization_id = $1 and v.field_id = $2 and '
      || compared || bound using organization, field.id, operands, of_type;
  exception when invalid_text_representation or invalid_datetime_format or datetime_field_overflow
    or numeric_value_out_of_range then
    raise exception 'The value does not suit the field %', field_key using errcode = 'KT011';
  end;
end $$;

-- What bounds embedded pages reads filters alike.
do $$
declare
  body text := pg_get_functiondef('app.view_field(text, text, uuid)'::regprocedure);
  shape constant text := 'and v.field_id = %L and {v.%s})''';
  columns constant text := 'case when c.type in (''number'', ''money'') then ''number_value''';
  beyond constant text := 'else ''text_value'' end)';
begin
  if strpos(body, shape) = 0 or strpos(body, columns) = 0 or strpos(body, beyond) = 0 then
    raise exception 'Own fields of views are not read as they are known to';
  end if;
  body := replace(body, shape, 'and v.field_id = %L and {%s})''');
  body := replace(body, columns,
    'case when c.type in (''text'', ''url'') then ''coalesce(v.whole_text, v.text_value)'' else ''v.'' || ' || columns);
  execute replace(body, beyond, 'else ''text_value'' end end)');
end $$;

-- Narrowing the filters of views: ids of the records in whose own text a text may stand, deleted ones too. Null when there are more than
-- `most`, or the caller may not read such records or own fields there.
create function app.own_text_ids(field uuid, wanted text, organization uuid, most int) returns uuid[]
language plpgsql stable security definer set search_path = '' as $$
declare
  kind text := (select f.record_type from app.custom_fields f where f.organization_id = own_text_ids.organization and f.id = field);
  pattern text := '%' || replace(replace(replace(app.fold(wanted), '\', '\\'), '%', '\%'), '_', '\_') || '%';
  -- Headings hold the beginning of each text.
  ids uuid[] := app.heading_ids(kind, wanted, organization, most);
  longer uuid[];
begin
  if ids is null or not coalesce(organization = any(app.orgs_with('fields.read')), false) then
    return null;
  end if;
  -- Planned with the values at hand.
  execute
    'select array_agg(f.record_id) from (
       select v.record_id from app.field_values v
       where v.organization_id = $1 and v.field_id = $2 and v.whole_text is not null and v.whole_text like $3
       limit $4) f'
    into longer using organization, field, pattern, most + 1;
  return case when coalesce(cardinality(longer), 0) <= most then ids || coalesce(longer, '{}') end;
end $$;
revoke execute on function app.typed_field_value(text, jsonb), app.own_text_ids(uuid, text, uuid, int) from public;
grant execute on function app.own_text_ids(uuid, text, uuid, int) to authenticated;
select app.open_reading();
