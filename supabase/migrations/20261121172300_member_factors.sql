-- Whether a member has set a second factor: a yes or no, for those who manage members. Null for everybody else, and for strangers.
create function app.second_factor_of(organization uuid, person uuid) returns boolean
language plpgsql stable security definer set search_path = '' as $$
begin
  if not coalesce(organization = any(app.orgs_with('members.manage')), false) or not exists (
    select from app.memberships m where m.organization_id = organization and m.user_id = person) then
    return null;
  end if;
  return exists (select from auth.mfa_factors f where f.user_id = person and f.status::text = 'verified');
end $$;
revoke execute on function app.second_factor_of(uuid, uuid) from public;
grant execute on function app.second_factor_of(uuid, uuid) to authenticated;
