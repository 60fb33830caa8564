-- A job that lets search follow a renamed option keeps how far it is in the transaction of each part, so that it goes on there when it is run
-- again.
alter table app.jobs add kept jsonb;
comment on column app.jobs.kept is 'What a job that is made in parts knows of those before.';

-- Which jobs are under way for the fields of an organization.
create index jobs_of_options on app.jobs (organization_id)
  where kind = 'field.options' and state in ('queued', 'running');

-- Renews the documents of the next records that have one of the options, for a job of the caller's. Returns how many it has renewed in all,
-- and whether none is left.
drop function app.renew_search_of_options(uuid, uuid, text[], uuid, int);
create function app.renew_search_of_options(job uuid, most int, out renewed int, out ended boolean)
language plpgsql security definer set search_path = '' as $$
declare
  held record;
  keys text[];
  found_ids uuid[];
begin
  select j.organization_id, (j.input ->> 'fieldId')::uuid as field, j.input -> 'keys' as keys, j.kept into held from app.jobs j
  where j.id = job and j.kind = 'field.options' and j.started_by = auth.uid();
  if not coalesce(held.organization_id = any(app.orgs_with('fields.manage')), false) then
    raise exception 'The caller may not change fields here' using errcode = '42501';
  end if;
  renewed := coalesce((held.kept ->> 'renewed')::int, 0);
  keys := array(select jsonb_array_elements_text(held.keys));
  -- The next of each option by its index, then the next of all.
  found_ids := array(
    select distinct k.record_id from unnest(keys) as wanted cross join lateral (
      select v.record_id from app.field_values v
      where v.organization_id = held.organization_id and v.field_id = held.field and v.text_value = wanted
        and v.record_id > coalesce((held.kept ->> 'last')::uuid, '00000000-0000-0000-0000-000000000000')
      order by v.record_id limit most) k
    order by k.record_id limit most);
  ended := found_ids = '{}';
  if ended then
    return;
  end if;
  renewed := renewed + cardinality(found_ids);
  update app.jobs set kept = jsonb_build_object('last', found_ids[cardinality(found_ids)], 'renewed', renewed) where id = job;
  insert into app.search_pending (kind, place, ids)
  select f.record_type, f.organization_id, found_ids from app.custom_fields f
  where f.organization_id = held.organization_id and f.id = held.field;
end $$;
revoke execute on function app.renew_search_of_options(uuid, int) from public;
grant execute on function app.renew_search_of_options(uuid, int) to authenticated;
select app.open_reading();
