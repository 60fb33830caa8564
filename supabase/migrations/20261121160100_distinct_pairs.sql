-- Pairs of records of which somebody said that they are not the same: they are not suggested any more.
insert into app.role_permissions (role, permission)
select role, permission
from (values
  ('duplicates.read', array['owner', 'admin', 'member', 'viewer']),
  ('duplicates.write', array['owner', 'admin', 'member'])
) as granted (permission, roles), unnest(roles) as role;
insert into app.event_subjects (subject_type, permission) values ('duplicate', 'duplicates.write');

create table app.distinct_pairs (
  id uuid primary key default app.uuid_v7(),
  organization_id uuid not null references app.organizations on delete cascade,
  -- Two contacts or two companies; the lower id stands first, kept by trigger.
  contact_id uuid,
  other_contact_id uuid,
  company_id uuid,
  other_company_id uuid,
  created_by uuid references auth.users on delete set null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  version int not null default 1,
  unique (organization_id, id),
  check (num_nonnulls(contact_id, other_contact_id) in (0, 2) and num_nonnulls(company_id, other_company_id) in (0, 2)
    and num_nonnulls(contact_id, company_id) = 1),
  check (contact_id < other_contact_id),
  check (company_id < other_company_id),
  constraint distinct_pairs_once unique nulls not distinct
    (organization_id, contact_id, other_contact_id, company_id, other_company_id),
  foreign key (organization_id, contact_id) references app.contacts (organization_id, id) on delete cascade,
  foreign key (organization_id, other_contact_id) references app.contacts (organization_id, id) on delete cascade,
  foreign key (organization_id, company_id) references app.companies (organization_id, id) on delete cascade,
  foreign key (organization_id, other_company_id) references app.companies (organization_id, id) on delete cascade
);
create index distinct_pairs_newest on app.distinct_pairs (organization_id, id desc);
create index distinct_pairs_other_contact on app.distinct_pairs (organization_id, other_contact_id)
  where other_contact_id is not null;
create index distinct_pairs_company on app.distinct_pairs (organization_id, company_id, other_company_id)
  where company_id is not null;
create index distinct_pairs_other_company on app.distinct_pairs (organization_id, other_company_id)
  where other_company_id is not null;

create function app.order_pair() returns trigger language plpgsql as $$
declare
  lower_id uuid;
begin
  if new.contact_id > new.other_contact_id then
    lower_id := new.other_contact_id;
    new.other_contact_id := new.contact_id;
    new.contact_id := lower_id;
  elsif new.company_id > new.other_company_id then
    lower_id := new.other_company_id;
    new.other_company_id := new.company_id;
    new.company_id := lower_id;
  end if;
  return new;
end $$;
create trigger order_pair before insert or update on app.distinct_pairs
  for each row execute function app.order_pair();
create trigger touch before update on app.distinct_pairs for each row execute function app.touch();
create trigger live_insert after insert on app.distinct_pairs referencing new table as changed
  for each statement execute function app.broadcast('duplicates');
create trigger live_update after update on app.distinct_pairs referencing new table as changed
  for each statement execute function app.broadcast('duplicates');
create trigger live_delete after delete on app.distinct_pairs referencing old table as changed
  for each statement execute function app.broadcast('duplicates');
select app.keep_audit('app.distinct_pairs', 'duplicate');

alter table app.distinct_pairs enable row level security;
grant select, insert, delete on app.distinct_pairs to authenticated;
grant all on app.distinct_pairs to service_role;
create policy read on app.distinct_pairs for select to authenticated
  using (organization_id = any((select app.orgs_with('duplicates.read'))::uuid[]));
create policy add on app.distinct_pairs for insert to authenticated
  with check (organization_id = any((select app.orgs_with('duplicates.write'))::uuid[]));
create policy remove on app.distinct_pairs for delete to authenticated
  using (organization_id = any((select app.orgs_with('duplicates.write'))::uuid[]));

-- Who is not the loser is not the winner either. That the two were told apart ends with their merge, and comes back with its undo.
insert into app.merge_rules (record_type, table_name, column_name, place, twin)
select kind, 'distinct_pairs', ends[nth], 20 + nth, format(
  'l.%2$I = $2 or exists (select from app.distinct_pairs w where w.organization_id = $1 and w.%3$I = least($2, l.%2$I)
    and w.%4$I = greatest($2, l.%2$I))', kind, ends[3 - nth], ends[1], ends[2])
from (values ('contact', array['contact_id', 'other_contact_id']), ('company', array['company_id', 'other_company_id']))
  as pairs (kind, ends), generate_series(1, 2) as nth;
select app.keep_merged(record_type, table_name, column_name) from app.merge_rules where table_name = 'distinct_pairs';
