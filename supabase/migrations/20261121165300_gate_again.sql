-- The gate with all that it knows by now: API keys, keys bounded to a view or a visitor, and the claims read once (auth.uid() would
-- parse them again).
create or replace function app.orgs_with(wanted text) returns uuid[]
language plpgsql stable security definer set search_path = '' as $$
declare
  claims jsonb := auth.jwt();
  caller uuid;
begin
  if claims ? 'kith_embed' then
    caller := claims #>> '{kith_embed,key_id}';
    return array(
      select k.organization_id from app.embed_keys k
      where k.id = caller and k.revoked_at is null and wanted = any(k.permissions)
        and not (k.segmented and app.of_records(wanted)));
  end if;
  if claims ? 'kith_key' then
    caller := claims #>> '{kith_key,key_id}';
    return array(
      select k.organization_id from app.api_keys k
      where k.id = caller and k.revoked_at is null and (k.expires_at is null or k.expires_at > now())
        and wanted = any(k.permissions));
  end if;
  caller := nullif(claims ->> 'sub', '');
  return array(
    select m.organization_id from app.memberships m
    where m.user_id = caller
      and exists (select from app.role_permissions p where p.role = m.role and p.permission = wanted));
end $$;

-- As before, planned when it runs: with a plan kept from small statements, thousands of sealed lines would be compared pair by pair.
create or replace function app.keep_lines() returns trigger language plpgsql security definer set search_path = '' as $$
declare
  kept boolean;
begin
  if tg_op = 'TRUNCATE' then
    raise exception 'The audit log cannot be emptied' using errcode = '42501';
  end if;
  if tg_op = 'DELETE' then
    execute 'select not exists (select from was w join app.organizations o on o.id = w.organization_id)' into kept;
    if not kept then
      raise exception 'Lines of the audit log cannot be deleted' using errcode = '42501';
    end if;
    return null;
  end if;
  execute $query$
    select coalesce(bool_and(
      n.id is not null
      and (w.organization_id, w.resource, w.record_id, w.action, w.actor, w.source, w.request_id, w.at)
        is not distinct from (n.organization_id, n.resource, n.record_id, n.action, n.actor, n.source, n.request_id, n.at)
      and (w.seal is null or ((w.seal, w.changes_hash) is not distinct from (n.seal, n.changes_hash)
        and (n.changes_salt is null or w.changes_salt is not distinct from n.changes_salt)))
      and (w.changes is not distinct from n.changes
        or (n.changes is not null and app.is_erased(n.changes)
          and array(select jsonb_object_keys(w.changes) order by 1) = array(select jsonb_object_keys(n.changes) order by 1)))), true)
    from was w left join now_is n on n.id = w.id
  $query$ into kept;
  if not kept then
    raise exception 'Lines of the audit log cannot be changed' using errcode = '42501';
  end if;
  return null;
end $$;
