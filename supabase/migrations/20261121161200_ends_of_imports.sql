-- How imports end: one that never ran can be dropped, as when its file is read in another way; of one that ran long ago the rows go,
-- and with them the way back. Its own line with the counts stays.
alter table app.imports add emptied_at timestamptz;

grant delete on app.imports to authenticated;
create policy remove on app.imports for delete to authenticated
  using (organization_id = any((select app.orgs_with('imports.run'))::uuid[]) and state in ('uploaded', 'planning', 'planned'));
create trigger live_delete after delete on app.imports referencing old table as changed
  for each statement execute function app.broadcast('imports');
