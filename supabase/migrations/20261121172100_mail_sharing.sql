-- Who sees what somebody logged: each person's own level for the organization, and one record's messages at a higher level for one
-- colleague or one team. The level stands on each message, as before; grants are asked for beside it.
insert into app.role_permissions (role, permission)
select role, permission
from (values
  ('sharing.read', array['owner', 'admin', 'member', 'viewer']),
  ('sharing.write', array['owner', 'admin', 'member'])
) as granted (permission, roles), unnest(roles) as role;
-- A person's mail is theirs to share: no key does it.
insert into app.permissions_of_people (permission) values ('sharing.read'), ('sharing.write');
insert into app.event_subjects (subject_type, permission) values ('mail_sharing', 'sharing.write'), ('mail_grant', 'sharing.write');

create table app.mail_sharing (
  id uuid primary key default app.uuid_v7(),
  organization_id uuid not null references app.organizations on delete cascade,
  user_id uuid not null,
  level text not null check (level in ('metadata', 'subject', 'full')),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  version int not null default 1,
  unique (organization_id, user_id),
  foreign key (organization_id, user_id) references app.memberships (organization_id, user_id) on delete cascade
);

create table app.mail_grants (
  id uuid primary key default app.uuid_v7(),
  organization_id uuid not null references app.organizations on delete cascade,
  -- Whose messages.
  owner_id uuid not null,
  contact_id uuid,
  company_id uuid,
  deal_id uuid,
  to_user uuid,
  to_team uuid,
  level text not null check (level in ('subject', 'full')),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  version int not null default 1,
  check (num_nonnulls(contact_id, company_id, deal_id) = 1),
  check (num_nonnulls(to_user, to_team) = 1),
  check (to_user <> owner_id),
  unique (organization_id, id),
  constraint mail_grants_once unique nulls not distinct (organization_id, owner_id, contact_id, company_id, deal_id, to_user, to_team),
  foreign key (organization_id, owner_id) references app.memberships (organization_id, user_id) on delete cascade,
  foreign key (organization_id, to_user) references app.memberships (organization_id, user_id) on delete cascade,
  foreign key (organization_id, to_team) references app.teams (organization_id, id) on delete cascade,
  foreign key (organization_id, contact_id) references app.contacts (organization_id, id) on delete cascade,
  foreign key (organization_id, company_id) references app.companies (organization_id, id) on delete cascade,
  foreign key (organization_id, deal_id) references app.deals (organization_id, id) on delete cascade
);
create index mail_grants_to_user on app.mail_grants (organization_id, to_user) where to_user is not null;
create index mail_grants_to_team on app.mail_grants (organization_id, to_team) where to_team is not null;
create index mail_grants_contact on app.mail_grants (organization_id, contact_id) where contact_id is not null;
create index mail_grants_company on app.mail_grants (organization_id, company_id) where company_id is not null;
create index mail_grants_deal on app.mail_grants (organization_id, deal_id) where deal_id is not null;

-- Whose messages a grant means: of a company or deal, those who belonged to it when it was given. Who comes later is not in it, or whoever
-- was given a deal could add people to it and read what was never shared.
create table app.mail_grant_contacts (
  id uuid primary key default app.uuid_v7(),
  organization_id uuid not null references app.organizations on delete cascade,
  grant_id uuid not null,
  contact_id uuid not null,
  -- Another contact who was merged into this one and is not in the grant: nothing is shown while that stands.
  stopped_by uuid,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  version int not null default 1,
  unique (organization_id, grant_id, contact_id),
  foreign key (organization_id, grant_id) references app.mail_grants (organization_id, id) on delete cascade,
  foreign key (organization_id, contact_id) references app.contacts (organization_id, id) on delete cascade
);
create index mail_grant_contacts_contact on app.mail_grant_contacts (organization_id, contact_id);
-- Grants stay where they were given: merged away, they show nothing, and come back with the undo.
insert into app.merge_rules (record_type, table_name, column_name, place, derived) values
  ('contact', 'mail_grants', 'contact_id', 100, true),
  ('company', 'mail_grants', 'company_id', 100, true),
  ('contact', 'mail_grant_contacts', 'contact_id', 100, true);

create function app.spread_grant() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  delete from app.mail_grant_contacts c where c.organization_id = new.organization_id and c.grant_id = new.id;
  insert into app.mail_grant_contacts (organization_id, grant_id, contact_id)
  select new.organization_id, new.id, p.id
  from (
    select new.contact_id as id
    union
    select e.contact_id from app.employments e
    where e.organization_id = new.organization_id and e.company_id = new.company_id and e.is_current
    union
    select dc.contact_id from app.deal_contacts dc where dc.organization_id = new.organization_id and dc.deal_id = new.deal_id) p
  join app.contacts c on c.organization_id = new.organization_id and c.id = p.id and c.deleted_at is null;
  return null;
end $$;
revoke execute on function app.spread_grant() from public;
create trigger spread after insert or update on app.mail_grants for each row execute function app.spread_grant();

-- Messages of another person come along with a merge: what was shared of one is not shared of both, unless both were.
create function app.stop_grants() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  if new.merged_into is null then
    update app.mail_grant_contacts g set stopped_by = null
    where g.organization_id = new.organization_id and g.contact_id = old.merged_into and g.stopped_by = new.id;
  else
    update app.mail_grant_contacts g set stopped_by = new.id
    where g.organization_id = new.organization_id and g.contact_id = new.merged_into and g.stopped_by is null
      and not exists (
        select from app.mail_grant_contacts w
        where w.organization_id = g.organization_id and w.grant_id = g.grant_id and w.contact_id = new.id);
  end if;
  return null;
end $$;
revoke execute on function app.stop_grants() from public;
create trigger stop_grants after update of merged_into on app.contacts
  for each row when (new.merged_into is distinct from old.merged_into) execute function app.stop_grants();

create trigger touch before update on app.mail_sharing for each row execute function app.touch();
create trigger touch before update on app.mail_grants for each row execute function app.touch();
create trigger live_insert after insert on app.mail_grants referencing new table as changed
  for each statement execute function app.broadcast('sharing');
create trigger live_update after update on app.mail_grants referencing new table as changed
  for each statement execute function app.broadcast('sharing');
create trigger live_delete after delete on app.mail_grants referencing old table as changed
  for each statement execute function app.broadcast('sharing');
-- Open timelines show at once what was shared, and no more what is not.
create trigger live_insert after insert on app.mail_grant_contacts referencing new table as changed
  for each statement execute function app.broadcast('interactions', 'contact_id');
create trigger live_delete after delete on app.mail_grant_contacts referencing old table as changed
  for each statement execute function app.broadcast('interactions', 'contact_id');
select app.keep_audit('app.mail_sharing', 'mail_sharing');
select app.keep_audit('app.mail_grants', 'mail_grant');

alter table app.mail_sharing enable row level security;
alter table app.mail_grants enable row level security;
alter table app.mail_grant_contacts enable row level security;
grant select, insert on app.mail_sharing to authenticated;
grant update (level) on app.mail_sharing to authenticated;
grant select, insert, delete on app.mail_grants to authenticated;
grant update (level) on app.mail_grants to authenticated;
grant select on app.mail_grant_contacts to authenticated;
grant all on app.mail_sharing, app.mail_grants, app.mail_grant_contacts to service_role;

-- The teams of the caller.
create function app.my_teams() returns setof uuid language plpgsql stable security definer set search_path = '' rows 5 as $$
declare
  caller uuid := auth.uid();
begin
  return query select m.team_id from app.team_members m
    join app.teams t on t.organization_id = m.organization_id and t.id = m.team_id and t.deleted_at is null
    where m.user_id = caller;
end $$;
revoke execute on function app.my_teams() from public;
grant execute on function app.my_teams() to authenticated;

create policy own on app.mail_sharing for select to authenticated
  using (organization_id = any((select app.orgs_with('sharing.read'))::uuid[]) and user_id = (select auth.uid()));
create policy add on app.mail_sharing for insert to authenticated
  with check (organization_id = any((select app.orgs_with('sharing.write'))::uuid[]) and user_id = (select auth.uid()));
create policy change on app.mail_sharing for update to authenticated
  using (organization_id = any((select app.orgs_with('sharing.write'))::uuid[]) and user_id = (select auth.uid()))
  with check (organization_id = any((select app.orgs_with('sharing.write'))::uuid[]) and user_id = (select auth.uid()));
-- Who gave it, and who was given it.
create policy read on app.mail_grants for select to authenticated
  using (organization_id = any((select app.orgs_with('sharing.read'))::uuid[])
    and (owner_id = (select auth.uid()) or to_user = (select auth.uid()) or to_team in (select app.my_teams())));
create policy add on app.mail_grants for insert to authenticated
  with check (organization_id = any((select app.orgs_with('sharing.write'))::uuid[]) and owner_id = (select auth.uid()));
create policy change on app.mail_grants for update to authenticated
  using (organization_id = any((select app.orgs_with('sharing.write'))::uuid[]) and owner_id = (select auth.uid()))
  with check (organization_id = any((select app.orgs_with('sharing.write'))::uuid[]) and owner_id = (select auth.uid()));
create policy remove on app.mail_grants for delete to authenticated
  using (organization_id = any((select app.orgs_with('sharing.write'))::uuid[]) and owner_id = (select auth.uid()));
create policy read on app.mail_grant_contacts for select to authenticated
  using (organization_id = any((select app.orgs_with('sharing.read'))::uuid[])
    and grant_id in (select g.id from app.mail_grants g));

-- Who shares messages with the caller: asked once a query, and mostly nobody.
create function app.sharers() returns uuid[] language plpgsql stable security definer set search_path = '' as $$
declare
  caller uuid := auth.uid();
begin
  return array(
    select g.owner_id from app.mail_grants g where g.to_user = caller
    union
    select g.owner_id from app.mail_grants g where g.to_team in (select app.my_teams()));
end $$;

-- Whether a part of a message is shared with the caller.
create function app.text_granted(message uuid, logger uuid, part text) returns boolean
language plpgsql stable security definer set search_path = '' as $$
declare
  caller uuid := auth.uid();
begin
  return exists (
    select from app.interactions i
    join app.mail_grant_contacts c
      on c.organization_id = i.organization_id and c.contact_id = i.contact_id and c.stopped_by is null
    join app.mail_grants g on g.organization_id = c.organization_id and g.id = c.grant_id
    where i.id = message and i.logged_by = logger and g.owner_id = logger
      and (g.level = 'full' or text_granted.part = 'subject')
      and (g.to_user = caller or g.to_team in (select app.my_teams())));
end $$;
revoke execute on function app.sharers(), app.text_granted(uuid, uuid, text) from public;
grant execute on function app.sharers(), app.text_granted(uuid, uuid, text) to authenticated;

-- Asked after `read`, for the names of policies go backwards. The message itself must be one that the caller may see.
create policy by_grant on app.interaction_texts for select to authenticated
  using (logged_by = any((select app.sharers())::uuid[]) and app.text_granted(interaction_id, logged_by, part)
    and exists (
      select from app.interactions i
      where i.organization_id = interaction_texts.organization_id and i.id = interaction_texts.interaction_id));

-- Search asks the same of the documents of texts. Whatever else its functions hold, this condition stands in them in one form.
do $$
declare
  one record;
  condition constant text := '\(d\.visibility = ''''full'''' or d\.logged_by = (\$\d) or ';
begin
  for one in
    select p.oid, p.prosrc from pg_proc p
    where p.pronamespace = 'app'::regnamespace and p.proname in ('search', 'search_similar')
  loop
    if one.prosrc !~ condition then
      raise exception 'The search does not ask who may see a text as it is known to';
    end if;
    execute regexp_replace(pg_get_functiondef(one.oid), condition,
      '(d.visibility = ''''full'''' or d.logged_by = \1
             or (d.logged_by = any((select app.sharers())::uuid[]) and app.text_granted(d.record_id, d.logged_by, d.part)) or ', 'g');
  end loop;
end $$;

-- A message's texts, and what search holds of them, follow its level.
create function app.share_texts() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  update app.interaction_texts t set visibility = n.visibility
  from changed n join was o on o.id = n.id
  where n.visibility <> o.visibility and t.organization_id = n.organization_id and t.interaction_id = n.id
    and t.visibility <> n.visibility;
  return null;
end $$;
revoke execute on function app.share_texts() from public;
create trigger share_texts after update on app.interactions referencing old table as was new table as changed
  for each statement execute function app.share_texts();

create function app.index_search_of_texts() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  update app.search_documents d set visibility = n.visibility, logged_by = n.logged_by
  from changed n join before o on o.interaction_id = n.interaction_id and o.part = n.part
  where d.organization_id = n.organization_id and d.kind = 'message' and d.record_id = n.interaction_id and d.part = n.part
    and (n.visibility, n.logged_by) is distinct from (o.visibility, o.logged_by);
  insert into app.search_pending (kind, place, ids)
  select 'message', n.organization_id, array_agg(distinct n.interaction_id)
  from changed n join before o on o.interaction_id = n.interaction_id and o.part = n.part
  where n.content <> o.content group by 2;
  return null;
end $$;
revoke execute on function app.index_search_of_texts() from public;
drop trigger search_update on app.interaction_texts;
create trigger search_update after update on app.interaction_texts referencing new table as changed old table as before
  for each statement execute function app.index_search_of_texts();

-- Nobody opens another's messages: neither by their level, nor by putting them under another contact. Merging, erasing and expiring are
-- functions of their own and pass.
create function app.keep_messages_closed() returns trigger language plpgsql set search_path = '' as $$
begin
  if current_user = 'authenticated' and old.logged_by is distinct from auth.uid() then
    raise exception 'Only who logged a message says who sees it' using errcode = '42501';
  end if;
  return new;
end $$;
create trigger keep_closed before update of visibility, contact_id, logged_by on app.interactions for each row
  when (old.deleted_at is null and (old.visibility, old.contact_id, old.logged_by)
    is distinct from (new.visibility, new.contact_id, new.logged_by))
  execute function app.keep_messages_closed();

-- Sets the level of everything that the caller has logged. Returns how many messages changed.
create function app.share_logged(organization uuid, wanted text) returns int
language plpgsql security definer set search_path = '' as $$
declare
  caller uuid := auth.uid();
  touched int;
begin
  if caller is null or not coalesce(organization = any(app.orgs_with('sharing.write')), false) then
    raise exception 'The caller may not share messages here' using errcode = '42501';
  end if;
  update app.interactions i set visibility = wanted
  where i.organization_id = organization and i.logged_by = caller and i.visibility <> wanted and i.deleted_at is null
    and i.expired_at is null;
  get diagnostics touched = row_count;
  return touched;
end $$;
revoke execute on function app.share_logged(uuid, text) from public;
grant execute on function app.share_logged(uuid, text) to authenticated;
