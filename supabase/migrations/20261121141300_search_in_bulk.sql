-- The companies of contacts by their ids: each through the index, however many contacts are written at once.
create or replace function app.search_of_contact(organization uuid, ids uuid[]) returns setof app.search_source
language sql stable set search_path = '' as $$
  select c.id, 'record', left(app.search_fold(left(c.name, 300)), 300),
    app.search_heading(left(c.name, 500), left(c.title, 200), f.names, p.points, array_to_string(c.tags, ' ')),
    null::tsvector, 'full', null::uuid, c.created_at, c.deleted_at is not null
  from app.contacts c
  -- The main company, which a new contact has before its employment is there, and the other current ones.
  left join lateral (
    select string_agg(f.name, ' ' order by f.id) as names from app.companies f
    where f.organization_id = organization and f.deleted_at is null and f.id = any(array(
      select e.company_id from app.employments e
      where e.organization_id = organization and e.contact_id = c.id and e.is_current) || c.company_id)) f on true
  left join lateral (
    select string_agg(p.value || ' ' || p.normalized, ' ' order by p.id) as points from app.contact_points p
    where p.organization_id = organization and p.contact_id = c.id) p on true
  where c.organization_id = organization and c.id = any(ids)
$$;
