-- Renaming an option that very many records have leaves their search documents to a job, which renews them part by part. What filters ask is
-- the option's key, which stays.
do $$
declare
  body text := pg_get_functiondef('app.index_search_of_field()'::regprocedure);
  start constant text := 'begin
  execute $query$';
begin
  if strpos(body, start) = 0 then
    raise exception 'The documents do not follow a field as they are known to';
  end if;
  execute replace(body, start, 'begin
  if current_setting(''kith.search_later'', true) = ''on'' then
    return null;
  end if;
  execute $query$');
end $$;

-- Renews the documents of the next records that have one of the options. Returns the last one's id; null: there were none.
create function app.renew_search_of_options(organization uuid, field uuid, keys text[], after uuid, most int) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  found_ids uuid[];
begin
  if not coalesce(organization = any(app.orgs_with('fields.manage')), false) then
    raise exception 'The caller may not change fields here' using errcode = '42501';
  end if;
  found_ids := array(
    select distinct v.record_id from app.field_values v
    where v.organization_id = organization and v.field_id = field and v.text_value = any(keys) and v.record_id > after
    order by v.record_id limit most);
  if found_ids = '{}' then
    return null;
  end if;
  insert into app.search_pending (kind, place, ids)
  select f.record_type, f.organization_id, found_ids from app.custom_fields f
  where f.organization_id = organization and f.id = field;
  return jsonb_build_object('last', found_ids[cardinality(found_ids)], 'count', cardinality(found_ids));
end $$;
revoke execute on function app.renew_search_of_options(uuid, uuid, text[], uuid, int) from public;
grant execute on function app.renew_search_of_options(uuid, uuid, text[], uuid, int) to authenticated;
