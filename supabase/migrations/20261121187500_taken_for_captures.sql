-- As before, also for whoever captures without importing: a company that is made for a person gets no domain that another one has, seen
-- or not.
create or replace function app.taken_beyond(kinds text[], given text[]) returns table (kind text, value text)
language plpgsql stable security definer set search_path = '' rows 10 as $$
declare
  place uuid := app.acting_organization();
begin
  if not coalesce(place = any(app.narrowed_orgs('contacts.write') || app.narrowed_orgs('imports.run')), false) then
    return;
  end if;
  return query
    select w.kind, w.value
    from (select distinct g.kind, g.value from unnest(kinds, given) as g (kind, value)) w
    where exists (
        select from app.contact_points p
        where p.organization_id = place and p.kind = w.kind and p.normalized = w.value
          and p.contact_id not in (select app.reached_records('contact')))
      or w.kind = 'domain' and exists (
        select from app.company_domains d
        where d.organization_id = place and d.domain = w.value and d.company_id not in (select app.reached_records('company')));
end $$;

select app.open_reading();
