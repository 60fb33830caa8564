-- Whoever was given somebody's messages may want none of them: they decline for themselves alone, also what their team was given, and take
-- that back when they like. Whoever gave them sees it.
alter table app.mail_grants add column declined_by uuid[] not null default '{}';
insert into app.event_subjects (subject_type, permission) values ('mail_grant_answer', 'sharing.read');

-- Answering is no renewal: who belongs to a company or deal stays as it was given.
drop trigger spread on app.mail_grants;
create trigger spread after insert or update of level on app.mail_grants for each row execute function app.spread_grant();
create trigger live_update after update on app.mail_grant_contacts referencing new table as changed
  for each statement execute function app.broadcast('interactions', 'contact_id');

-- As before, but for those who declined.
create or replace function app.sharers() returns uuid[] language plpgsql stable security definer set search_path = '' as $$
declare
  caller uuid := auth.uid();
begin
  return array(
    select g.owner_id from app.mail_grants g where g.to_user = caller and caller <> all(g.declined_by)
    union
    select g.owner_id from app.mail_grants g where g.to_team in (select app.my_teams()) and caller <> all(g.declined_by));
end $$;

create or replace function app.text_granted(message uuid, logger uuid, part text) returns boolean
language plpgsql stable security definer set search_path = '' as $$
declare
  caller uuid := auth.uid();
begin
  return exists (
    select from app.interactions i
    join app.mail_grant_contacts c
      on c.organization_id = i.organization_id and c.contact_id = i.contact_id and c.stopped_by is null
    join app.mail_grants g on g.organization_id = c.organization_id and g.id = c.grant_id
    where i.id = message and i.logged_by = logger and g.owner_id = logger
      and (g.level = 'full' or text_granted.part = 'subject')
      and (g.to_user = caller or g.to_team in (select app.my_teams())) and caller <> all(g.declined_by));
end $$;

create or replace function app.granted_texts() returns table (message uuid, part text)
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
    where (g.to_user = caller or g.to_team in (select app.my_teams())) and caller <> all(g.declined_by);
end $$;

-- Declines a grant that the caller or a team of theirs was given, or takes that back. Returns whether it was given to them at all. Open
-- timelines hear of it.
create function app.answer_grant(organization uuid, wanted uuid, declines boolean) returns boolean
language plpgsql security definer set search_path = '' as $$
declare
  caller uuid := auth.uid();
  declined uuid[];
begin
  if caller is null or not coalesce(organization = any(app.orgs_with('sharing.read')), false) then
    raise exception 'The caller may not answer here' using errcode = '42501';
  end if;
  select g.declined_by into declined from app.mail_grants g
  where g.organization_id = answer_grant.organization and g.id = wanted
    and (g.to_user = caller or (g.owner_id <> caller and g.to_team in (select app.my_teams())))
  for update;
  if not found then
    return false;
  elsif (caller = any(declined)) <> declines then
    update app.mail_grants g
    set declined_by = case when declines then g.declined_by || caller else array_remove(g.declined_by, caller) end
    where g.organization_id = answer_grant.organization and g.id = wanted;
    update app.mail_grant_contacts c set version = c.version + 1, updated_at = now()
    where c.organization_id = answer_grant.organization and c.grant_id = wanted;
  end if;
  return true;
end $$;
revoke execute on function app.answer_grant(uuid, uuid, boolean) from public;
grant execute on function app.answer_grant(uuid, uuid, boolean) to authenticated;

select app.open_reading();
