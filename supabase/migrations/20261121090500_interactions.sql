-- Interactions: one message with a contact on any channel. Subject and text stand in rows of their own, because row-level
-- security hides rows, not columns: colleagues of the logger see what the visibility allows.
create table app.interactions (
  id uuid primary key default app.uuid_v7(),
  organization_id uuid not null references app.organizations on delete cascade,
  contact_id uuid not null,
  channel text not null check (channel ~ '^[a-z][a-z0-9_]{1,31}$'),
  direction text not null check (direction in ('inbound', 'outbound')),
  external_id text not null check (length(external_id) between 1 and 500),
  thread_id text check (length(thread_id) <= 500),
  occurred_at timestamptz not null,
  visibility text not null default 'subject' check (visibility in ('metadata', 'subject', 'full')),
  has_body boolean not null default false,
  logged_by uuid references auth.users on delete set null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  deleted_at timestamptz,
  version int not null default 1,
  unique (organization_id, id),
  unique (organization_id, channel, external_id),
  foreign key (organization_id, contact_id) references app.contacts (organization_id, id) on delete cascade
);
create index interactions_timeline on app.interactions (organization_id, contact_id, occurred_at desc, id desc)
  where deleted_at is null;

create table app.interaction_texts (
  interaction_id uuid not null,
  part text not null check (part in ('subject', 'body')),
  organization_id uuid not null references app.organizations on delete cascade,
  -- Copied from the interaction so that the policy needs no join.
  logged_by uuid references auth.users on delete set null,
  visibility text not null check (visibility in ('metadata', 'subject', 'full')),
  content text not null check (length(content) <= 200000),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (interaction_id, part),
  foreign key (organization_id, interaction_id) references app.interactions (organization_id, id) on delete cascade
);
create index interaction_texts_organization on app.interaction_texts (organization_id, interaction_id);

-- Keeps a contact's last interaction, which lists sort by. Touches only contacts whose value really changes.
create function app.keep_last_interaction() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  update app.contacts c set last_interaction_at = latest.at, active_at = coalesce(latest.at, c.created_at)
  from (
    select t.contact_id, (
      select max(i.occurred_at) from app.interactions i
      where i.organization_id = t.organization_id and i.contact_id = t.contact_id and i.deleted_at is null) as at
    from (select distinct organization_id, contact_id from changed) t
  ) latest
  where c.id = latest.contact_id and c.last_interaction_at is distinct from latest.at;
  return null;
end $$;
revoke execute on function app.keep_last_interaction() from public;

-- Forgetting takes the texts with it, whoever does it: an admin may forget what the visibility hides from them.
create function app.forget_texts() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  delete from app.interaction_texts where interaction_id = new.id;
  new.has_body := false;
  return new;
end $$;
revoke execute on function app.forget_texts() from public;

create trigger forget_texts before update of deleted_at on app.interactions
  for each row when (old.deleted_at is null and new.deleted_at is not null) execute function app.forget_texts();
create trigger touch before update on app.interactions for each row execute function app.touch();
create trigger keep_last_insert after insert on app.interactions referencing new table as changed
  for each statement execute function app.keep_last_interaction();
create trigger keep_last_update after update on app.interactions referencing new table as changed
  for each statement execute function app.keep_last_interaction();
create trigger live_insert after insert on app.interactions referencing new table as changed
  for each statement execute function app.broadcast('interactions', 'contact_id');
create trigger live_update after update on app.interactions referencing new table as changed
  for each statement execute function app.broadcast('interactions', 'contact_id');

alter table app.interactions enable row level security;
alter table app.interaction_texts enable row level security;
grant select, insert, update on app.interactions to authenticated;
grant select, insert on app.interaction_texts to authenticated;
grant all on app.interactions, app.interaction_texts to service_role;
create policy read on app.interactions for select to authenticated
  using (organization_id = any((select app.orgs_with('interactions.read'))::uuid[]));
create policy add on app.interactions for insert to authenticated
  with check (organization_id = any((select app.orgs_with('interactions.write'))::uuid[]) and logged_by = (select auth.uid()));
-- A log belongs to who made it, and to those who manage the organization. What was forgotten, anybody may log anew as theirs.
create policy change on app.interactions for update to authenticated
  using (
    organization_id = any((select app.orgs_with('interactions.write'))::uuid[])
    and (logged_by = (select auth.uid()) or deleted_at is not null
      or organization_id = any((select app.orgs_with('organization.manage'))::uuid[])))
  with check (
    organization_id = any((select app.orgs_with('interactions.write'))::uuid[])
    and (logged_by = (select auth.uid()) or organization_id = any((select app.orgs_with('organization.manage'))::uuid[])));
create policy read on app.interaction_texts for select to authenticated
  using (
    organization_id = any((select app.orgs_with('interactions.read'))::uuid[])
    and (logged_by = (select auth.uid()) or visibility = 'full' or (visibility = 'subject' and part = 'subject')));
create policy add on app.interaction_texts for insert to authenticated
  with check (
    organization_id = any((select app.orgs_with('interactions.write'))::uuid[]) and logged_by = (select auth.uid())
    and exists (
      select from app.interactions i
      where i.organization_id = interaction_texts.organization_id and i.id = interaction_texts.interaction_id
        and i.logged_by = (select auth.uid()) and i.visibility = interaction_texts.visibility and i.deleted_at is null));
