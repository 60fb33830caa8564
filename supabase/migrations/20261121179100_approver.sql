-- The built-in role of who approves what others drafted: reads what viewers read, and approves. Programs never approve.
create or replace function app.is_built_in(role text) returns boolean language sql immutable as $$
  select role in ('owner', 'admin', 'member', 'approver', 'viewer')
$$;
insert into app.role_permissions (role, permission)
select 'approver', p.permission from app.role_permissions p where p.role = 'viewer'
union all
select one, 'drafts.approve' from unnest(array['owner', 'admin', 'approver']) as one;
insert into app.permissions_of_people (permission) values ('drafts.approve');

alter table app.role_reach drop constraint role_reach_role_check,
  add constraint role_reach_role_check check (role in ('admin', 'member', 'approver', 'viewer'));
