-- API keys: a server's own credential, with permissions of its own. A key is no person: auth.uid() is null for it.
create table app.api_keys (
  id uuid primary key default app.uuid_v7(),
  organization_id uuid not null references app.organizations on delete cascade,
  name text not null check (length(name) between 1 and 200),
  mode text not null check (mode in ('live', 'test')),
  -- How it begins, to tell keys apart: the key itself is not kept.
  prefix text not null check (length(prefix) between 8 and 20),
  -- SHA-256 of the key, which has 256 random bits.
  hash bytea not null unique check (length(hash) = 32),
  permissions text[] not null check (cardinality(permissions) between 1 and 100),
  -- Addresses it may come from; none: from everywhere.
  allowed_ips cidr[] not null default '{}' check (cardinality(allowed_ips) <= 50),
  -- Requests a minute; null: as the install says.
  rate_limit int check (rate_limit between 1 and 100000),
  expires_at timestamptz,
  revoked_at timestamptz,
  last_used_at timestamptz,
  last_used_ip inet,
  -- The key that it took the place of, which goes on for a day.
  replaces uuid references app.api_keys on delete set null,
  created_by uuid references auth.users on delete set null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  version int not null default 1
);
create index api_keys_organization on app.api_keys (organization_id, id desc);
create trigger touch before update on app.api_keys for each row execute function app.touch();
select app.keep_audit('app.api_keys', 'api_key', '{hash,last_used_at,last_used_ip}');
insert into app.event_subjects (subject_type, permission) values ('api_key', 'keys.manage');

-- Where test keys work: an organization beside the real one, made with its first test key.
alter table app.organizations add column sandbox_of uuid unique references app.organizations on delete cascade;

-- What a key may be given: what its maker may do, without what is a person's to decide or to own.
create function app.grantable_to_keys(organization uuid) returns text[]
language sql stable security definer set search_path = '' as $$
  select coalesce(array_agg(p.permission order by p.permission), '{}')
  from app.memberships m join app.role_permissions p on p.role = m.role
  where m.organization_id = organization and m.user_id = (select auth.uid())
    and p.permission <> all(array['keys.manage', 'organization.manage', 'views.write', 'jobs.read', 'jobs.write',
      'imports.read', 'imports.run'])
$$;
revoke execute on function app.grantable_to_keys(uuid) from public;
grant execute on function app.grantable_to_keys(uuid) to authenticated;

alter table app.api_keys enable row level security;
grant select (id, organization_id, name, mode, prefix, permissions, allowed_ips, rate_limit, expires_at, revoked_at, last_used_at,
  last_used_ip, replaces, created_by, created_at, updated_at, version) on app.api_keys to authenticated;
grant insert (organization_id, name, mode, prefix, hash, permissions, allowed_ips, rate_limit, expires_at, replaces, created_by)
  on app.api_keys to authenticated;
grant update (name, allowed_ips, rate_limit, expires_at, revoked_at) on app.api_keys to authenticated;
grant all on app.api_keys to service_role;
create policy read on app.api_keys for select to authenticated
  using (organization_id = any((select app.orgs_with('keys.manage'))::uuid[]));
create policy add on app.api_keys for insert to authenticated
  with check (
    organization_id = any((select app.orgs_with('keys.manage'))::uuid[]) and created_by = (select auth.uid())
    and permissions <@ app.grantable_to_keys(organization_id));
create policy change on app.api_keys for update to authenticated
  using (organization_id = any((select app.orgs_with('keys.manage'))::uuid[]))
  with check (organization_id = any((select app.orgs_with('keys.manage'))::uuid[]));
create trigger live_insert after insert on app.api_keys referencing new table as changed
  for each statement execute function app.broadcast('api_keys');
create trigger live_update after update on app.api_keys referencing new table as changed
  for each statement execute function app.broadcast('api_keys');

-- The sandbox of an organization, made when it is first asked for. Whoever manages the organization manages it, too.
create function app.sandbox_of(organization uuid) returns uuid
language plpgsql security definer set search_path = '' as $$
declare
  sandbox uuid;
begin
  if not coalesce(organization = any(app.orgs_with('keys.manage')), false) then
    raise exception 'The caller may not manage keys in this organization' using errcode = '42501';
  end if;
  perform from app.organizations o where o.id = organization for update;
  select o.id into sandbox from app.organizations o where o.sandbox_of = organization;
  if sandbox is null then
    insert into app.organizations (name, sandbox_of)
    select left(o.name, 190) || ' (test)', o.id from app.organizations o where o.id = organization and o.sandbox_of is null
    returning id into sandbox;
  end if;
  -- A sandbox has none of its own: it is its own.
  sandbox := coalesce(sandbox, organization);
  insert into app.memberships (organization_id, user_id, role)
  select sandbox, m.user_id, m.role from app.memberships m
  where m.organization_id = organization and m.role in ('owner', 'admin')
  on conflict do nothing;
  return sandbox;
end $$;
revoke execute on function app.sandbox_of(uuid) from public;
grant execute on function app.sandbox_of(uuid) to authenticated;

-- What a request with this key may rely on; null for a key that is unknown, revoked or over. Notes its use, once a minute.
create function app.api_key_for_request(key_hash bytea, address inet) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  found app.api_keys;
begin
  select * into found from app.api_keys k
  where k.hash = key_hash and k.revoked_at is null and (k.expires_at is null or k.expires_at > now());
  if found.id is null then
    return null;
  end if;
  if found.last_used_at is null or found.last_used_at < now() - interval '1 minute' then
    update app.api_keys set last_used_at = now(), last_used_ip = address where id = found.id;
  end if;
  return jsonb_build_object('id', found.id, 'organizationId', found.organization_id, 'allowedIps', found.allowed_ips,
    'rateLimit', found.rate_limit);
end $$;
revoke execute on function app.api_key_for_request(bytea, inet) from public;
grant execute on function app.api_key_for_request(bytea, inet) to anon;

-- Who acts: the key, or the person. Not who made something: keys make nothing of their own.
create function app.caller_id() returns uuid language sql stable set search_path = '' as $$
  select coalesce((auth.jwt() #>> '{kith_key,key_id}')::uuid, auth.uid())
$$;
create function app.is_key() returns boolean language sql stable set search_path = '' as $$
  select coalesce(auth.jwt() ? 'kith_key', false)
$$;

create or replace function app.orgs_with(wanted text) returns uuid[]
language plpgsql stable security definer set search_path = '' as $$
declare
  claims jsonb := auth.jwt();
  caller uuid;
begin
  if claims ? 'kith_embed' then
    caller := (claims #>> '{kith_embed,key_id}')::uuid;
    return array(
      select k.organization_id from app.embed_keys k
      where k.id = caller and k.revoked_at is null and wanted = any(k.permissions)
        and not (k.segmented and app.of_records(wanted)));
  end if;
  if claims ? 'kith_key' then
    caller := (claims #>> '{kith_key,key_id}')::uuid;
    return array(
      select k.organization_id from app.api_keys k
      where k.id = caller and k.revoked_at is null and (k.expires_at is null or k.expires_at > now())
        and wanted = any(k.permissions));
  end if;
  caller := auth.uid();
  return array(
    select m.organization_id from app.memberships m
    where m.user_id = caller
      and exists (select from app.role_permissions p where p.role = m.role and p.permission = wanted));
end $$;

-- As before, with the sandbox's parent, and for keys.
drop function app.my_organizations();
create function app.my_organizations() returns table (id uuid, name text, role text, permissions text[], sandbox_of uuid)
language plpgsql stable security definer set search_path = '' as $$
declare
  claims jsonb := auth.jwt();
  caller uuid;
begin
  if claims ? 'kith_embed' then
    caller := (claims #>> '{kith_embed,key_id}')::uuid;
    return query select o.id, o.name, null::text, k.permissions, o.sandbox_of
      from app.embed_keys k join app.organizations o on o.id = k.organization_id
      where k.id = caller and k.revoked_at is null;
  elsif claims ? 'kith_key' then
    caller := (claims #>> '{kith_key,key_id}')::uuid;
    return query select o.id, o.name, null::text, k.permissions, o.sandbox_of
      from app.api_keys k join app.organizations o on o.id = k.organization_id
      where k.id = caller and k.revoked_at is null and (k.expires_at is null or k.expires_at > now());
  else
    caller := auth.uid();
    return query select o.id, o.name, m.role,
        array(select p.permission from app.role_permissions p where p.role = m.role order by p.permission), o.sandbox_of
      from app.memberships m join app.organizations o on o.id = m.organization_id
      where m.user_id = caller order by m.created_at, m.organization_id;
  end if;
end $$;
revoke execute on function app.my_organizations() from public;
grant execute on function app.my_organizations() to authenticated;

create or replace function app.act_in(wanted uuid, permission text) returns uuid
language plpgsql volatile security definer set search_path = '' as $$
declare
  claims jsonb := auth.jwt();
  caller uuid;
  place uuid;
  allowed boolean;
begin
  if claims ? 'kith_embed' then
    caller := (claims #>> '{kith_embed,key_id}')::uuid;
    select k.organization_id, act_in.permission = any(k.permissions) into place, allowed
    from app.embed_keys k where k.id = caller and k.revoked_at is null;
    if place is null then
      raise exception 'The embed key was revoked' using errcode = 'KT002';
    end if;
  elsif claims ? 'kith_key' then
    caller := (claims #>> '{kith_key,key_id}')::uuid;
    select k.organization_id, act_in.permission = any(k.permissions) into place, allowed
    from app.api_keys k where k.id = caller and k.revoked_at is null and (k.expires_at is null or k.expires_at > now());
    if place is null then
      raise exception 'The API key was revoked' using errcode = 'KT004';
    end if;
  else
    caller := auth.uid();
    select m.organization_id, exists (
        select from app.role_permissions p where p.role = m.role and p.permission = act_in.permission)
      into place, allowed
    from app.memberships m
    where m.user_id = caller and (wanted is null or m.organization_id = wanted)
    order by m.created_at, m.organization_id limit 1;
    if place is null and wanted is null then
      raise exception 'The caller belongs to no organization' using errcode = 'KT001';
    end if;
  end if;
  if place is null or place <> coalesce(wanted, place) then
    raise exception 'The caller does not belong to this organization' using errcode = '42501';
  end if;
  if not allowed then
    raise exception 'The caller lacks % in this organization', act_in.permission using errcode = '42501';
  end if;
  perform set_config('kith.organization', place::text, true);
  return place;
end $$;

create or replace function app.audit_actor() returns jsonb language sql stable as $$
  select case
    when coalesce(claims, '{}') ? 'kith_embed' then jsonb_build_object('kind', 'embed', 'id', claims #>> '{kith_embed,key_id}')
    when coalesce(claims, '{}') ? 'kith_key' then jsonb_build_object('kind', 'key', 'id', claims #>> '{kith_key,key_id}')
    when claims ->> 'sub' is not null then jsonb_build_object('kind', 'user', 'id', claims ->> 'sub')
    else jsonb_build_object('kind', 'system', 'id', null)
  end from (select auth.jwt() as claims) as caller
$$;

-- As before; whom the claims name is said in one place.
create or replace function app.record_events(
  organization_id uuid, type text, subject_type text, happened jsonb, correlation_id text
) returns void language plpgsql security definer set search_path = '' as $$
declare
  permission text := (select s.permission from app.event_subjects s where s.subject_type = record_events.subject_type);
  actor jsonb := app.audit_actor();
begin
  if not coalesce(record_events.organization_id = any(app.orgs_with(permission)), false) then
    raise exception 'The caller may not change a % in this organization', record_events.subject_type
      using errcode = '42501';
  end if;
  insert into app.events (organization_id, type, subject_type, subject_id, actor, payload, correlation_id)
  select record_events.organization_id, record_events.type, record_events.subject_type, (one ->> 'id')::uuid, actor,
    one -> 'payload', record_events.correlation_id
  from jsonb_array_elements(happened) as one;
end $$;

-- What a key wrote is nobody's: keys go on with it, and those who manage the organization.
drop policy own on app.idempotency_keys;
create policy own on app.idempotency_keys to authenticated
  using (actor_id = (select app.caller_id()) and organization_id = any((select app.orgs_with('organization.read'))::uuid[]))
  with check (actor_id = (select app.caller_id()) and organization_id = any((select app.orgs_with('organization.read'))::uuid[]));
drop policy own on app.undo_offers;
create policy own on app.undo_offers to authenticated
  using (actor_id = (select app.caller_id()) and organization_id = any((select app.orgs_with('undo.use'))::uuid[]))
  with check (actor_id = (select app.caller_id()) and organization_id = any((select app.orgs_with('undo.use'))::uuid[]));
drop policy add on app.interactions;
create policy add on app.interactions for insert to authenticated
  with check (
    organization_id = any((select app.orgs_with('interactions.write'))::uuid[])
    and (logged_by = (select auth.uid()) or (logged_by is null and (select app.is_key()))));
drop policy change on app.interactions;
create policy change on app.interactions for update to authenticated
  using (
    organization_id = any((select app.orgs_with('interactions.write'))::uuid[])
    and (logged_by = (select auth.uid()) or deleted_at is not null or (logged_by is null and (select app.is_key()))
      or organization_id = any((select app.orgs_with('organization.manage'))::uuid[])))
  with check (
    organization_id = any((select app.orgs_with('interactions.write'))::uuid[])
    and (logged_by = (select auth.uid()) or (logged_by is null and (select app.is_key()))
      or organization_id = any((select app.orgs_with('organization.manage'))::uuid[])));
drop policy add on app.interaction_texts;
create policy add on app.interaction_texts for insert to authenticated
  with check (
    organization_id = any((select app.orgs_with('interactions.write'))::uuid[])
    and (logged_by = (select auth.uid()) or (logged_by is null and (select app.is_key())))
    and exists (
      select from app.interactions i
      where i.organization_id = interaction_texts.organization_id and i.id = interaction_texts.interaction_id
        and i.logged_by is not distinct from interaction_texts.logged_by
        and i.visibility = interaction_texts.visibility and i.deleted_at is null));
drop policy add on app.notes;
create policy add on app.notes for insert to authenticated
  with check (
    organization_id = any((select app.orgs_with('notes.write'))::uuid[])
    and (author_id = (select auth.uid()) or (author_id is null and (select app.is_key()))));
