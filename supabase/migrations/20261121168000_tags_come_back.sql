-- A tag that was deleted or merged into another can be given back as it was, and whoever shows tags learns at once that one went.
grant insert on app.tags to authenticated;
create policy add on app.tags for insert to authenticated
  with check (organization_id = any((select app.orgs_with('tags.manage'))::uuid[]));
create trigger live_delete after delete on app.tags referencing old table as changed
  for each statement execute function app.broadcast('tags');
