-- What a team keeps about people and companies beside names: owner, tags, where they live, whether to write to them, the
-- organization's own fields. Lists on the row (tags, domains) are the truth; index tables follow by trigger, so that a
-- version, an audit line, a merge and an undo hold the whole record.
insert into app.role_permissions (role, permission)
select role, permission
from (values
  ('tags.read', array['owner', 'admin', 'member', 'viewer']),
  ('tags.manage', array['owner', 'admin'])
) as granted (permission, roles), unnest(roles) as role;

alter table app.contacts
  add owner_id uuid,
  add tags text[] not null default '{}' check (cardinality(tags) <= 100),
  add avatar_url text check (length(avatar_url) between 1 and 2000),
  -- IANA name; the server checks that there is such a zone.
  add time_zone text check (length(time_zone) between 1 and 64),
  -- BCP 47.
  add language text check (length(language) between 2 and 35),
  -- Where the contact came from: `gmail`, `csv`, `Fair 2026`.
  add source text check (length(source) between 1 and 200),
  add do_not_contact boolean not null default false,
  -- Kept by trigger.
  add do_not_contact_since timestamptz,
  -- When the next open task is due; kept with the tasks.
  add next_task_at timestamptz,
  -- Values of the organization's own fields, by the field's key.
  add fields jsonb not null default '{}' check (jsonb_typeof(fields) = 'object'),
  -- What lists by name sort by. A column, because row-level security lets an index serve plain columns only.
  add sort_name text collate "C" not null generated always as (left(app.fold(left(name, 100)), 150)) stored,
  add foreign key (organization_id, owner_id) references app.memberships (organization_id, user_id)
    on delete set null (owner_id);
create index contacts_by_name on app.contacts (organization_id, sort_name, id) where deleted_at is null;
create index contacts_newest on app.contacts (organization_id, id desc) where deleted_at is null;
create index contacts_by_owner on app.contacts (organization_id, owner_id, active_at desc, id desc);
create index contacts_not_to_contact on app.contacts (organization_id, active_at desc, id desc)
  where do_not_contact and deleted_at is null;

alter table app.companies
  add owner_id uuid,
  add tags text[] not null default '{}' check (cardinality(tags) <= 100),
  add description text check (length(description) <= 10000),
  add logo_url text check (length(logo_url) between 1 and 2000),
  -- All mail and web domains, the main one first. `domain` is always the first of them.
  add domains text[] not null default '{}' check (cardinality(domains) <= 50),
  add last_interaction_at timestamptz,
  -- What lists sort by: the last interaction with somebody who works there, else the creation.
  add active_at timestamptz not null default now(),
  add fields jsonb not null default '{}' check (jsonb_typeof(fields) = 'object'),
  add sort_name text collate "C" not null generated always as (left(app.fold(left(name, 100)), 150)) stored,
  add foreign key (organization_id, owner_id) references app.memberships (organization_id, user_id)
    on delete set null (owner_id);
create index companies_by_sort_name on app.companies (organization_id, sort_name, id) where deleted_at is null;
create index companies_newest on app.companies (organization_id, id desc) where deleted_at is null;
create index companies_by_activity on app.companies (organization_id, active_at desc, id desc) where deleted_at is null;
create index companies_by_owner on app.companies (organization_id, owner_id, active_at desc, id desc);

alter table app.deals
  add tags text[] not null default '{}' check (cardinality(tags) <= 100),
  add fields jsonb not null default '{}' check (jsonb_typeof(fields) = 'object');

-- Only what people edit raises a version. Naming updated_at raises it for what stands in other tables, such as points.
drop trigger touch on app.contacts;
create trigger touch before update of name, title, company_id, notes, deleted_at, owner_id, tags, avatar_url, time_zone,
  language, source, do_not_contact, fields, updated_at on app.contacts for each row execute function app.touch();
drop trigger touch on app.companies;
create trigger touch before update of name, domain, domains, deleted_at, owner_id, tags, description, logo_url, fields,
  updated_at on app.companies for each row execute function app.touch();
drop trigger touch on app.deals;
create trigger touch before update of name, pipeline_id, stage_id, amount, currency, expected_close, company_id, owner_id,
  notes, lost_reason, deleted_at, tags, fields, updated_at on app.deals for each row execute function app.touch();

create function app.note_do_not_contact() returns trigger language plpgsql as $$
begin
  new.do_not_contact_since := case
    when not new.do_not_contact then null
    when tg_op = 'UPDATE' and old.do_not_contact then old.do_not_contact_since
    else now() end;
  return new;
end $$;
create trigger note_do_not_contact before insert or update of do_not_contact, do_not_contact_since on app.contacts
  for each row execute function app.note_do_not_contact();

-- ---------------------------------------------------------------------------------------------------------------- tags
-- Every tag that a record of the organization has or had, in the spelling that counts.
create table app.tags (
  id uuid primary key default app.uuid_v7(),
  organization_id uuid not null references app.organizations on delete cascade,
  name text not null check (length(name) between 1 and 60),
  folded text not null generated always as (app.fold(name)) stored,
  -- One of the eight hues of charts, 1 to 8; null: from the name.
  hue smallint check (hue between 1 and 8),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  version int not null default 1,
  unique (organization_id, folded)
);

-- Which record has which tag; kept by trigger from the records' own lists.
create table app.tag_uses (
  organization_id uuid not null references app.organizations on delete cascade,
  record_type text not null check (record_type in ('contact', 'company', 'deal')),
  folded text not null,
  record_id uuid not null,
  primary key (organization_id, record_type, folded, record_id)
);
create index tag_uses_record on app.tag_uses (organization_id, record_id);

-- Tags as they are kept: trimmed, without repetitions, in the spelling that the organization already uses.
create function app.clean_tags(organization uuid, written text[]) returns text[]
language sql stable security definer set search_path = '' as $$
  select coalesce(array_agg(coalesce(t.name, w.name) order by w.place), '{}')
  from (
    select distinct on (app.fold(trimmed)) trimmed as name, place
    from unnest(written) with ordinality as given (tag, place),
      lateral (select btrim(regexp_replace(tag, '\s+', ' ', 'g')) as trimmed) as cleaned
    where trimmed <> '' order by app.fold(trimmed), place) w
  left join app.tags t on t.organization_id = organization and t.folded = app.fold(w.name)
$$;
revoke execute on function app.clean_tags(uuid, text[]) from public;

create function app.keep_tags_clean() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  new.tags := app.clean_tags(new.organization_id, new.tags);
  return new;
end $$;
revoke execute on function app.keep_tags_clean() from public;

-- Notes new tags, and which record has them. Trigger argument: the record's type.
create function app.index_tags() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  if tg_op = 'UPDATE' then
    delete from app.tag_uses where organization_id = new.organization_id and record_id = new.id;
  end if;
  if new.tags <> '{}' then
    insert into app.tags (organization_id, name)
    select new.organization_id, tag from unnest(new.tags) as tag order by app.fold(tag)
    on conflict (organization_id, folded) do nothing;
    insert into app.tag_uses (organization_id, record_type, folded, record_id)
    select new.organization_id, tg_argv[0], app.fold(tag), new.id from unnest(new.tags) as tag
    on conflict do nothing;
  end if;
  return null;
end $$;
revoke execute on function app.index_tags() from public;

create function app.drop_tags() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  delete from app.tag_uses where organization_id = old.organization_id and record_id = old.id;
  return null;
end $$;
revoke execute on function app.drop_tags() from public;

do $$
declare
  kind text[];
begin
  foreach kind slice 1 in array array[['contacts', 'contact'], ['companies', 'company'], ['deals', 'deal']] loop
    execute format('create trigger clean_tags_insert before insert on app.%I for each row when (new.tags <> %L)
      execute function app.keep_tags_clean()', kind[1], '{}');
    execute format('create trigger clean_tags_update before update of tags on app.%I for each row when (new.tags <> %L)
      execute function app.keep_tags_clean()', kind[1], '{}');
    execute format('create trigger index_tags_insert after insert on app.%I for each row when (new.tags <> %L)
      execute function app.index_tags(%L)', kind[1], '{}', kind[2]);
    execute format('create trigger index_tags_update after update of tags on app.%I for each row
      when (old.tags is distinct from new.tags) execute function app.index_tags(%L)', kind[1], kind[2]);
    execute format('create trigger drop_tags after delete on app.%I for each row when (old.tags <> %L)
      execute function app.drop_tags()', kind[1], '{}');
  end loop;
end $$;

create trigger touch before update on app.tags for each row execute function app.touch();
create trigger live_insert after insert on app.tags referencing new table as changed
  for each statement execute function app.broadcast('tags');
create trigger live_update after update on app.tags referencing new table as changed
  for each statement execute function app.broadcast('tags');

alter table app.tags enable row level security;
alter table app.tag_uses enable row level security;
grant select, update, delete on app.tags to authenticated;
grant select on app.tag_uses to authenticated;
grant all on app.tags, app.tag_uses to service_role;
create policy read on app.tags for select to authenticated
  using (organization_id = any((select app.orgs_with('tags.read'))::uuid[]));
create policy change on app.tags for update to authenticated
  using (organization_id = any((select app.orgs_with('tags.manage'))::uuid[]))
  with check (organization_id = any((select app.orgs_with('tags.manage'))::uuid[]));
create policy remove on app.tags for delete to authenticated
  using (organization_id = any((select app.orgs_with('tags.manage'))::uuid[]));
create policy read on app.tag_uses for select to authenticated
  using (
    record_type = 'contact' and organization_id = any((select app.orgs_with('contacts.read'))::uuid[])
    or record_type = 'company' and organization_id = any((select app.orgs_with('companies.read'))::uuid[])
    or record_type = 'deal' and organization_id = any((select app.orgs_with('deals.read'))::uuid[]));

-- ----------------------------------------------------------------------------------------------- domains of companies
-- Which company a domain belongs to, deleted ones included; kept by trigger from companies.domains.
create table app.company_domains (
  organization_id uuid not null references app.organizations on delete cascade,
  domain text not null check (length(domain) between 1 and 253),
  company_id uuid not null,
  primary key (organization_id, domain),
  foreign key (organization_id, company_id) references app.companies (organization_id, id) on delete cascade
);
create index company_domains_company on app.company_domains (organization_id, company_id);

-- Keeps `domain` the first of `domains`, whichever of the two somebody wrote.
create function app.place_domains() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    new.domains := case when new.domain is null or new.domain = any(new.domains) then new.domains
      else new.domain || new.domains end;
  elsif new.domain is distinct from old.domain and new.domains = old.domains then
    new.domains := array_remove(array_remove(old.domains, old.domain), new.domain);
    new.domains := case when new.domain is null then new.domains else new.domain || new.domains end;
  end if;
  new.domain := new.domains[1];
  return new;
end $$;
create function app.index_domains() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  if tg_op = 'UPDATE' then
    delete from app.company_domains
    where organization_id = new.organization_id and company_id = new.id and domain <> all (new.domains);
  end if;
  insert into app.company_domains (organization_id, domain, company_id)
  select new.organization_id, d.domain, new.id from unnest(new.domains) as d (domain)
  where not exists (
    select from app.company_domains k
    where k.organization_id = new.organization_id and k.domain = d.domain and k.company_id = new.id)
  order by d.domain;
  return null;
end $$;
revoke execute on function app.index_domains() from public;
create trigger place_domains before insert or update of domain, domains on app.companies
  for each row execute function app.place_domains();

alter table app.company_domains enable row level security;
grant select on app.company_domains to authenticated;
grant all on app.company_domains to service_role;
create policy read on app.company_domains for select to authenticated
  using (organization_id = any((select app.orgs_with('companies.read'))::uuid[]));

-- Where to reach a company itself. Several firms may share a switchboard, so a point is not owned by one of them.
create table app.company_points (
  id uuid primary key default app.uuid_v7(),
  organization_id uuid not null references app.organizations on delete cascade,
  company_id uuid not null,
  kind text not null check (kind in ('email', 'phone', 'linkedin', 'url')),
  value text not null check (length(value) between 1 and 2000),
  normalized text not null check (length(normalized) between 1 and 2000),
  position int not null default 0,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  version int not null default 1,
  unique (organization_id, company_id, kind, normalized),
  foreign key (organization_id, company_id) references app.companies (organization_id, id) on delete cascade
);
create index company_points_value on app.company_points (organization_id, kind, normalized);
alter table app.company_points enable row level security;
grant select, insert, update, delete on app.company_points to authenticated;
grant all on app.company_points to service_role;
create policy read on app.company_points for select to authenticated
  using (organization_id = any((select app.orgs_with('companies.read'))::uuid[]));
create policy add on app.company_points for insert to authenticated
  with check (organization_id = any((select app.orgs_with('companies.write'))::uuid[]));
create policy change on app.company_points for update to authenticated
  using (organization_id = any((select app.orgs_with('companies.write'))::uuid[]))
  with check (organization_id = any((select app.orgs_with('companies.write'))::uuid[]));
create policy remove on app.company_points for delete to authenticated
  using (organization_id = any((select app.orgs_with('companies.write'))::uuid[]));
create trigger touch before update on app.company_points for each row execute function app.touch();

-- Until now two companies could have one domain. The oldest live one keeps it; for the others it stays as a web address.
with ranked as (
  select id, organization_id, domain,
    row_number() over (partition by organization_id, domain order by deleted_at is not null, id) as nth
  from app.companies where domain is not null),
shared as (
  insert into app.company_points (organization_id, company_id, kind, value, normalized)
  select organization_id, id, 'url', domain, 'https://' || domain from ranked where nth > 1)
update app.companies c set domains = case when r.nth = 1 then array[r.domain] else '{}'::text[] end
from ranked r where c.id = r.id;
update app.companies set active_at = created_at;
insert into app.company_domains (organization_id, domain, company_id)
select organization_id, domain, id from app.companies where domain is not null;
create trigger index_domains_insert after insert on app.companies
  for each row when (new.domains <> '{}') execute function app.index_domains();
create trigger index_domains_update after update of domain, domains on app.companies
  for each row when (old.domains is distinct from new.domains) execute function app.index_domains();

-- ------------------------------------------------------------------------------------------------------------- members
-- Who belongs to an organization, for those who belong there too. A definer function: names stand in the auth schema.
create function app.members(organization uuid) returns table (
  user_id uuid, name text, email text, role text, joined_at timestamptz
) language plpgsql stable security definer set search_path = '' rows 20 as $$
begin
  if not coalesce(organization = any(app.orgs_with('organization.read')), false) then
    return;
  end if;
  return query
    select m.user_id, coalesce(
        nullif(btrim(left(u.raw_user_meta_data ->> 'full_name', 200)), ''),
        nullif(btrim(left(u.raw_user_meta_data ->> 'name', 200)), ''),
        nullif(split_part(coalesce(u.email, ''), '@', 1), ''), 'Member'),
      u.email::text, m.role, m.created_at
    from app.memberships m join auth.users u on u.id = m.user_id
    where m.organization_id = members.organization;
end $$;
revoke execute on function app.members(uuid) from public;
grant execute on function app.members(uuid) to authenticated;
