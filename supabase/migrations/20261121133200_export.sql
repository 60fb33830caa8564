-- Downloading what one may read. People may; embedded pages may not, whatever their key reads.
insert into app.role_permissions (role, permission)
select role, 'data.export' from unnest(array['owner', 'admin', 'member', 'viewer']) as role;
