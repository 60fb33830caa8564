-- Tags of many new records are noted in one go: a statement for each row would tell and log the tags anew a thousand times.
create function app.index_new_tags() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  insert into app.tags (organization_id, name)
  select distinct on (r.organization_id, app.fold(tag)) r.organization_id, tag
  from (select distinct organization_id, unnest(tags) as tag from changed where tags <> '{}') r
  where not exists (
    select from app.tags t where t.organization_id = r.organization_id and t.folded = app.fold(r.tag))
  order by r.organization_id, app.fold(tag)
  on conflict (organization_id, folded) do nothing;
  insert into app.tag_uses (organization_id, record_type, folded, record_id)
  select r.organization_id, tg_argv[0], app.fold(tag), r.id from changed r, unnest(r.tags) as tag
  on conflict do nothing;
  return null;
end $$;
revoke execute on function app.index_new_tags() from public;

do $$
declare
  kind text[];
begin
  foreach kind slice 1 in array array[['contacts', 'contact'], ['companies', 'company'], ['deals', 'deal']] loop
    execute format('drop trigger index_tags_insert on app.%I', kind[1]);
    execute format('create trigger index_tags_insert after insert on app.%I referencing new table as changed
      for each statement execute function app.index_new_tags(%L)', kind[1], kind[2]);
  end loop;
end $$;
