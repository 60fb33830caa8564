-- An invitation is for whoever has proven that the address is theirs. Where sign-ups are not confirmed, anybody may have made an account
-- with it (auth.users.email_proven_at, which a Supabase project does not have: there confirming is proving).
create or replace function app.accept_invitation(given_hash bytea, wanted uuid, correlation text) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  caller uuid := auth.uid();
  person auth.users;
  invitation app.invitations;
  actor jsonb := app.audit_actor();
  known jsonb;
begin
  select * into person from auth.users u where u.id = caller;
  if person.id is null or auth.jwt() ? 'kith_embed'
    or (wanted is not null and not wanted = any(app.orgs_with('organization.read'))) then
    raise exception 'The caller may not accept invitations here' using errcode = '42501';
  end if;
  select * into invitation from app.invitations i where i.token_hash = given_hash and i.revoked_at is null for update;
  if invitation.id is null then
    raise exception 'No such invitation' using errcode = 'KT072';
  end if;
  if lower(person.email) is distinct from invitation.email then
    raise exception 'The invitation is for another address' using errcode = 'KT073';
  end if;
  known := to_jsonb(person);
  if person.email_confirmed_at is null or (known ? 'email_proven_at' and known ->> 'email_proven_at' is null) then
    raise exception 'The address is not confirmed' using errcode = 'KT074';
  end if;
  if invitation.accepted_at is null and invitation.expires_at > now() then
    update app.invitations set accepted_at = now(), accepted_by = caller where id = invitation.id;
    insert into app.memberships (organization_id, user_id, role)
    values (invitation.organization_id, caller, invitation.role) on conflict do nothing;
    insert into app.events (organization_id, type, subject_type, subject_id, actor, payload, correlation_id)
    values
      (invitation.organization_id, 'invitation.accepted', 'invitation', invitation.id, actor, '{}', correlation),
      (invitation.organization_id, 'member.joined', 'member', caller, actor,
        jsonb_build_object('role', invitation.role), correlation);
  elsif invitation.accepted_by is distinct from caller or not exists (
      select from app.memberships m where m.organization_id = invitation.organization_id and m.user_id = caller) then
    raise exception 'The invitation was used, or its time is over' using errcode = 'KT075';
  end if;
  return (
    select jsonb_build_object('id', o.id, 'name', o.name, 'role', m.role, 'roleName', r.name, 'sandboxOf', o.sandbox_of)
    from app.memberships m join app.organizations o on o.id = m.organization_id
    left join app.roles r on r.organization_id = m.organization_id and r.id = m.custom_role
    where m.organization_id = invitation.organization_id and m.user_id = caller);
end $$;

select app.open_reading();
