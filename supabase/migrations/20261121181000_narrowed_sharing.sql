-- Whoever is narrowed shares their messages, too: of records that they reach, and of a company or deal with those of its people whom
-- they reach. What others share with them they read where they reach the person, as before. And everybody may know what colleagues show.
insert into app.narrowed_permissions (permission, by_row) values ('sharing.read', false), ('sharing.write', false);

-- The organizations in which the caller is a person who reaches some records only.
create function app.narrowed_places() returns uuid[] language plpgsql stable security definer set search_path = '' as $$
declare
  claims jsonb := auth.jwt();
  caller uuid;
begin
  if claims ?| '{kith_embed,kith_key}' then
    return '{}';
  end if;
  caller := nullif(claims ->> 'sub', '');
  return array(select m.organization_id from app.memberships m where m.user_id = caller and m.reach <> 'all');
end $$;
revoke execute on function app.narrowed_places() from public;
grant execute on function app.narrowed_places() to authenticated;

create policy reached_add on app.mail_grants as restrictive for insert to authenticated
  with check (organization_id <> all((select app.narrowed_places())::uuid[]) or contact_id in (select app.segment_records('contact'))
    or company_id in (select app.segment_records('company')) or deal_id in (select app.segment_records('deal')));
create policy reached_change on app.mail_grants as restrictive for update to authenticated
  using (true)
  with check (organization_id <> all((select app.narrowed_places())::uuid[]) or contact_id in (select app.segment_records('contact'))
    or company_id in (select app.segment_records('company')) or deal_id in (select app.segment_records('deal')));
-- Who belongs to a company or deal is not told beyond one's reach, neither to who gives nor to who is given.
alter policy read on app.mail_grant_contacts
  using (organization_id = any((select app.orgs_with('sharing.read'))::uuid[])
    and grant_id in (select g.id from app.mail_grants g)
    and (organization_id <> all((select app.narrowed_places())::uuid[]) or contact_id in (select app.segment_records('contact'))));

-- As before; somebody narrowed shares what they logged with those whom they reach.
create or replace function app.spread_grant() returns trigger language plpgsql security definer set search_path = '' as $$
declare
  narrowed boolean := new.organization_id = any(app.narrowed_places());
begin
  delete from app.mail_grant_contacts c where c.organization_id = new.organization_id and c.grant_id = new.id;
  insert into app.mail_grant_contacts (organization_id, grant_id, contact_id)
  select new.organization_id, new.id, p.id
  from (
    select new.contact_id as id
    union
    select e.contact_id from app.employments e
    where e.organization_id = new.organization_id and e.company_id = new.company_id and e.is_current
    union
    select dc.contact_id from app.deal_contacts dc where dc.organization_id = new.organization_id and dc.deal_id = new.deal_id) p
  join app.contacts c on c.organization_id = new.organization_id and c.id = p.id and c.deleted_at is null
  where not narrowed or c.id in (select app.reached_records('contact'));
  return null;
end $$;

-- Which level each colleague has chosen is no secret: every message of theirs shows it.
create policy of_colleagues on app.mail_sharing for select to authenticated
  using (organization_id = any((select app.orgs_with('sharing.read'))::uuid[]));
drop policy own on app.mail_sharing;
create trigger live_insert after insert on app.mail_sharing referencing new table as changed
  for each statement execute function app.broadcast('sharing');
create trigger live_update after update on app.mail_sharing referencing new table as changed
  for each statement execute function app.broadcast('sharing');
