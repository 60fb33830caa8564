-- A new message can only bring a contact's last interaction nearer. So what comes in is compared with what is kept, and the
-- contact's other messages are not looked at: an import of many thousands stays a matter of seconds. What changes or goes
-- still has them all looked through (app.keep_last_interaction).
create function app.raise_last_interaction() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  update app.contacts c set last_interaction_at = latest.at, active_at = latest.at
  from (
    select organization_id, contact_id, max(occurred_at) as at from changed where deleted_at is null group by 1, 2) latest
  where c.organization_id = latest.organization_id and c.id = latest.contact_id
    and (c.last_interaction_at is null or c.last_interaction_at < latest.at);
  return null;
end $$;
revoke execute on function app.raise_last_interaction() from public;

drop trigger keep_last_insert on app.interactions;
create trigger keep_last_insert after insert on app.interactions referencing new table as changed
  for each statement execute function app.raise_last_interaction();
