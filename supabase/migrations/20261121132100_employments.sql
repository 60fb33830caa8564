-- Who works where, and when. A contact's company and title are those of the first current employment: either may be written,
-- the other follows.
create table app.employments (
  id uuid primary key default app.uuid_v7(),
  organization_id uuid not null references app.organizations on delete cascade,
  contact_id uuid not null,
  company_id uuid not null,
  title text check (length(title) between 1 and 1000),
  started_on date,
  ended_on date,
  is_current boolean not null default true,
  -- Where it stands among the contact's employments; the first current one is the main one.
  position int not null default 0,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  version int not null default 1,
  check (ended_on >= started_on),
  unique (organization_id, id),
  foreign key (organization_id, contact_id) references app.contacts (organization_id, id) on delete cascade,
  foreign key (organization_id, company_id) references app.companies (organization_id, id) on delete cascade
);
create index employments_contact on app.employments (organization_id, contact_id, position, id);
create index employments_company on app.employments (organization_id, company_id, is_current desc, id);

insert into app.employments (organization_id, contact_id, company_id, title, created_at, updated_at)
select organization_id, id, company_id, nullif(title, ''), created_at, created_at from app.contacts where company_id is not null;

-- The company and title of a contact become their main employment. Clearing the company ends the record of that employment;
-- naming a company of another current one makes that the main one; else the main one is corrected.
create function app.follow_contact() returns trigger language plpgsql security definer set search_path = '' as $$
declare
  main app.employments;
  other uuid;
begin
  select * into main from app.employments e
  where e.organization_id = new.organization_id and e.contact_id = new.id and e.is_current
  order by e.position, e.id limit 1;
  if new.company_id is null then
    delete from app.employments where id = main.id;
    return null;
  end if;
  select e.id into other from app.employments e
  where e.organization_id = new.organization_id and e.contact_id = new.id and e.is_current
    and e.company_id = new.company_id and e.id <> main.id
  order by e.position, e.id limit 1;
  if main.id is null then
    insert into app.employments (organization_id, contact_id, company_id, title)
    values (new.organization_id, new.id, new.company_id, nullif(new.title, ''));
  elsif main.company_id <> new.company_id and other is not null then
    update app.employments set title = nullif(new.title, ''), position = main.position - 1 where id = other;
  elsif main.company_id <> new.company_id or main.title is distinct from nullif(new.title, '') then
    update app.employments set company_id = new.company_id, title = nullif(new.title, '') where id = main.id;
  end if;
  return null;
end $$;
revoke execute on function app.follow_contact() from public;

create function app.employ_new_contacts() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  insert into app.employments (organization_id, contact_id, company_id, title)
  select organization_id, id, company_id, nullif(title, '') from changed where company_id is not null;
  return null;
end $$;
revoke execute on function app.employ_new_contacts() from public;

-- A changed employment becomes the contact's company and title. Somebody without a current one keeps the title.
create function app.follow_employments() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  update app.contacts c
  set company_id = m.company_id, title = case when m.company_id is null then c.title else m.title end
  from (
    select t.organization_id, t.contact_id, main.company_id, main.title
    from (select distinct organization_id, contact_id from changed) t
    left join lateral (
      select e.company_id, e.title from app.employments e
      where e.organization_id = t.organization_id and e.contact_id = t.contact_id and e.is_current
      order by e.position, e.id limit 1) main on true) m
  where c.organization_id = m.organization_id and c.id = m.contact_id
    and (c.company_id is distinct from m.company_id or (m.company_id is not null and c.title is distinct from m.title));
  return null;
end $$;
revoke execute on function app.follow_employments() from public;

create trigger employ_insert after insert on app.contacts referencing new table as changed
  for each statement execute function app.employ_new_contacts();
create trigger employ_update after update of company_id, title on app.contacts for each row
  when (old.company_id is distinct from new.company_id or old.title is distinct from new.title)
  execute function app.follow_contact();
create trigger touch before update on app.employments for each row execute function app.touch();
create trigger follow_insert after insert on app.employments referencing new table as changed
  for each statement execute function app.follow_employments();
create trigger follow_update after update on app.employments referencing new table as changed
  for each statement execute function app.follow_employments();
create trigger follow_delete after delete on app.employments referencing old table as changed
  for each statement execute function app.follow_employments();

alter table app.employments enable row level security;
grant select, insert, update, delete on app.employments to authenticated;
grant all on app.employments to service_role;
create policy read on app.employments for select to authenticated
  using (organization_id = any((select app.orgs_with('contacts.read'))::uuid[]));
create policy add on app.employments for insert to authenticated
  with check (organization_id = any((select app.orgs_with('contacts.write'))::uuid[]));
create policy change on app.employments for update to authenticated
  using (organization_id = any((select app.orgs_with('contacts.write'))::uuid[]))
  with check (organization_id = any((select app.orgs_with('contacts.write'))::uuid[]));
create policy remove on app.employments for delete to authenticated
  using (organization_id = any((select app.orgs_with('contacts.write'))::uuid[]));

-- Contacts are found by their company's name; nothing else about a company needs them indexed anew.
drop trigger reindex_contacts on app.companies;
drop function app.reindex_contacts_of_companies();
create function app.reindex_contacts_of_company() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  update app.contacts c set search = app.contact_search_text(c)
  where c.organization_id = new.organization_id and c.company_id = new.id;
  return null;
end $$;
revoke execute on function app.reindex_contacts_of_company() from public;
create trigger reindex_contacts after update of name, deleted_at on app.companies for each row
  when (old.name <> new.name or (old.deleted_at is null) <> (new.deleted_at is null))
  execute function app.reindex_contacts_of_company();

-- A company's last interaction: with anybody who works there now. New messages only ever raise it.
create function app.raise_company_activity() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  update app.companies f set last_interaction_at = latest.at, active_at = latest.at
  from (
    select e.organization_id, e.company_id, max(i.occurred_at) as at
    from changed i
    join app.employments e on e.organization_id = i.organization_id and e.contact_id = i.contact_id and e.is_current
    where i.deleted_at is null group by e.organization_id, e.company_id) latest
  where f.organization_id = latest.organization_id and f.id = latest.company_id
    and (f.last_interaction_at is null or f.last_interaction_at < latest.at);
  return null;
end $$;
revoke execute on function app.raise_company_activity() from public;

create function app.keep_company_activity() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  update app.companies f set last_interaction_at = latest.at, active_at = coalesce(latest.at, f.created_at)
  from (
    select t.organization_id, t.company_id, (
      select max(c.last_interaction_at) from app.employments e
      join app.contacts c on c.organization_id = e.organization_id and c.id = e.contact_id
      where e.organization_id = t.organization_id and e.company_id = t.company_id and e.is_current) as at
    from (
      select distinct e.organization_id, e.company_id from changed i
      join app.employments e on e.organization_id = i.organization_id and e.contact_id = i.contact_id and e.is_current) t
    ) latest
  where f.organization_id = latest.organization_id and f.id = latest.company_id
    and f.last_interaction_at is distinct from latest.at;
  return null;
end $$;
revoke execute on function app.keep_company_activity() from public;

-- Named so that they run after those that keep the contacts' own last interaction.
create trigger keep_last_z_company_insert after insert on app.interactions referencing new table as changed
  for each statement execute function app.raise_company_activity();
create trigger keep_last_z_company_update after update on app.interactions referencing new table as changed
  for each statement execute function app.keep_company_activity();
create trigger keep_activity_insert after insert on app.employments referencing new table as changed
  for each statement execute function app.keep_company_activity();

update app.companies f set last_interaction_at = latest.at, active_at = latest.at
from (
  select organization_id, company_id, max(last_interaction_at) as at from app.contacts
  where company_id is not null and last_interaction_at is not null group by organization_id, company_id) latest
where f.organization_id = latest.organization_id and f.id = latest.company_id;

select app.keep_audit_of_parts('app.employments', 'contact', 'app.contacts', 'contact_id', '{employments,company_id}');
select app.keep_audit_of_parts('app.company_points', 'company', 'app.companies', 'company_id', '{points,value}');
select app.keep_audit('app.tags', 'tag');
