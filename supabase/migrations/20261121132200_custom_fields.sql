-- Fields that an organization adds to its contacts, companies and deals. A record keeps its values in its own `fields`, by the
-- field's key; a typed copy of each value, which filters and sorts use, follows by trigger.
insert into app.role_permissions (role, permission)
select role, permission
from (values
  ('fields.read', array['owner', 'admin', 'member', 'viewer']),
  ('fields.manage', array['owner', 'admin'])
) as granted (permission, roles), unnest(roles) as role;
insert into app.event_subjects (subject_type, permission) values ('custom_field', 'fields.manage');

create table app.custom_fields (
  id uuid primary key default app.uuid_v7(),
  organization_id uuid not null references app.organizations on delete cascade,
  record_type text not null check (record_type in ('contact', 'company', 'deal')),
  -- Names the value in `fields`; never changes.
  key text not null check (key ~ '^[a-z][a-z0-9_]{0,49}$'),
  name text not null check (length(name) between 1 and 100),
  type text not null
    check (type in ('text', 'number', 'money', 'date', 'select', 'multi_select', 'url', 'person')),
  -- Of select and multi_select: [{key, label}] in order.
  options jsonb not null default '[]' check (jsonb_typeof(options) = 'array'),
  required boolean not null default false,
  position int not null default 0,
  archived_at timestamptz,
  created_by uuid references auth.users on delete set null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  version int not null default 1,
  unique (organization_id, id),
  unique (organization_id, record_type, key)
);

create table app.field_values (
  organization_id uuid not null references app.organizations on delete cascade,
  record_id uuid not null,
  field_id uuid not null,
  -- Of multi_select: one row an option. Else 0.
  ordinal smallint not null default 0,
  record_type text not null check (record_type in ('contact', 'company', 'deal')),
  -- Folded text and addresses, the key of an option, or what a person is: `contact` or `member`.
  text_value text collate "C",
  -- Numbers, and amounts in minor units. Doubles, because row-level security lets an index serve them.
  number_value float8,
  currency text,
  date_value date,
  ref_id uuid,
  primary key (organization_id, record_id, field_id, ordinal),
  foreign key (organization_id, field_id) references app.custom_fields (organization_id, id) on delete cascade
);
create index field_values_text on app.field_values (organization_id, field_id, text_value, record_id)
  where text_value is not null;
create index field_values_number on app.field_values (organization_id, field_id, number_value, record_id)
  where number_value is not null;
create index field_values_date on app.field_values (organization_id, field_id, date_value, record_id)
  where date_value is not null;
create index field_values_ref on app.field_values (organization_id, ref_id, field_id) where ref_id is not null;

-- The typed copies of some of a record's values. A value that does not suit the type has none.
create function app.typed_field_values(organization uuid, of_type text, record uuid, record_fields jsonb, only_field uuid default null)
returns setof app.field_values language sql stable security definer set search_path = '' as $$
  select organization, record, f.id, case when f.type = 'multi_select' then (one.nth - 1)::smallint else 0::smallint end,
    of_type,
    case
      when f.type in ('text', 'url') then left(app.fold(left(one.value #>> '{}', 200)), 200)
      when f.type in ('select', 'multi_select') then one.value #>> '{}'
      when f.type = 'person' then one.value ->> 'type' end,
    case f.type when 'number' then (one.value #>> '{}')::float8 when 'money' then (one.value ->> 'amount')::float8 end,
    case f.type when 'money' then one.value ->> 'currency' end,
    case f.type when 'date' then (one.value #>> '{}')::date end,
    case f.type when 'person' then (one.value ->> 'id')::uuid end
  from jsonb_each(record_fields) as given (key, value)
  join app.custom_fields f on f.organization_id = organization and f.record_type = of_type and f.key = given.key
    and (only_field is null or f.id = only_field)
  cross join lateral (
    select given.value, 1 as nth where f.type <> 'multi_select'
    union all
    select element, nth from jsonb_array_elements(case when f.type = 'multi_select'
      and jsonb_typeof(given.value) = 'array' then given.value else '[]' end) with ordinality as list (element, nth)
  ) as one (value, nth)
  where jsonb_typeof(one.value) = case f.type when 'number' then 'number' when 'money' then 'object'
    when 'person' then 'object' else 'string' end
$$;
revoke execute on function app.typed_field_values(uuid, text, uuid, jsonb, uuid) from public;

-- Keeps the typed copies of a record's values. Trigger argument: the record's type.
create function app.index_fields() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  if tg_op = 'UPDATE' then
    delete from app.field_values where organization_id = new.organization_id and record_id = new.id;
  end if;
  insert into app.field_values select * from app.typed_field_values(new.organization_id, tg_argv[0], new.id, new.fields);
  return null;
end $$;
revoke execute on function app.index_fields() from public;

create function app.drop_field_values() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  delete from app.field_values where organization_id = old.organization_id and record_id = old.id;
  return null;
end $$;
revoke execute on function app.drop_field_values() from public;

do $$
declare
  kind text[];
begin
  foreach kind slice 1 in array array[['contacts', 'contact'], ['companies', 'company'], ['deals', 'deal']] loop
    execute format('create trigger index_fields_insert after insert on app.%I for each row when (new.fields <> %L)
      execute function app.index_fields(%L)', kind[1], '{}', kind[2]);
    execute format('create trigger index_fields_update after update of fields on app.%I for each row
      when (old.fields is distinct from new.fields) execute function app.index_fields(%L)', kind[1], kind[2]);
    execute format('create trigger drop_field_values after delete on app.%I for each row when (old.fields <> %L)
      execute function app.drop_field_values()', kind[1], '{}');
  end loop;
end $$;

-- A field of another type has other copies. Every value that there is has at least one, so they name the records.
create function app.reindex_field() returns trigger language plpgsql security definer set search_path = '' as $$
declare
  records uuid[] := array(
    select distinct v.record_id from app.field_values v
    where v.organization_id = new.organization_id and v.field_id = new.id);
begin
  delete from app.field_values where organization_id = new.organization_id and field_id = new.id;
  execute format(
    'insert into app.field_values select v.* from app.%I r
     cross join lateral app.typed_field_values(r.organization_id, $2, r.id, r.fields, $3) v
     where r.organization_id = $1 and r.id = any($4)',
    case new.record_type when 'contact' then 'contacts' when 'company' then 'companies' else 'deals' end)
  using new.organization_id, new.record_type, new.id, records;
  return null;
end $$;
revoke execute on function app.reindex_field() from public;
create trigger reindex_field after update of type on app.custom_fields for each row
  when (old.type <> new.type) execute function app.reindex_field();

create trigger touch before update on app.custom_fields for each row execute function app.touch();
create trigger live_insert after insert on app.custom_fields referencing new table as changed
  for each statement execute function app.broadcast('fields');
create trigger live_update after update on app.custom_fields referencing new table as changed
  for each statement execute function app.broadcast('fields');

alter table app.custom_fields enable row level security;
alter table app.field_values enable row level security;
grant select, insert, update on app.custom_fields to authenticated;
grant select on app.field_values to authenticated;
grant all on app.custom_fields, app.field_values to service_role;
create policy read on app.custom_fields for select to authenticated
  using (organization_id = any((select app.orgs_with('fields.read'))::uuid[]));
create policy add on app.custom_fields for insert to authenticated
  with check (organization_id = any((select app.orgs_with('fields.manage'))::uuid[]));
create policy change on app.custom_fields for update to authenticated
  using (organization_id = any((select app.orgs_with('fields.manage'))::uuid[]))
  with check (organization_id = any((select app.orgs_with('fields.manage'))::uuid[]));
create policy read on app.field_values for select to authenticated
  using (
    record_type = 'contact' and organization_id = any((select app.orgs_with('contacts.read'))::uuid[])
    or record_type = 'company' and organization_id = any((select app.orgs_with('companies.read'))::uuid[])
    or record_type = 'deal' and organization_id = any((select app.orgs_with('deals.read'))::uuid[]));

-- Ids of the records whose own field stands in a relation to an operand, in the acting organization, if the caller may read
-- such records. A definer function, so that the type is looked up and the index used in the same round trip as the list.
-- Relations: eq (any of an array), lt, lte, gt, gte, contains (of text), filled. Raises KT010 for a field that is not there
-- and KT011 for an operand or relation that does not suit its type.
create function app.field_matches(of_type text, field_key text, relation text, operand jsonb) returns setof uuid
language plpgsql stable security definer set search_path = '' rows 1000 as $$
declare
  organization uuid := app.acting_organization();
  permission text := case of_type when 'contact' then 'contacts.read' when 'company' then 'companies.read'
    when 'deal' then 'deals.read' end;
  field app.custom_fields;
  kept text;
  cast_to text;
  operands text[];
  compared text;
begin
  if not coalesce(organization = any(app.orgs_with(permission)), false) then
    return;
  end if;
  select * into field from app.custom_fields f
  where f.organization_id = organization and f.record_type = of_type and f.key = field_key and f.archived_at is null;
  if field.id is null then
    raise exception 'There is no field %', field_key using errcode = 'KT010';
  end if;
  kept := case when field.type in ('number', 'money') then 'number_value' when field.type = 'date' then 'date_value'
    when field.type = 'person' then 'ref_id' else 'text_value' end;
  cast_to := case kept when 'number_value' then 'float8' when 'date_value' then 'date' when 'ref_id' then 'uuid'
    else 'text' end;
  if relation = 'filled' then
    return query select distinct v.record_id from app.field_values v
      where v.organization_id = organization and v.field_id = field.id;
    return;
  end if;
  operands := case when jsonb_typeof(operand) = 'array' then array(select jsonb_array_elements_text(operand))
    else array[operand #>> '{}'] end;
  if field.type in ('text', 'url') then
    operands := array(select app.fold(one) from unnest(operands) as one);
  end if;
  compared := case
    when relation = 'eq' then '= any($3::' || cast_to || '[])'
    when kept in ('number_value', 'date_value') and relation in ('lt', 'lte', 'gt', 'gte') then
      case relation when 'lt' then '<' when 'lte' then '<=' when 'gt' then '>' else '>=' end || ' ($3[1])::' || cast_to
    when kept = 'text_value' and relation = 'contains' then 'like ''%'' || $3[1] || ''%''' end;
  if compared is null then
    raise exception 'The field % has no relation %', field_key, relation using errcode = 'KT011';
  end if;
  if relation = 'contains' then
    operands := array[replace(replace(replace(operands[1], '\', '\\'), '%', '\%'), '_', '\_')];
  end if;
  begin
    return query execute format('select v.record_id from app.field_values v
      where v.organization_id = $1 and v.field_id = $2 and v.%I %s', kept, compared) using organization, field.id, operands;
  exception when invalid_text_representation or invalid_datetime_format or datetime_field_overflow
    or numeric_value_out_of_range then
    raise exception 'The value does not suit the field %', field_key using errcode = 'KT011';
  end;
end $$;
revoke execute on function app.field_matches(text, text, text, jsonb) from public;
grant execute on function app.field_matches(text, text, text, jsonb) to authenticated;

select app.keep_audit('app.custom_fields', 'custom_field', '{position}');
