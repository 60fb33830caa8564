-- What a timeline shows of the audit log: which fields of one record changed. Whoever may read the record may see how it came
-- to be so, also without audit.read; requests and lines of other records stay closed. The latest first, at most `most`.
create function app.record_changes(
  organization uuid, wanted_resource text, wanted_record uuid, before_at timestamptz, before_id uuid, most int
) returns table (id uuid, at timestamptz, action text, changes jsonb, actor_id uuid, source text)
language plpgsql stable security definer set search_path = '' rows 10 as $$
begin
  if not coalesce(organization = any(app.orgs_with(
    case wanted_resource when 'contact' then 'contacts.read' when 'company' then 'companies.read'
      when 'deal' then 'deals.read' end)), false) then
    return;
  end if;
  return query
    select a.id, a.at, a.action, a.changes, case when a.actor ->> 'kind' = 'user' then (a.actor ->> 'id')::uuid end, a.source
    from app.audit_log a
    where a.organization_id = organization and a.resource = wanted_resource and a.record_id = wanted_record
      and (before_at is null or (a.at, a.id) < (before_at, before_id))
      -- Stages have a history of their own, which begins with the deal.
      and not (a.resource = 'deal' and (a.action = 'created' or (a.action = 'updated'
        and coalesce(a.changes - '{stageId,pipelineId}'::text[], '{}') = '{}')))
    order by a.id desc limit most;
end $$;
revoke execute on function app.record_changes(uuid, text, uuid, timestamptz, uuid, int) from public;
grant execute on function app.record_changes(uuid, text, uuid, timestamptz, uuid, int) to authenticated;
