-- A read tells who asks and settles where it acts in one statement, before it takes the caller's role: the pool's own role calls
-- the gate. It learns nothing by that, for the gate answers for whom the claims name.
grant usage on schema app to authenticator;
grant execute on function app.act_in(uuid, text) to authenticator;

-- The gate, reading the claims once: a list asks it for each table that it reads, ten times and more.
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
      where k.id = caller and k.revoked_at is null and wanted = any(k.permissions));
  end if;
  caller := nullif(claims ->> 'sub', '');
  return array(
    select m.organization_id from app.memberships m
    where m.user_id = caller
      and exists (select from app.role_permissions p where p.role = m.role and p.permission = wanted));
end $$;
