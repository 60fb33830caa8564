-- Who stands on a deal, and as what, is a change of the deal in the log: who went and who came, by id; with another role both. The role
-- itself may tell something of the person, whom the log of a deal would not forget. What comes with a new deal, or goes with one, is
-- no change of it.
create function app.audit_deal_people() returns trigger language plpgsql security definer set search_path = '' as $$
declare
  rows constant text := case tg_op
    when 'INSERT' then 'select c.*, 1 as side from changed c'
    when 'DELETE' then 'select w.*, -1 as side from was w'
    else 'select c.*, 1 as side from changed c union all select w.*, -1 from was w' end;
begin
  execute format(
    'insert into app.audit_log (organization_id, resource, record_id, action, changes, actor, source, request_id)
     select d.organization_id, ''deal'', d.id, ''updated'', jsonb_build_object(''contacts'', jsonb_build_array(
         coalesce(jsonb_agg(p.one order by p.position, p.one) filter (where p.side < 0), ''[]''),
         coalesce(jsonb_agg(p.one order by p.position, p.one) filter (where p.side > 0), ''[]''))), $1, $2, $3
     from (
       select r.organization_id, r.deal_id, min(r.position) as position, sum(r.side) as side,
         to_jsonb(r.contact_id) as one
       from (%s) r group by r.organization_id, r.deal_id, r.contact_id, r.role having sum(r.side) <> 0) p
     join app.deals d on d.organization_id = p.organization_id and d.id = p.deal_id and d.created_at <> now()
     group by d.organization_id, d.id', rows)
  using app.audit_actor(), app.audit_source(), nullif(current_setting('kith.request_id', true), '');
  return null;
end $$;
revoke execute on function app.audit_deal_people() from public;

create trigger audit_insert after insert on app.deal_contacts referencing new table as changed
  for each statement execute function app.audit_deal_people();
create trigger audit_update after update on app.deal_contacts referencing old table as was new table as changed
  for each statement execute function app.audit_deal_people();
create trigger audit_delete after delete on app.deal_contacts referencing old table as was
  for each statement execute function app.audit_deal_people();
