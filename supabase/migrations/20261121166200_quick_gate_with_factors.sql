-- As before, with the claims read once: auth.uid() would parse them again, at every read.
create or replace function app.orgs_with(wanted text) returns uuid[]
language plpgsql stable security definer set search_path = '' as $$
declare
  claims jsonb := auth.jwt();
  caller uuid;
  both_factors boolean;
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
  both_factors := coalesce(claims ->> 'aal' = 'aal2', false);
  return array(
    select m.organization_id from app.memberships m
    where m.user_id = caller
      and exists (select from app.role_permissions p where p.role = m.role and p.permission = wanted)
      and (both_factors or not exists (
        select from app.organizations o where o.id = m.organization_id and o.mfa_required)));
end $$;
