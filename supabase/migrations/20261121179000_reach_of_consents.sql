-- What people agreed to follows the contact: whoever is narrowed reads and records it for those whom they reach.
insert into app.narrowed_permissions (permission, by_row) values ('consents.read', true), ('consents.write', true);
-- Workspaces are no records.
insert into app.narrowed_permissions (permission, by_row) values ('workspaces.read', false);
create policy owned on app.consents for select to authenticated
  using (organization_id = any((select app.narrowed_orgs('consents.read'))::uuid[])
    and contact_id in (select app.segment_records('contact')));
create policy a_narrowed_add on app.consents for insert to authenticated
  with check (organization_id = any((select app.narrowed_orgs('consents.write'))::uuid[])
    and contact_id in (select app.segment_records('contact')) and struck_at is null
    and recorded_by is not distinct from (select auth.uid()));
create policy a_narrowed on app.consents for update to authenticated
  using (organization_id = any((select app.narrowed_orgs('consents.write'))::uuid[])
    and contact_id in (select app.segment_records('contact')) and struck_at is null)
  with check (organization_id = any((select app.narrowed_orgs('consents.write'))::uuid[])
    and contact_id in (select app.segment_records('contact')) and struck_at is not null
    and struck_by is not distinct from (select auth.uid()));

create or replace function app.reaches(subject text, ids uuid[]) returns boolean
language plpgsql stable security definer set search_path = '' as $$
declare
  found_ids uuid[];
begin
  if subject in ('contact', 'company', 'deal') then
    return ids <@ array(select app.reached_records(subject));
  elsif subject = 'interaction' then
    found_ids := array(select i.id from app.interactions i
      where i.id = any(ids) and i.contact_id in (select app.reached_records('contact')));
  elsif subject = 'note' then
    found_ids := array(select n.id from app.notes n where n.id = any(ids)
      and (n.contact_id in (select app.reached_records('contact')) or n.company_id in (select app.reached_records('company'))
        or n.deal_id in (select app.reached_records('deal'))));
  elsif subject = 'task' then
    found_ids := array(select t.id from app.tasks t where t.id = any(ids)
      and (t.contact_id in (select app.reached_records('contact')) or t.company_id in (select app.reached_records('company'))
        or t.deal_id in (select app.reached_records('deal')) or app.task_of_people(t)));
  elsif subject = 'relation' then
    found_ids := array(select r.id from app.relations r where r.id = any(ids)
      and (r.from_contact_id in (select app.reached_records('contact')) or r.from_company_id in (select app.reached_records('company')))
      and (r.to_contact_id in (select app.reached_records('contact')) or r.to_company_id in (select app.reached_records('company'))));
  elsif subject = 'consent' then
    found_ids := array(select c.id from app.consents c
      where c.id = any(ids) and c.contact_id in (select app.reached_records('contact')));
  elsif subject = 'relation_label' then
    return true;
  end if;
  return ids <@ found_ids;
end $$;
