-- What was shared with somebody is looked up once a search: asked of each message that holds a frequent word, it costs more than the rest
-- of the search.
create function app.granted_texts() returns table (message uuid, part text)
language plpgsql stable security definer set search_path = '' rows 1000 as $$
declare
  caller uuid := auth.uid();
begin
  return query
    select i.id, p.part
    from app.mail_grants g
    join app.mail_grant_contacts c on c.organization_id = g.organization_id and c.grant_id = g.id and c.stopped_by is null
    join app.interactions i on i.organization_id = c.organization_id and i.contact_id = c.contact_id
      and i.logged_by = g.owner_id and i.deleted_at is null
    join (values ('subject'), ('body')) as p (part) on g.level = 'full' or p.part = 'subject'
    where g.to_user = caller or g.to_team in (select app.my_teams());
end $$;
revoke execute on function app.granted_texts() from public;

do $$
declare
  one record;
  condition constant text := 'app.text_granted(d.record_id, d.logged_by, d.part)';
begin
  for one in
    select p.oid, p.prosrc from pg_proc p
    where p.pronamespace = 'app'::regnamespace and p.proname in ('search', 'search_similar')
  loop
    if position(condition in one.prosrc) = 0 then
      raise exception 'The search does not ask what was shared as it is known to';
    end if;
    execute replace(pg_get_functiondef(one.oid), condition,
      '(d.record_id, d.part) in (select g.message, g.part from app.granted_texts() g)');
  end loop;
end $$;
