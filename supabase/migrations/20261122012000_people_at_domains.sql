-- Who has an address at a domain, for a company that gets it. The address backwards begins with the domain, below others or not. One
-- expression, so that no query which does not ask for it takes the index for one of its own, and that one which does can take no other.
create index contact_points_backwards
  on app.contact_points ((organization_id::text || ' ' || reverse(normalized)) collate "C", contact_id);

-- The next people who have no current employer, never worked at the company and have a mail address at one of the domains, or at one below
-- it: those that the caller may change, with their addresses there. Looked up one by one, whatever is known of the tables' sizes.
create function app.people_at_domains(organization uuid, company uuid, domains text[], after uuid, most int)
returns table (id uuid, emails text[]) language plpgsql stable security definer set search_path = '' as $$
declare
  bound uuid[];
begin
  if not coalesce(organization = any(app.orgs_with('contacts.write')), false) then
    if not coalesce(organization = any(app.segment_orgs('contacts.write')), false) then
      return;
    end if;
    bound := array(select app.segment_records('contact'));
  end if;
  return query
    with there as materialized (
      select p.contact_id as person, array_agg(distinct p.normalized) as addresses
      from unnest(domains) as d (domain)
      cross join unnest(array['@', '.']) as before (sign)
      cross join lateral (
        select q.contact_id, q.normalized, q.kind from app.contact_points q
        where (q.organization_id::text || ' ' || reverse(q.normalized)) collate "C"
            >= organization::text || ' ' || reverse(before.sign || d.domain)
          and (q.organization_id::text || ' ' || reverse(q.normalized)) collate "C"
            < organization::text || ' ' || reverse(chr(ascii(before.sign) + 1) || d.domain)
        offset 0) p
      where p.kind = 'email' and p.contact_id > after
      group by p.contact_id)
    select t.person, t.addresses from there t
    cross join lateral (
      select c.company_id, c.deleted_at from app.contacts c
      where c.organization_id = people_at_domains.organization and c.id = t.person offset 0) c
    cross join lateral (
      select coalesce(bool_or(e.company_id = company), false) as worked from app.employments e
      where e.organization_id = people_at_domains.organization and e.contact_id = t.person offset 0) e
    where c.company_id is null and c.deleted_at is null and not e.worked and (bound is null or t.person = any(bound))
    order by t.person limit most;
end $$;
revoke execute on function app.people_at_domains(uuid, uuid, text[], uuid, int) from public;
grant execute on function app.people_at_domains(uuid, uuid, text[], uuid, int) to authenticated;

select app.open_reading();
