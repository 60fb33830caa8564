-- Tags of many changed records are noted in one go, as those of new ones are: merging a tag changes thousands.
create function app.index_changed_tags() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  if not exists (select from changed n join before o on o.id = n.id where o.tags is distinct from n.tags) then
    return null;
  end if;
  -- Planned each time: how many rows changed differs from one to thousands.
  execute $query$
    delete from app.tag_uses u
    using (
      select o.organization_id, o.id, app.fold(tag) as folded
      from before o join changed n on n.id = o.id, unnest(o.tags) as tag
      where o.tags is distinct from n.tags and tag <> all(n.tags)) gone
    where u.organization_id = gone.organization_id and u.record_id = gone.id and u.record_type = $1 and u.folded = gone.folded
  $query$ using tg_argv[0];
  execute $query$
    insert into app.tags (organization_id, name)
    select distinct on (r.organization_id, app.fold(r.tag)) r.organization_id, r.tag
    from (
      select distinct n.organization_id, tag from changed n join before o on o.id = n.id, unnest(n.tags) as tag
      where o.tags is distinct from n.tags) r
    where not exists (
      select from app.tags t where t.organization_id = r.organization_id and t.folded = app.fold(r.tag))
    order by r.organization_id, app.fold(r.tag)
    on conflict (organization_id, folded) do nothing
  $query$;
  execute $query$
    insert into app.tag_uses (organization_id, record_type, folded, record_id)
    select n.organization_id, $1, app.fold(tag), n.id
    from changed n join before o on o.id = n.id, unnest(n.tags) as tag
    where o.tags is distinct from n.tags
    on conflict do nothing
  $query$ using tg_argv[0];
  return null;
end $$;
revoke execute on function app.index_changed_tags() from public;

do $$
declare
  kind text[];
begin
  foreach kind slice 1 in array array[['contacts', 'contact'], ['companies', 'company'], ['deals', 'deal']] loop
    execute format('drop trigger index_tags_update on app.%I', kind[1]);
    execute format('create trigger index_tags_update after update on app.%I referencing old table as before new table as changed
      for each statement execute function app.index_changed_tags(%L)', kind[1], kind[2]);
  end loop;
end $$;
drop function app.index_tags();
