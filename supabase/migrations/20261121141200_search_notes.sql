-- Notes are found by their words, and by slips in how they begin.
insert into app.search_kinds (kind, permission) values ('note', 'notes.read');

create function app.search_of_note(organization uuid, ids uuid[]) returns setof app.search_source
language sql stable set search_path = '' as $$
  select n.id, 'record', '', app.search_heading(left(n.body, 200)), app.search_words(n.body), 'full', null::uuid, n.created_at,
    n.deleted_at is not null
  from app.notes n where n.organization_id = organization and n.id = any(ids)
$$;
revoke execute on function app.search_of_note(uuid, uuid[]) from public;

create trigger search_insert after insert on app.notes referencing new table as changed
  for each statement execute function app.index_search('note', 'id');
create trigger search_update after update on app.notes referencing new table as changed old table as before
  for each statement execute function app.index_search('note', 'id', 'body', 'deleted_at');
create trigger search_delete after delete on app.notes referencing old table as changed
  for each statement execute function app.index_search('note', 'id');

do $$
declare
  place uuid;
begin
  for place in select id from app.organizations loop
    perform app.refresh_search('note', place, array(select id from app.notes where organization_id = place));
  end loop;
end $$;
