-- Relations: typed edges between people and companies, read from `from` to `to`: "Ada reports to Bea".
insert into app.role_permissions (role, permission)
select role, permission
from (values
  ('relations.read', array['owner', 'admin', 'member', 'viewer']),
  ('relations.write', array['owner', 'admin', 'member'])
) as granted (permission, roles), unnest(roles) as role;
insert into app.event_subjects (subject_type, permission) values ('relation', 'relations.write');

-- What an organization calls its custom relations, in both directions. No inverse: both ends are called the same.
create table app.relation_labels (
  id uuid primary key default app.uuid_v7(),
  organization_id uuid not null references app.organizations on delete cascade,
  label text not null check (length(label) between 1 and 100),
  inverse_label text check (length(inverse_label) between 1 and 100),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  version int not null default 1,
  unique (organization_id, id),
  check (inverse_label <> label)
);
-- A pair of labels and the same pair turned around are one.
create unique index relation_labels_once on app.relation_labels (organization_id,
  least(app.fold(label), app.fold(coalesce(inverse_label, label))),
  greatest(app.fold(label), app.fold(coalesce(inverse_label, label))));

create table app.relations (
  id uuid primary key default app.uuid_v7(),
  organization_id uuid not null references app.organizations on delete cascade,
  kind text not null check (kind in ('introduced_by', 'reports_to', 'partner', 'family', 'custom')),
  -- Custom relations alone have one.
  label_id uuid,
  from_contact_id uuid,
  from_company_id uuid,
  to_contact_id uuid,
  to_company_id uuid,
  from_id uuid not null generated always as (coalesce(from_contact_id, from_company_id)) stored,
  to_id uuid not null generated always as (coalesce(to_contact_id, to_company_id)) stored,
  -- Kept by trigger: true when both ends are to each other the same. Then the lower id is `from`.
  mutual boolean not null default false,
  note text check (length(note) <= 10000),
  since date,
  created_by uuid references auth.users on delete set null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  deleted_at timestamptz,
  version int not null default 1,
  unique (organization_id, id),
  check ((kind = 'custom') = (label_id is not null)),
  check (num_nonnulls(from_contact_id, from_company_id) = 1),
  check (num_nonnulls(to_contact_id, to_company_id) = 1),
  -- Only people have bosses and kin.
  check (kind not in ('reports_to', 'family') or (from_contact_id is not null and to_contact_id is not null)),
  constraint relations_two_ends check (from_id <> to_id),
  -- Deleted ones count: who relates the same two again gets the old row back.
  constraint relations_once unique nulls not distinct (organization_id, from_id, to_id, kind, label_id),
  foreign key (organization_id, label_id) references app.relation_labels (organization_id, id),
  foreign key (organization_id, from_contact_id) references app.contacts (organization_id, id) on delete cascade,
  foreign key (organization_id, from_company_id) references app.companies (organization_id, id) on delete cascade,
  foreign key (organization_id, to_contact_id) references app.contacts (organization_id, id) on delete cascade,
  foreign key (organization_id, to_company_id) references app.companies (organization_id, id) on delete cascade
);
create index relations_forward on app.relations (organization_id, from_id, id desc) include (to_id, kind)
  where deleted_at is null;
create index relations_backward on app.relations (organization_id, to_id, id desc) include (from_id, kind)
  where deleted_at is null;
create index relations_newest on app.relations (organization_id, id desc);
-- For the foreign keys, deleted rows included.
create index relations_from_contact on app.relations (organization_id, from_contact_id) where from_contact_id is not null;
create index relations_from_company on app.relations (organization_id, from_company_id) where from_company_id is not null;
create index relations_to_contact on app.relations (organization_id, to_contact_id) where to_contact_id is not null;
create index relations_to_company on app.relations (organization_id, to_company_id) where to_company_id is not null;
create index relations_label on app.relations (organization_id, label_id) where label_id is not null;

-- The people from `below` up to `boss` along "reports to", both included; null when no such chain exists. Goes level by level,
-- so that several bosses each do not multiply the work.
create function app.reporting_chain(organization uuid, below uuid, boss uuid) returns uuid[]
language plpgsql volatile security definer set search_path = '' as $$
declare
  seen uuid[] := array[below];
  via uuid[] := array[null::uuid];
  frontier uuid[] := array[below];
  chain uuid[] := '{}';
  place uuid := boss;
  found_ids uuid[];
  found_via uuid[];
begin
  while cardinality(frontier) > 0 and not boss = any(seen) loop
    select array_agg(up.id), array_agg(up.via) into found_ids, found_via
    from (
      select distinct on (r.to_id) r.to_id as id, r.from_id as via from app.relations r
      where r.organization_id = organization and r.from_id = any(frontier) and r.kind = 'reports_to'
        and r.deleted_at is null and not r.to_id = any(seen)
      order by r.to_id, r.from_id) up;
    frontier := coalesce(found_ids, '{}');
    seen := seen || frontier;
    via := via || coalesce(found_via, '{}');
  end loop;
  if not boss = any(seen) then
    return null;
  end if;
  while place is not null loop
    chain := place || chain;
    place := via[array_position(seen, place)];
  end loop;
  return chain;
end $$;
revoke execute on function app.reporting_chain(uuid, uuid, uuid) from public;

-- Puts the ends of a symmetric relation in order and refuses whatever would make somebody their own boss. Reports of one
-- organization are written one after another: two at once could close a circle that neither sees. Raises KT051 with the chain in
-- words and the ids as detail.
create function app.place_relation() returns trigger language plpgsql security definer set search_path = '' as $$
declare
  ends uuid[];
  chain uuid[];
  names text[];
begin
  new.mutual := new.kind in ('partner', 'family') or (new.kind = 'custom' and exists (
    select from app.relation_labels l
    where l.organization_id = new.organization_id and l.id = new.label_id and l.inverse_label is null));
  if new.mutual and coalesce(new.from_contact_id, new.from_company_id) > coalesce(new.to_contact_id, new.to_company_id) then
    ends := array[new.from_contact_id, new.from_company_id];
    new.from_contact_id := new.to_contact_id;
    new.from_company_id := new.to_company_id;
    new.to_contact_id := ends[1];
    new.to_company_id := ends[2];
  end if;
  if new.kind <> 'reports_to' or new.deleted_at is not null or new.from_contact_id = new.to_contact_id then
    return new;
  end if;
  perform pg_advisory_xact_lock(hashtextextended('app.relations.reports_to:' || new.organization_id::text, 0));
  chain := app.reporting_chain(new.organization_id, new.to_contact_id, new.from_contact_id);
  if chain is not null then
    chain := new.from_contact_id || chain;
    select array_agg(left(c.name, 80) order by link.place) into names
    from unnest(chain) with ordinality as link (id, place)
    join app.contacts c on c.organization_id = new.organization_id and c.id = link.id;
    if cardinality(names) > 8 then
      names := names[1:4] || '…'::text || names[cardinality(names) - 2:];
    end if;
    raise exception 'This would make a circle of reports: %', array_to_string(names, ' → ')
      using errcode = 'KT051', detail = array_to_string(chain, ',');
  end if;
  return new;
end $$;
revoke execute on function app.place_relation() from public;

create trigger place_relation before insert
  or update of kind, label_id, from_contact_id, from_company_id, to_contact_id, to_company_id, deleted_at on app.relations
  for each row execute function app.place_relation();
create trigger touch before update on app.relations for each row execute function app.touch();
create trigger touch before update on app.relation_labels for each row execute function app.touch();
create trigger live_insert after insert on app.relations referencing new table as changed
  for each statement execute function app.broadcast('relations');
create trigger live_update after update on app.relations referencing new table as changed
  for each statement execute function app.broadcast('relations');

alter table app.relation_labels enable row level security;
alter table app.relations enable row level security;
grant select, insert on app.relation_labels to authenticated;
grant select, insert, update on app.relations to authenticated;
grant all on app.relation_labels, app.relations to service_role;
create policy read on app.relation_labels for select to authenticated
  using (organization_id = any((select app.orgs_with('relations.read'))::uuid[]));
create policy add on app.relation_labels for insert to authenticated
  with check (organization_id = any((select app.orgs_with('relations.write'))::uuid[]));
create policy read on app.relations for select to authenticated
  using (organization_id = any((select app.orgs_with('relations.read'))::uuid[]));
create policy add on app.relations for insert to authenticated
  with check (organization_id = any((select app.orgs_with('relations.write'))::uuid[]));
create policy change on app.relations for update to authenticated
  using (organization_id = any((select app.orgs_with('relations.write'))::uuid[]))
  with check (organization_id = any((select app.orgs_with('relations.write'))::uuid[]));
