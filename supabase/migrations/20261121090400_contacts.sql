-- Contacts and their contact points. A normalised point belongs to one contact of an organization, deleted ones included,
-- so that a capture finds the deleted person and offers to restore them.
create table app.contacts (
  id uuid primary key default app.uuid_v7(),
  organization_id uuid not null references app.organizations on delete cascade,
  name text not null check (length(name) between 1 and 10000),
  title text,
  company_id uuid,
  notes text,
  -- Folded name, title, company and points, kept by trigger, for search.
  search text not null default '',
  last_interaction_at timestamptz,
  -- What lists sort by: the last interaction, else the creation.
  active_at timestamptz not null default now(),
  created_by uuid references auth.users on delete set null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  deleted_at timestamptz,
  version int not null default 1,
  unique (organization_id, id),
  foreign key (organization_id, company_id) references app.companies (organization_id, id)
);
create index contacts_by_activity on app.contacts (organization_id, active_at desc, id desc) where deleted_at is null;
create index contacts_deleted on app.contacts (organization_id, deleted_at desc, id desc) where deleted_at is not null;
create index contacts_by_company on app.contacts (organization_id, company_id);
create index contacts_search on app.contacts using gin (organization_id, search extensions.gin_trgm_ops);

create table app.contact_points (
  id uuid primary key default app.uuid_v7(),
  organization_id uuid not null references app.organizations on delete cascade,
  contact_id uuid not null,
  kind text not null check (kind in ('email', 'phone', 'telegram', 'linkedin', 'url')),
  value text not null check (length(value) between 1 and 2000),
  normalized text not null check (length(normalized) between 1 and 2000),
  -- Where it stands among the contact's points; the first is the one to use first.
  position int not null default 0,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  version int not null default 1,
  unique (organization_id, kind, normalized),
  foreign key (organization_id, contact_id) references app.contacts (organization_id, id) on delete cascade
);
create index contact_points_contact on app.contact_points (organization_id, contact_id, position, id);

create function app.contact_search_text(contact app.contacts) returns text
language sql stable security definer set search_path = '' as $$
  select app.fold(concat_ws(' ', left(contact.name, 500), left(contact.title, 200),
    (select c.name from app.companies c where c.id = contact.company_id and c.deleted_at is null),
    (select string_agg(p.value || ' ' || p.normalized, ' ' order by p.id) from app.contact_points p
      where p.organization_id = contact.organization_id and p.contact_id = contact.id)))
$$;
revoke execute on function app.contact_search_text(app.contacts) from public;

create function app.index_contact() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  new.search := app.contact_search_text(new);
  return new;
end $$;
revoke execute on function app.index_contact() from public;

-- Points and company names are part of a contact's search text.
create function app.reindex_contacts_of_points() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  update app.contacts c set search = app.contact_search_text(c)
  where c.id in (select distinct contact_id from changed);
  return null;
end $$;
revoke execute on function app.reindex_contacts_of_points() from public;

create function app.reindex_contacts_of_companies() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  update app.contacts c set search = app.contact_search_text(c)
  where (c.organization_id, c.company_id) in (select organization_id, id from changed);
  return null;
end $$;
revoke execute on function app.reindex_contacts_of_companies() from public;

create trigger index_contact before insert or update of name, title, company_id on app.contacts
  for each row execute function app.index_contact();
-- Only what people edit raises the version: a message logged meanwhile must not make an edit of the notes lose its race.
create trigger touch before update of name, title, company_id, notes, deleted_at on app.contacts
  for each row execute function app.touch();
create trigger reindex_added after insert on app.contact_points referencing new table as changed
  for each statement execute function app.reindex_contacts_of_points();
create trigger reindex_removed after delete on app.contact_points referencing old table as changed
  for each statement execute function app.reindex_contacts_of_points();
create trigger reindex_contacts after update on app.companies referencing new table as changed
  for each statement execute function app.reindex_contacts_of_companies();
create trigger live_insert after insert on app.contacts referencing new table as changed
  for each statement execute function app.broadcast('contacts');
create trigger live_update after update on app.contacts referencing new table as changed
  for each statement execute function app.broadcast('contacts');

alter table app.contacts enable row level security;
alter table app.contact_points enable row level security;
grant select, insert, update on app.contacts to authenticated;
grant select, insert, update, delete on app.contact_points to authenticated;
grant all on app.contacts, app.contact_points to service_role;
create policy read on app.contacts for select to authenticated
  using (organization_id = any((select app.orgs_with('contacts.read'))::uuid[]));
create policy add on app.contacts for insert to authenticated
  with check (organization_id = any((select app.orgs_with('contacts.write'))::uuid[]));
create policy change on app.contacts for update to authenticated
  using (organization_id = any((select app.orgs_with('contacts.write'))::uuid[]))
  with check (organization_id = any((select app.orgs_with('contacts.write'))::uuid[]));
create policy read on app.contact_points for select to authenticated
  using (organization_id = any((select app.orgs_with('contacts.read'))::uuid[]));
create policy add on app.contact_points for insert to authenticated
  with check (organization_id = any((select app.orgs_with('contacts.write'))::uuid[]));
create policy change on app.contact_points for update to authenticated
  using (organization_id = any((select app.orgs_with('contacts.write'))::uuid[]))
  with check (organization_id = any((select app.orgs_with('contacts.write'))::uuid[]));
create policy remove on app.contact_points for delete to authenticated
  using (organization_id = any((select app.orgs_with('contacts.write'))::uuid[]));

-- Ids of contacts whose search text holds every word of the query, if the caller may read contacts there. A definer function
-- because LIKE is not leakproof: under RLS the trigram index would not be used. It checks the organization itself.
create function app.search_contacts(query text, organization uuid) returns setof uuid
language plpgsql stable security definer set search_path = '' rows 100 as $$
declare
  patterns text[] := array(
    select '%' || replace(replace(replace(word, '\', '\\'), '%', '\%'), '_', '\_') || '%'
    from regexp_split_to_table(app.fold(query), '\s+') as word where word <> '' order by length(word) desc);
begin
  if not coalesce(organization = any(app.orgs_with('contacts.read')), false) then
    return;
  end if;
  -- Planned with the patterns at hand. The longest goes through the index, which LIKE ALL cannot use.
  return query execute
    'select c.id from app.contacts c where c.organization_id = $1 and c.search like $2 and c.search like all ($3)'
    using organization, patterns[1], patterns[2:];
end $$;
revoke execute on function app.search_contacts(text, uuid) from public;
grant execute on function app.search_contacts(text, uuid) to authenticated;
