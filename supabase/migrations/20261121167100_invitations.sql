-- Invitations into an organization, by mail.
create table app.invitations (
  id uuid primary key default app.uuid_v7(),
  organization_id uuid not null references app.organizations on delete cascade,
  email text not null check (length(email) between 3 and 254 and email = lower(email)),
  role text not null check (role in ('owner', 'admin', 'member', 'viewer')),
  -- SHA-256 of the newest mail's token, which has 256 random bits.
  token_hash bytea not null unique check (length(token_hash) = 32),
  -- The language of its mails: the inviter's.
  language text not null check (language in ('en', 'ru')),
  invited_by uuid references auth.users on delete set null,
  expires_at timestamptz not null,
  accepted_at timestamptz,
  accepted_by uuid references auth.users on delete set null,
  revoked_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  version int not null default 1
);
create unique index invitations_open on app.invitations (organization_id, email)
  where accepted_at is null and revoked_at is null;
create index invitations_newest on app.invitations (organization_id, id desc);
create trigger touch before update on app.invitations for each row execute function app.touch();
select app.keep_audit('app.invitations', 'invitation', '{token_hash}');
insert into app.event_subjects (subject_type, permission) values ('invitation', 'members.manage');

alter table app.invitations enable row level security;
grant select (id, organization_id, email, role, language, invited_by, expires_at, accepted_at, accepted_by, revoked_at, created_at,
  updated_at, version) on app.invitations to authenticated;
grant insert (organization_id, email, role, token_hash, language, invited_by, expires_at) on app.invitations to authenticated;
grant update (token_hash, expires_at, revoked_at) on app.invitations to authenticated;
grant all on app.invitations to service_role;
create policy read on app.invitations for select to authenticated
  using (organization_id = any((select app.orgs_with('members.manage'))::uuid[]));
-- Only owners make owners. Nobody is invited into a sandbox: its members follow its organization's.
create policy add on app.invitations for insert to authenticated
  with check (
    organization_id = any((select app.orgs_with('members.manage'))::uuid[]) and invited_by = (select auth.uid())
    and (role <> 'owner' or organization_id = any((select app.orgs_with('owners.manage'))::uuid[]))
    and not exists (select from app.organizations o where o.id = invitations.organization_id and o.sandbox_of is not null));
create policy change on app.invitations for update to authenticated
  using (
    organization_id = any((select app.orgs_with('members.manage'))::uuid[])
    and (role <> 'owner' or organization_id = any((select app.orgs_with('owners.manage'))::uuid[])))
  with check (
    organization_id = any((select app.orgs_with('members.manage'))::uuid[])
    and (role <> 'owner' or organization_id = any((select app.orgs_with('owners.manage'))::uuid[])));
create trigger live_insert after insert on app.invitations referencing new table as changed
  for each statement execute function app.broadcast_organization('organization_id');
create trigger live_update after update on app.invitations referencing new table as changed
  for each statement execute function app.broadcast_organization('organization_id');

-- What the holder of a mail is told before signing in. Null for a token that is unknown, revoked or replaced.
create function app.invitation_for_token(given_hash bytea) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object('organization', o.name, 'email', i.email, 'role', i.role, 'expiresAt', i.expires_at,
    'invitedBy', case when u.id is not null then app.name_of_person(u.raw_user_meta_data, u.email::text) end,
    'state', case when i.accepted_at is not null then 'accepted' when i.expires_at <= now() then 'expired' else 'open' end)
  from app.invitations i join app.organizations o on o.id = i.organization_id left join auth.users u on u.id = i.invited_by
  where i.token_hash = given_hash and i.revoked_at is null
$$;
revoke execute on function app.invitation_for_token(bytea) from public;
grant execute on function app.invitation_for_token(bytea) to anon, authenticated;

-- Makes the caller a member, whose own confirmed address must be the invited one. Doing it again changes nothing; who is a member
-- already keeps their role. Raises KT072 for a token that nobody holds now, KT073 for somebody else's, KT074 when the address is
-- not confirmed, KT075 when it was used or its time is over, 42501 for whoever is no person.
-- `wanted` is the organization that the request says it acts in.
create function app.accept_invitation(given_hash bytea, wanted uuid, correlation text) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  caller uuid := auth.uid();
  person auth.users;
  invitation app.invitations;
  actor jsonb := app.audit_actor();
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
  if person.email_confirmed_at is null then
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
    select jsonb_build_object('id', o.id, 'name', o.name, 'role', m.role, 'sandboxOf', o.sandbox_of)
    from app.memberships m join app.organizations o on o.id = m.organization_id
    where m.organization_id = invitation.organization_id and m.user_id = caller);
end $$;
revoke execute on function app.accept_invitation(bytea, uuid, text) from public;
grant execute on function app.accept_invitation(bytea, uuid, text) to authenticated;
