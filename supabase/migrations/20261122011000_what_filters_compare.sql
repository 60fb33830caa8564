-- What filters of views compare. Amounts are compared within one currency, which the condition names: a thousand yen are no thousand
-- dollars. A filter that names a person or company means whom they were merged into, too, as long as they are merged. And companies have
-- the fields that people have.

-- The ids with those that their records were merged into, however long the chain.
create function app.with_merges(organization uuid, ids uuid[]) returns uuid[] language sql stable set search_path = '' as $$
  with recursive known (id) as (
    select given from unnest(ids) as given
    union
    select coalesce(c.merged_into, f.merged_into) from known k
    left join app.contacts c on c.organization_id = organization and c.id = k.id
    left join app.companies f on f.organization_id = organization and f.id = k.id
    where coalesce(c.merged_into, f.merged_into) is not null)
  select array(select id from known)
$$;
revoke execute on function app.with_merges(uuid, uuid[]) from public;

-- The same for callers who may see such records in the organization in which they act, be it some of them only. They learn of the ids that
-- they name alone.
create function app.followed_ids(ids uuid[]) returns uuid[] language plpgsql stable security definer set search_path = '' as $$
declare
  organization uuid := app.acting_organization();
begin
  if coalesce(organization = any(
    app.orgs_with('contacts.read') || app.orgs_with('companies.read') || app.segment_orgs('contacts.read')
    || app.segment_orgs('companies.read')), false) then
    return app.with_merges(organization, ids);
  end if;
  return ids;
end $$;
revoke execute on function app.followed_ids(uuid[]) from public;
grant execute on function app.followed_ids(uuid[]) to authenticated;

-- As before, whole; and companies have what people have.
create or replace function app.view_field(resource text, wanted text, organization uuid, out kind text, out folded boolean, out shape text)
language sql stable set search_path = '' as $$
  with standard (resources, key, kind, folded, shape) as (values
    ('{contacts,companies}'::text[], 'name', 'text', true, '{case when length(r.name) <= 75 then r.sort_name else app.fold(r.name) end}'),
    ('{deals}', 'name', 'text', false, '{r.name}'),
    ('{contacts}', 'title', 'text', false, '{r.title}'),
    ('{contacts,deals}', 'company', 'ref', false, '{r.company_id}'),
    ('{contacts,deals}', 'companyName', 'text', false, '{(select f.name from app.companies f
      where f.organization_id = r.organization_id and f.id = r.company_id and f.deleted_at is null)}'),
    ('{contacts,companies}', 'source', 'text', false, '{r.source}'),
    ('{contacts,companies}', 'language', 'text', false, '{r.language}'),
    ('{contacts,companies}', 'timeZone', 'text', false, '{r.time_zone}'),
    ('{contacts,deals}', 'notes', 'text', false, '{r.notes}'),
    ('{contacts,companies}', 'doNotContact', 'boolean', false, '{r.do_not_contact}'),
    ('{contacts,companies}', 'lastInteractionAt', 'time', false, '{r.last_interaction_at}'),
    ('{contacts,companies}', 'nextTaskAt', 'time', false, '{r.next_task_at}'),
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
  -- The newest entry of a purpose that was not struck out holds.
  select 'choices', true, format('r.id in (select k.contact_id from app.consents k
      where k.organization_id = %L and k.struck_at is null and k.state = %L and {k.folded}
        and not exists (select from app.consents n
          where n.organization_id = k.organization_id and n.contact_id = k.contact_id and n.folded = k.folded
            and n.struck_at is null and (n.at, n.id) > (k.at, k.id)))',
    organization, case wanted when 'consentGiven' then 'given' else 'withdrawn' end)
  where resource = 'contacts' and wanted in ('consentGiven', 'consentWithdrawn')
  union all
  -- By purpose and basis: `newsletter:legitimate_interests`.
  select 'choices', true, format('r.id in (select k.contact_id from app.consents k
      where k.organization_id = %L and k.struck_at is null and k.state = ''given'' and {k.ground}
        and not exists (select from app.consents n
          where n.organization_id = k.organization_id and n.contact_id = k.contact_id and n.folded = k.folded
            and n.struck_at is null and (n.at, n.id) > (k.at, k.id)))', organization)
  where resource = 'contacts' and wanted = 'consentBasis'
  union all
  select 'text', false, format('exists (select from app.contact_points p
      where p.organization_id = r.organization_id and p.contact_id = r.id and p.kind = %L and {p.value})', wanted)
  where resource = 'contacts' and wanted in ('email', 'phone', 'telegram', 'linkedin')
  union all
  select case c.type when 'select' then 'choice' when 'multi_select' then 'choices' when 'person' then 'ref' when 'url' then 'text'
      else c.type end, c.type in ('text', 'url'),
    format('r.id in (select v.record_id from app.field_values v where v.organization_id = %L and v.field_id = %L and {%s})',
      organization, c.id, case when c.type in ('text', 'url') then 'coalesce(v.whole_text, v.text_value)'
        when c.type in ('number', 'money') then 'v.number_value' when c.type = 'date' then 'v.date_value'
        when c.type = 'person' then 'v.ref_id' else 'v.text_value' end)
  from app.custom_fields c
  where c.organization_id = organization and 'fields.' || c.key = wanted and c.archived_at is null
    and c.record_type = case resource when 'contacts' then 'contact' when 'companies' then 'company' else 'deal' end
$$;

-- As before, but amounts and records that were merged.
create or replace function app.view_condition(resource text, organization uuid, node jsonb, zone text, today date) returns text
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
  if field.kind = 'ref' and jsonb_typeof(node -> 'value') = 'array' and not node -> 'value' ? 'me' then
    node := node || jsonb_build_object('value', app.with_merges(organization,
      array(select jsonb_array_elements_text(node -> 'value')::uuid)));
  end if;
  positive := case op when 'not_contains' then 'contains' when 'is_not' then 'is' when 'ne' then 'eq' when 'none_of' then 'any_of'
    when 'is_empty' then 'is_filled' else op end;
  tested := app.view_test(field.kind, field.folded, substring(field.shape from '\{(.*)\}'),
    node || jsonb_build_object('op', positive), zone, today);
  if coalesce(tested, '') = '' then
    raise exception 'The operator does not suit %', node ->> 'field' using errcode = 'KT061';
  end if;
  if field.kind = 'money' and positive <> 'is_filled' then
    if coalesce(node ->> 'currency', '') = '' then
      raise exception 'The filter names no currency: %', node ->> 'field' using errcode = 'KT061';
    end if;
    tested := format('(%s = %L and %s)', case node ->> 'field' when 'amount' then 'r.currency' else 'v.currency' end,
      node ->> 'currency', tested);
  end if;
  -- Cut, not replaced: what users wrote may hold what a replacement means.
  return case when positive = op then '' else 'not ' end || 'coalesce('
    || split_part(field.shape, '{', 1) || tested || regexp_replace(field.shape, '^.*\}', '') || ', false)';
end $$;

-- As before; what amounts are compared with names its currency.
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
  if field.type = 'money' then
    -- Amounts are of one currency: `100000 EUR`.
    operands := array(select replace(one, ' ', '') from unnest(operands) as one);
    if exists (select from unnest(operands) as one where one !~ '^-?[0-9]{1,16}(\.[0-9]{1,9})?[A-Z]{3}$') then
      raise exception 'The value does not suit the field %', field_key using errcode = 'KT011';
    end if;
    compared := case when relation = 'eq'
      then '(v.currency, v.number_value) in (select right(one, 3), left(one, -3)::float8 from unnest($3::text[]) as one)'
      else 'v.currency = right($3[1], 3) and ' || replace(compared, '($3[1])', '(left($3[1], -3))') end;
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

-- Lists by an own field of money go by currency, then by amount.
create index field_values_money on app.field_values (organization_id, field_id, currency, number_value, record_id)
  where currency is not null;

-- Filters that were saved without a currency meant the one that the organization has most amounts in. Where there are none, the view says
-- what is missing.
create function app.with_currency(node jsonb, resource text, organization uuid) returns jsonb
language plpgsql stable set search_path = '' as $$
declare
  word text;
  named text;
begin
  foreach word in array array['all', 'any'] loop
    if node ? word then
      return jsonb_build_object(word, coalesce((
        select jsonb_agg(app.with_currency(n.child, resource, organization) order by n.nth)
        from jsonb_array_elements(node -> word) with ordinality as n (child, nth)), '[]'));
    end if;
  end loop;
  if not node ? 'field' or node ? 'currency' or node ->> 'op' in ('is_empty', 'is_filled') then
    return node;
  elsif resource = 'deals' and node ->> 'field' = 'amount' then
    select d.currency into named from app.deals d
    where d.organization_id = organization and d.currency is not null group by 1 order by count(*) desc, 1 limit 1;
  else
    select v.currency into named
    from app.custom_fields f join app.field_values v on v.organization_id = f.organization_id and v.field_id = f.id
    where f.organization_id = organization and 'fields.' || f.key = node ->> 'field' and f.type = 'money' and v.currency is not null
      and f.record_type = case resource when 'contacts' then 'contact' when 'companies' then 'company' else 'deal' end
    group by 1 order by count(*) desc, 1 limit 1;
  end if;
  return case when named is null then node else node || jsonb_build_object('currency', named) end;
end $$;
update app.views v set filter = v.filter || jsonb_build_object('where', n.named)
from (
  select w.id, app.with_currency(w.filter -> 'where', w.resource, w.organization_id) as named from app.views w
  where jsonb_typeof(w.filter -> 'where') = 'object') n
where n.id = v.id and n.named is distinct from v.filter -> 'where';
drop function app.with_currency(jsonb, text, uuid);

select app.open_reading();
