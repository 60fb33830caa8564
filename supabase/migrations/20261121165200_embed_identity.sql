-- Embed keys for pages where each visitor sees only what is theirs: the page's own server vouches for the visitor with a signed
-- token, and row-level security shows the records of that person alone.
alter table app.embed_keys
  add column identified boolean not null default false,
  drop constraint embed_keys_segment_kept,
  -- Bounded keys show nothing by their permissions alone: by a view, by who looks, or both.
  add constraint embed_keys_bounded check (
    revoked_at is not null or segmented = (segment_id is not null or identified));

-- What the page's server signs with, sealed under the install's key. Nobody reads it back.
create table app.embed_identities (
  embed_key_id uuid primary key references app.embed_keys on delete cascade,
  organization_id uuid not null references app.organizations on delete cascade,
  sealed text not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index embed_identities_organization on app.embed_identities (organization_id);
alter table app.embed_identities enable row level security;
grant insert on app.embed_identities to authenticated;
grant all on app.embed_identities to service_role;
create policy add on app.embed_identities for insert to authenticated
  with check (
    organization_id = any((select app.orgs_with('keys.manage'))::uuid[])
    and exists (
      select from app.embed_keys k
      where k.organization_id = embed_identities.organization_id and k.id = embed_identities.embed_key_id and k.identified));

-- Tokens of visitors that were used: each opens one session.
create table app.embed_identity_uses (
  embed_key_id uuid not null references app.embed_keys on delete cascade,
  -- SHA-256 of the token's id.
  token_hash bytea not null check (length(token_hash) = 32),
  expires_at timestamptz not null,
  primary key (embed_key_id, token_hash)
);
create index embed_identity_uses_age on app.embed_identity_uses (expires_at);
alter table app.embed_identity_uses enable row level security;
grant all on app.embed_identity_uses to service_role;

create or replace function app.embed_key_for_session(wanted_key text) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object('id', k.id, 'organizationId', k.organization_id, 'allowedOrigins', k.allowed_origins,
    'widgets', k.widgets, 'segmented', k.segmented, 'identified', k.identified,
    'sealed', (select i.sealed from app.embed_identities i where i.embed_key_id = k.id))
  from app.embed_keys k where k.key = wanted_key and k.revoked_at is null
$$;

-- Notes that a visitor's token was used. False: it was used before.
create function app.use_embed_identity(embed_key uuid, token_hash bytea, expires_at timestamptz) returns boolean
language plpgsql security definer set search_path = '' as $$
begin
  insert into app.embed_identity_uses values (embed_key, token_hash, expires_at) on conflict do nothing;
  return found;
end $$;
revoke execute on function app.use_embed_identity(uuid, bytea, timestamptz) from public;
grant execute on function app.use_embed_identity(uuid, bytea, timestamptz) to anon;

-- The contacts who have the visitor's address. The token was signed by this install, which checked who vouched for it.
create function app.visitor_contacts(organization uuid) returns setof uuid
language sql stable security definer set search_path = '' as $$
  select c.id from app.contact_points p
  join app.contacts c on c.organization_id = p.organization_id and c.id = p.contact_id and c.deleted_at is null
  where p.organization_id = organization and p.kind = 'email'
    and p.normalized = (select auth.jwt() #>> '{kith_embed,visitor}')
$$;
revoke execute on function app.visitor_contacts(uuid) from public;

-- As before; of a key that asks who looks, only what hangs on that person.
create or replace function app.segment_records(kind text) returns setof uuid
language plpgsql stable security definer set search_path = '' rows 1000 as $$
declare
  claims jsonb := auth.jwt();
  embed_key uuid := (claims #>> '{kith_embed,key_id}')::uuid;
  bound record;
  visitor uuid[];
begin
  select k.organization_id, k.identified, k.segment_id, v.resource into bound
  from app.embed_keys k left join app.views v on v.organization_id = k.organization_id and v.id = k.segment_id
  where k.id = embed_key and k.revoked_at is null and k.segmented;
  if not found then
    return;
  end if;
  if bound.identified then
    visitor := array(select app.visitor_contacts(bound.organization_id));
    return query
      select one.id from (
        select v.id from unnest(visitor) as v (id) where segment_records.kind = 'contact'
        union select c.company_id from app.contacts c
          where segment_records.kind = 'company' and c.organization_id = bound.organization_id and c.id = any(visitor)
            and c.company_id is not null
        union select dc.deal_id from app.deal_contacts dc
          where segment_records.kind = 'deal' and dc.organization_id = bound.organization_id and dc.contact_id = any(visitor)) one
      where bound.segment_id is null or one.id in (select app.bounded_records(segment_records.kind, bound.segment_id, bound.resource));
  else
    return query select app.bounded_records(segment_records.kind, bound.segment_id, bound.resource);
  end if;
end $$;

-- The records of one kind that a view shows: its own, and those that they name, such as their company.
create function app.bounded_records(kind text, segment uuid, resource text) returns setof uuid
language plpgsql stable security definer set search_path = '' rows 1000 as $$
begin
  if (kind, resource) in (('contact', 'contacts'), ('company', 'companies'), ('deal', 'deals')) then
    return query select app.segment_ids(segment);
  elsif kind = 'company' and resource = 'contacts' then
    return query select distinct c.company_id from app.contacts c
      where c.id in (select app.segment_ids(segment)) and c.company_id is not null;
  elsif kind = 'company' and resource = 'deals' then
    return query select distinct d.company_id from app.deals d
      where d.id in (select app.segment_ids(segment)) and d.company_id is not null;
  elsif kind = 'contact' and resource = 'deals' then
    return query select distinct dc.contact_id from app.deal_contacts dc where dc.deal_id in (select app.segment_ids(segment));
  end if;
end $$;
revoke execute on function app.bounded_records(text, uuid, text) from public;
