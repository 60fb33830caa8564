-- Offers to undo: whoever changed something holds a token that takes it back, once, for some minutes.
insert into app.role_permissions (role, permission)
select role, 'undo.use' from unnest(array['owner', 'admin', 'member']) as role;

create table app.undo_offers (
  id uuid primary key default app.uuid_v7(),
  organization_id uuid not null references app.organizations on delete cascade,
  -- Whoever made the change; nobody else can take it back with the token.
  actor_id uuid not null,
  -- SHA-256 of the token, in hex. The token itself has 256 random bits.
  token_hash text not null check (length(token_hash) = 64),
  kind text not null,
  -- What it takes to undo, by kind (backend/src/undo/registry.ts). May hold what a person wrote: goes soon after the offer ends.
  payload jsonb not null,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  used_at timestamptz,
  unique (organization_id, token_hash)
);
create index undo_offers_age on app.undo_offers (expires_at);
alter table app.undo_offers enable row level security;
grant select, insert, update on app.undo_offers to authenticated;
grant all on app.undo_offers to service_role;
create policy own on app.undo_offers to authenticated
  using (actor_id = (select auth.uid()) and organization_id = any((select app.orgs_with('undo.use'))::uuid[]))
  with check (actor_id = (select auth.uid()) and organization_id = any((select app.orgs_with('undo.use'))::uuid[]));
