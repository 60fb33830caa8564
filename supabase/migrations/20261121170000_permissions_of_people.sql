-- What an API key may never be given, because it is a person's to decide or needs somebody: one list, to which a new permission of
-- that kind adds its line, instead of a function that each would write anew.
create table app.permissions_of_people (
  permission text primary key
);
insert into app.permissions_of_people (permission) values
  ('keys.manage'), ('organization.manage'), ('security.manage'), ('members.manage'), ('owners.manage'), ('views.write'),
  ('jobs.read'), ('jobs.write'), ('imports.read'), ('imports.run'), ('never_log.read'), ('never_log.write'),
  ('protected_recipients.manage'), ('privacy.manage');
alter table app.permissions_of_people enable row level security;
grant all on app.permissions_of_people to service_role;

create or replace function app.grantable_to_keys(organization uuid) returns text[]
language sql stable security definer set search_path = '' as $$
  select coalesce(array_agg(p.permission order by p.permission), '{}')
  from app.memberships m join app.role_permissions p on p.role = m.role
  where m.organization_id = organization and m.user_id = (select auth.uid())
    and p.permission not in (select o.permission from app.permissions_of_people o)
$$;
