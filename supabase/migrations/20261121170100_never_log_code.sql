-- As before, with a code of its own: KT070 says that the last owner stays.
create or replace function app.refuse_unlogged() returns trigger language plpgsql security definer set search_path = '' as $$
declare
  list text := app.list_against(new.organization_id, new.contact_id, new.logged_by);
begin
  if list is not null then
    raise exception 'Messages with this contact are not logged' using errcode = 'KT080', detail = list;
  end if;
  return new;
end $$;
