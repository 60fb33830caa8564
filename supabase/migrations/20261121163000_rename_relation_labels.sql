-- What an organization calls its relations can get other words; whether both ends are called the same stays, because relations
-- are kept by it: each has a direction, or none.
insert into app.event_subjects (subject_type, permission) values ('relation_label', 'relations.write');

create function app.keep_relation_direction() returns trigger language plpgsql set search_path = '' as $$
begin
  if (old.inverse_label is null) <> (new.inverse_label is null) then
    raise exception 'A renamed relation keeps or lacks its direction as before'
      using errcode = '23514', constraint = 'relation_labels_direction';
  end if;
  return new;
end $$;
create trigger keep_direction before update of inverse_label on app.relation_labels
  for each row execute function app.keep_relation_direction();

grant update (label, inverse_label) on app.relation_labels to authenticated;
create policy change on app.relation_labels for update to authenticated
  using (organization_id = any((select app.orgs_with('relations.write'))::uuid[]))
  with check (organization_id = any((select app.orgs_with('relations.write'))::uuid[]));
create trigger live_update after update on app.relation_labels referencing new table as changed
  for each statement execute function app.broadcast('relations');
select app.keep_audit('app.relation_labels', 'relation_label');
