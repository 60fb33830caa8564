-- Organizations, who belongs to them in which role, and the one gate: app.orgs_with(permission).
create table app.organizations (
  id uuid primary key default app.uuid_v7(),
  name text not null check (length(name) between 1 and 200),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  version int not null default 1
);

create table app.memberships (
  organization_id uuid not null references app.organizations on delete cascade,
  user_id uuid not null references auth.users on delete cascade,
  role text not null check (role in ('owner', 'admin', 'member', 'viewer')),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  version int not null default 1,
  primary key (organization_id, user_id)
);
create index memberships_user_id on app.memberships (user_id, created_at);

create table app.role_permissions (
  role text not null,
  permission text not null,
  primary key (role, permission)
);
insert into app.role_permissions (role, permission)
select role, permission
from (values
  ('contacts.read', array['owner', 'admin', 'member', 'viewer']),
  ('contacts.write', array['owner', 'admin', 'member']),
  ('companies.read', array['owner', 'admin', 'member', 'viewer']),
  ('companies.write', array['owner', 'admin', 'member']),
  ('interactions.read', array['owner', 'admin', 'member', 'viewer']),
  ('interactions.write', array['owner', 'admin', 'member']),
  ('events.read', array['owner', 'admin']),
  ('organization.read', array['owner', 'admin', 'member', 'viewer']),
  ('organization.manage', array['owner', 'admin']),
  ('keys.manage', array['owner', 'admin'])
) as granted (permission, roles), unnest(roles) as role;

create table app.embed_keys (
  id uuid primary key default app.uuid_v7(),
  organization_id uuid not null references app.organizations on delete cascade,
  name text not null check (length(name) between 1 and 200),
  key text not null unique,
  allowed_origins text[] not null,
  widgets text[] not null,
  permissions text[] not null,
  created_by uuid references auth.users on delete set null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  revoked_at timestamptz,
  version int not null default 1
);
create index embed_keys_organization on app.embed_keys (organization_id, id desc);

-- The organizations in which the caller has a permission. People pass by membership and role, embed tokens by their
-- key, which must not be revoked. Policies call it once a statement: `= any((select app.orgs_with('…'))::uuid[])`.
create function app.orgs_with(wanted text) returns uuid[]
language plpgsql stable security definer set search_path = '' as $$
declare
  claims jsonb := auth.jwt();
begin
  if claims ? 'kith_embed' then
    return coalesce((
      select array_agg(k.organization_id) from app.embed_keys k
      where k.id = (claims #>> '{kith_embed,key_id}')::uuid and k.revoked_at is null and wanted = any(k.permissions)
    ), '{}');
  end if;
  return coalesce((
    select array_agg(m.organization_id) from app.memberships m
    join app.role_permissions p on p.role = m.role and p.permission = wanted
    where m.user_id = auth.uid()
  ), '{}');
end $$;
revoke execute on function app.orgs_with(text) from public;
grant execute on function app.orgs_with(text) to authenticated, service_role;

alter table app.organizations enable row level security;
alter table app.memberships enable row level security;
alter table app.role_permissions enable row level security;
alter table app.embed_keys enable row level security;

grant select, update on app.organizations to authenticated;
grant select on app.memberships to authenticated;
grant select on app.role_permissions to authenticated;
grant select, insert, update on app.embed_keys to authenticated;
grant all on app.organizations, app.memberships, app.role_permissions, app.embed_keys to service_role;

create policy read on app.organizations for select to authenticated
  using (id = any((select app.orgs_with('organization.read'))::uuid[]));
create policy change on app.organizations for update to authenticated
  using (id = any((select app.orgs_with('organization.manage'))::uuid[]))
  with check (id = any((select app.orgs_with('organization.manage'))::uuid[]));
create policy read on app.memberships for select to authenticated
  using (organization_id = any((select app.orgs_with('organization.read'))::uuid[]));
create policy read on app.role_permissions for select to authenticated using (true);
create policy read on app.embed_keys for select to authenticated
  using (organization_id = any((select app.orgs_with('keys.manage'))::uuid[]));
create policy add on app.embed_keys for insert to authenticated
  with check (organization_id = any((select app.orgs_with('keys.manage'))::uuid[]));
create policy change on app.embed_keys for update to authenticated
  using (organization_id = any((select app.orgs_with('keys.manage'))::uuid[]))
  with check (organization_id = any((select app.orgs_with('keys.manage'))::uuid[]));

create trigger touch before update on app.organizations for each row execute function app.touch();
create trigger touch before update on app.memberships for each row execute function app.touch();
create trigger touch before update on app.embed_keys for each row execute function app.touch();

-- The organizations of the caller with what they may do there, first joined first. Embed tokens have their key's, without
-- a role.
create function app.my_organizations() returns table (id uuid, name text, role text, permissions text[])
language plpgsql stable security definer set search_path = '' as $$
declare
  claims jsonb := auth.jwt();
begin
  if claims ? 'kith_embed' then
    return query select o.id, o.name, null::text, k.permissions
      from app.embed_keys k join app.organizations o on o.id = k.organization_id
      where k.id = (claims #>> '{kith_embed,key_id}')::uuid and k.revoked_at is null;
  else
    return query select o.id, o.name, m.role,
        array(select p.permission from app.role_permissions p where p.role = m.role order by p.permission)
      from app.memberships m join app.organizations o on o.id = m.organization_id
      where m.user_id = auth.uid() order by m.created_at, m.organization_id;
  end if;
end $$;
revoke execute on function app.my_organizations() from public;
grant execute on function app.my_organizations() to authenticated, service_role;

-- Settles which organization this transaction acts in: the wanted one, else the one joined first, else the embed key's.
-- Refuses callers who do not belong there or lack the permission. Raises KT001 when the caller belongs to none, KT002 when
-- the embed key is gone, 42501 otherwise.
create function app.act_in(wanted uuid, permission text) returns uuid
language plpgsql volatile security definer set search_path = '' as $$
declare
  claims jsonb := auth.jwt();
  place uuid;
begin
  if claims ? 'kith_embed' then
    select k.organization_id into place from app.embed_keys k
    where k.id = (claims #>> '{kith_embed,key_id}')::uuid and k.revoked_at is null;
    if place is null then
      raise exception 'The embed key was revoked' using errcode = 'KT002';
    end if;
  else
    select m.organization_id into place from app.memberships m
    where m.user_id = auth.uid() and (wanted is null or m.organization_id = wanted)
    order by m.created_at, m.organization_id limit 1;
    if place is null and wanted is null then
      raise exception 'The caller belongs to no organization' using errcode = 'KT001';
    end if;
  end if;
  if place is null or place <> coalesce(wanted, place) then
    raise exception 'The caller does not belong to this organization' using errcode = '42501';
  end if;
  if not place = any(app.orgs_with(act_in.permission)) then
    raise exception 'The caller lacks % in this organization', act_in.permission using errcode = '42501';
  end if;
  perform set_config('kith.organization', place::text, true);
  return place;
end $$;
revoke execute on function app.act_in(uuid, text) from public;
grant execute on function app.act_in(uuid, text) to authenticated;

-- The organization that app.act_in settled. Never a gate by itself: policies decide.
create function app.acting_organization() returns uuid language sql stable as $$
  select nullif(current_setting('kith.organization', true), '')::uuid
$$;

-- What the embed session exchange needs to know of a key, for a caller who is nobody yet. Null when there is none.
create function app.embed_key_for_session(wanted_key text) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object('id', k.id, 'organizationId', k.organization_id, 'allowedOrigins', k.allowed_origins,
    'widgets', k.widgets)
  from app.embed_keys k where k.key = wanted_key and k.revoked_at is null
$$;
revoke execute on function app.embed_key_for_session(text) from public;
grant execute on function app.embed_key_for_session(text) to anon, authenticated, service_role;
