-- Views and segments ask on which lawful basis something may be done for a purpose: `newsletter:legitimate_interests`. A column of its own,
-- because row-level security lets no index serve an expression.
alter table app.consents add column ground text not null generated always as (app.fold(purpose) || ':' || basis) stored;
create index consents_ground on app.consents (organization_id, ground, contact_id, at desc, id desc)
  where struck_at is null and state = 'given';
drop trigger audit_insert on app.consents;
drop trigger audit_update on app.consents;
drop trigger audit_delete on app.consents;
select app.keep_audit('app.consents', 'consent', '{folded,ground,recorded_by,struck_by}', 'contact_id');

-- As before, with the basis of what the newest entry of each purpose says.
do $$
declare
  definition text := pg_get_functiondef('app.view_field(text, text, uuid)'::regprocedure);
  points constant text := 'select ''text'', false, format(''exists (select from app.contact_points p';
begin
  if strpos(definition, points) = 0 then
    raise exception 'Fields of views are not told as they are known to';
  end if;
  execute replace(definition, points, 'select ''choices'', true, format(''r.id in (select k.contact_id from app.consents k
      where k.organization_id = %L and k.struck_at is null and k.state = ''''given'''' and {k.ground}
        and not exists (select from app.consents n
          where n.organization_id = k.organization_id and n.contact_id = k.contact_id and n.folded = k.folded
            and n.struck_at is null and (n.at, n.id) > (k.at, k.id)))'', organization)
  where resource = ''contacts'' and wanted = ''consentBasis''
  union all
  ' || points);
end $$;

select app.open_reading();
