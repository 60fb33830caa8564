-- Typed copies of own fields are kept once a statement, whatever the number of records it touched, and an update writes those that changed
-- alone. Every look-up goes through an index one by one (`lateral … offset 0`), so that a plan kept from when one record had changed stays good.

-- What one value of a field is kept as: text, number, currency, date, id. None for a value that does not suit the type.
create function app.typed_field_value(of_type text, written jsonb, out text_value text, out number_value float8, out currency text,
  out date_value date, out ref_id uuid, out suits boolean)
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
    text_value := left(app.fold(left(plain, 200)), 200);
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
create function app.keep_field_values(of_type text, organizations uuid[], records uuid[], keys text[], given jsonb[]) returns void
language plpgsql set search_path = '' as $$
begin
  insert into app.field_values (organization_id, record_id, field_id, ordinal, record_type, text_value, number_value, currency,
    date_value, ref_id)
  select g.organization, g.record, f.id, one.nth, of_type, t.text_value, t.number_value, t.currency, t.date_value, t.ref_id
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

-- Trigger argument of these: the type of the records.
create function app.index_fields_of_new() returns trigger language plpgsql security definer set search_path = '' as $$
declare
  organizations uuid[];
  records uuid[];
  keys text[];
  given jsonb[];
begin
  select array_agg(n.organization_id), array_agg(n.id), array_agg(e.key), array_agg(e.value)
  into organizations, records, keys, given
  from changed n cross join lateral jsonb_each(n.fields) as e where n.fields <> '{}';
  if records is not null then
    perform app.keep_field_values(tg_argv[0], organizations, records, keys, given);
  end if;
  return null;
end $$;

create function app.index_fields_of_changed() returns trigger language plpgsql security definer set search_path = '' as $$
declare
  of_type text := tg_argv[0];
  organizations uuid[];
  records uuid[];
  keys text[];
  given jsonb[];
begin
  if not exists (select id, fields from changed except select id, fields from before) then
    return null;
  end if;
  delete from app.field_values v where v.ctid = any(array(
    select k.ctid from (
      select o.organization_id, o.id, e.key, e.value from before o cross join lateral jsonb_each(o.fields) as e
      except select n.organization_id, n.id, e.key, e.value from changed n cross join lateral jsonb_each(n.fields) as e) gone
    cross join lateral (
      select x.id from app.custom_fields x
      where x.organization_id = gone.organization_id and x.record_type = of_type and x.key = gone.key offset 0) f
    cross join lateral (
      select x.ctid from app.field_values x
      where x.organization_id = gone.organization_id and x.record_id = gone.id and x.field_id = f.id offset 0) k));
  select array_agg(c.organization_id), array_agg(c.id), array_agg(c.key), array_agg(c.value)
  into organizations, records, keys, given
  from (
    select n.organization_id, n.id, e.key, e.value from changed n cross join lateral jsonb_each(n.fields) as e
    except select o.organization_id, o.id, e.key, e.value from before o cross join lateral jsonb_each(o.fields) as e) c;
  if records is not null then
    perform app.keep_field_values(of_type, organizations, records, keys, given);
  end if;
  return null;
end $$;

create function app.drop_field_values_of_gone() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  delete from app.field_values v where v.ctid = any(array(
    select k.ctid from changed o
    cross join lateral (
      select x.ctid from app.field_values x where x.organization_id = o.organization_id and x.record_id = o.id offset 0) k
    where o.fields <> '{}'));
  return null;
end $$;
revoke execute on function app.typed_field_value(text, jsonb), app.keep_field_values(text, uuid[], uuid[], text[], jsonb[]),
  app.index_fields_of_new(), app.index_fields_of_changed(), app.drop_field_values_of_gone() from public;

do $$
declare
  kind text[];
begin
  foreach kind slice 1 in array array[['contacts', 'contact'], ['companies', 'company'], ['deals', 'deal']] loop
    execute format('drop trigger index_fields_insert on app.%1$I; drop trigger index_fields_update on app.%1$I;
      drop trigger drop_field_values on app.%1$I', kind[1]);
    execute format('create trigger index_fields_insert after insert on app.%I referencing new table as changed
      for each statement execute function app.index_fields_of_new(%L)', kind[1], kind[2]);
    execute format('create trigger index_fields_update after update on app.%I referencing old table as before new table as changed
      for each statement execute function app.index_fields_of_changed(%L)', kind[1], kind[2]);
    execute format('create trigger drop_field_values after delete on app.%I referencing old table as changed
      for each statement execute function app.drop_field_values_of_gone()', kind[1]);
  end loop;
end $$;
drop function app.index_fields();
drop function app.drop_field_values();

-- A field of another type has other copies. Every value that there is has at least one, so they name the records.
create or replace function app.reindex_field() returns trigger language plpgsql security definer set search_path = '' as $$
declare
  records uuid[] := array(
    select distinct v.record_id from app.field_values v
    where v.organization_id = new.organization_id and v.field_id = new.id);
  held uuid[];
  given jsonb[];
begin
  delete from app.field_values where organization_id = new.organization_id and field_id = new.id;
  execute format(
    'select array_agg(r.id), array_agg(r.fields -> $2) from app.%I r where r.organization_id = $1 and r.id = any($3) and r.fields ? $2',
    case new.record_type when 'contact' then 'contacts' when 'company' then 'companies' else 'deals' end)
  into held, given using new.organization_id, new.key, records;
  if held is not null then
    perform app.keep_field_values(new.record_type, array_fill(new.organization_id, array[cardinality(held)]), held,
      array_fill(new.key, array[cardinality(held)]), given);
  end if;
  return null;
end $$;
drop function app.typed_field_values(uuid, text, uuid, jsonb, uuid);
