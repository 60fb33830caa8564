-- Keep in touch, once a statement instead of once a contact. Of thousands of messages that came in at once, each contact cost two
-- updates with all their statement triggers, mostly of no row at all: an hour for a large mailbox. Now it is asked first whose
-- time there is to begin anew.
create or replace function app.reset_cadence() returns trigger language plpgsql security definer set search_path = '' as $$
declare
  heard_from uuid[];
begin
  -- Planned each time, with the number of rows at hand: a plan that was made for one row would compare each with each.
  execute
    'select array_agg(n.id) from changed n join was w on w.id = n.id
     where n.last_interaction_at > coalesce(w.last_interaction_at, ''-infinity'')
       and (exists (select from app.contact_cadences k where k.organization_id = n.organization_id and k.contact_id = n.id)
         or exists (select from app.tasks t where t.organization_id = n.organization_id and t.contact_id = n.id
           and t.keep_in_touch and t.done_at is null and t.deleted_at is null))' into heard_from;
  if heard_from is null then
    return null;
  end if;
  update app.tasks t set done_at = clock_timestamp()
  from app.contacts c
  where c.id = any(heard_from) and t.organization_id = c.organization_id and t.contact_id = c.id and t.keep_in_touch
    and t.done_at is null and t.deleted_at is null and t.due_at < c.last_interaction_at;
  update app.contact_cadences k set counted_from = c.last_interaction_at
  from app.contacts c
  where c.id = any(heard_from) and k.organization_id = c.organization_id and k.contact_id = c.id
    and k.counted_from < c.last_interaction_at;
  return null;
end $$;

drop trigger reset_cadence on app.contacts;
create trigger reset_cadence after update on app.contacts referencing old table as was new table as changed
  for each statement execute function app.reset_cadence();
