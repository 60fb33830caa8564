-- Own fields that name a merged contact follow the survivor, and the undo of the merge names the old one again where nobody has
-- written anything else since. It goes by triggers of app.merges: inside the merge, before what it remembers is written.
-- [{table, id, keys}]: which fields of which records the merge changed. The winner and the loser remember their own.
alter table app.merges add named jsonb not null default '[]';

-- Puts one contact in the place of another in these fields, as long as they name it.
create function app.rename_people(of_table text, organization uuid, record uuid, keys text[], was uuid, becomes uuid) returns void
language plpgsql set search_path = '' as $$
begin
  execute format('update app.%I r set fields = r.fields || s.swapped
    from (
      select jsonb_object_agg(one.key, one.value || jsonb_build_object(''id'', $1)) as swapped
      from app.%1$I o, jsonb_each(o.fields) as one
      where o.organization_id = $2 and o.id = $3 and one.key = any($4)
        and one.value ->> ''type'' = ''contact'' and one.value ->> ''id'' = $5::text) s
    where r.organization_id = $2 and r.id = $3 and s.swapped is not null', of_table)
  using becomes, organization, record, keys, was;
end $$;
revoke execute on function app.rename_people(text, uuid, uuid, text[], uuid, uuid) from public;

create function app.follow_named_people() returns trigger language plpgsql security definer set search_path = '' as $$
declare
  held record;
begin
  for held in
    select case v.record_type when 'contact' then 'contacts' when 'company' then 'companies' else 'deals' end as tbl,
      v.record_id, array_agg(f.key order by f.key) as keys
    from app.field_values v
    join app.custom_fields f on f.organization_id = v.organization_id and f.id = v.field_id
    where v.organization_id = new.organization_id and v.ref_id = new.loser_id and v.text_value = 'contact'
      and v.record_id <> new.loser_id
    group by 1, 2 order by 1, 2
  loop
    perform app.rename_people(held.tbl, new.organization_id, held.record_id, held.keys, new.loser_id, new.winner_id);
    if held.record_id <> new.winner_id then
      new.named := new.named || jsonb_build_object('table', held.tbl, 'id', held.record_id, 'keys', held.keys);
    end if;
  end loop;
  select to_jsonb(c) into new.winner_after from app.contacts c
  where c.organization_id = new.organization_id and c.id = new.winner_id;
  return new;
end $$;
revoke execute on function app.follow_named_people() from public;
create trigger follow_named_people before insert on app.merges
  for each row when (new.record_type = 'contact') execute function app.follow_named_people();

create function app.name_people_again() returns trigger language plpgsql security definer set search_path = '' as $$
declare
  held record;
begin
  for held in
    select g ->> 'table' as tbl, (g ->> 'id')::uuid as id, array(select jsonb_array_elements_text(g -> 'keys')) as keys
    from jsonb_array_elements(new.named) as g
  loop
    perform app.rename_people(held.tbl, new.organization_id, held.id, held.keys, new.winner_id, new.loser_id);
  end loop;
  return null;
end $$;
revoke execute on function app.name_people_again() from public;
create trigger name_people_again after update of undone_at on app.merges
  for each row when (old.undone_at is null and new.undone_at is not null) execute function app.name_people_again();
