-- Deals: what may be sold to whom, where it stands on its pipeline's board, and how it came there.
insert into app.role_permissions (role, permission)
select role, permission
from (values
  ('deals.read', array['owner', 'admin', 'member', 'viewer']),
  ('deals.write', array['owner', 'admin', 'member'])
) as granted (permission, roles), unnest(roles) as role;
insert into app.event_subjects (subject_type, permission) values ('deal', 'deals.write');

create table app.deals (
  id uuid primary key default app.uuid_v7(),
  organization_id uuid not null references app.organizations on delete cascade,
  name text not null check (length(name) between 1 and 300),
  pipeline_id uuid not null,
  stage_id uuid not null,
  -- Where it stands in its stage: a fractional rank, which sorts by its bytes. Deleted deals keep theirs.
  rank text collate "C" not null check (length(rank) between 1 and 500),
  -- Minor units of the currency: cents.
  amount bigint check (amount between 0 and 1000000000000000),
  currency text check (currency ~ '^[A-Z]{3}$'),
  expected_close date,
  company_id uuid,
  owner_id uuid,
  notes text check (length(notes) <= 100000),
  lost_reason text check (length(lost_reason) <= 1000),
  -- Kept by trigger from the stage's kind.
  won_at timestamptz,
  lost_at timestamptz,
  stage_since timestamptz not null default now(),
  created_by uuid references auth.users on delete set null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  deleted_at timestamptz,
  version int not null default 1,
  check ((amount is null) = (currency is null)),
  unique (organization_id, id),
  -- Deferrable, so that one statement may give a whole stage new ranks.
  constraint deals_rank unique (organization_id, stage_id, rank) deferrable initially immediate,
  foreign key (organization_id, pipeline_id, stage_id)
    references app.pipeline_stages (organization_id, pipeline_id, id),
  foreign key (organization_id, company_id) references app.companies (organization_id, id),
  foreign key (organization_id, owner_id) references app.memberships (organization_id, user_id)
    on delete set null (owner_id)
);
create index deals_board on app.deals (organization_id, stage_id, rank) include (currency, amount)
  where deleted_at is null;
create index deals_newest on app.deals (organization_id, id desc) where deleted_at is null;
create index deals_pipeline on app.deals (organization_id, pipeline_id, id desc);
create index deals_owner on app.deals (organization_id, owner_id, id desc);
create index deals_company on app.deals (organization_id, company_id, id desc);
create index deals_search on app.deals using gin (organization_id, app.fold(name) extensions.gin_trgm_ops);

create table app.deal_contacts (
  organization_id uuid not null references app.organizations on delete cascade,
  deal_id uuid not null,
  contact_id uuid not null,
  role text check (length(role) between 1 and 100),
  position int not null default 0,
  created_at timestamptz not null default now(),
  primary key (organization_id, deal_id, contact_id),
  foreign key (organization_id, deal_id) references app.deals (organization_id, id) on delete cascade,
  foreign key (organization_id, contact_id) references app.contacts (organization_id, id) on delete cascade
);
create index deal_contacts_contact on app.deal_contacts (organization_id, contact_id, deal_id);

-- One row for each time that a deal came into a stage. Written by trigger alone.
create table app.deal_stage_changes (
  id uuid primary key default app.uuid_v7(),
  organization_id uuid not null references app.organizations on delete cascade,
  deal_id uuid not null,
  from_pipeline_id uuid,
  -- Null when the deal was created.
  from_stage_id uuid,
  to_pipeline_id uuid not null,
  to_stage_id uuid not null,
  changed_by uuid references auth.users on delete set null,
  changed_at timestamptz not null,
  -- How long it stood in the stage before, in whole seconds.
  seconds_before bigint,
  foreign key (organization_id, deal_id) references app.deals (organization_id, id) on delete cascade,
  foreign key (organization_id, from_pipeline_id, from_stage_id)
    references app.pipeline_stages (organization_id, pipeline_id, id),
  foreign key (organization_id, to_pipeline_id, to_stage_id)
    references app.pipeline_stages (organization_id, pipeline_id, id)
);
create index deal_stage_changes_deal on app.deal_stage_changes (organization_id, deal_id, id desc);

-- Keeps what follows from the stage. Holds the stage's row, so that nobody takes the stage away meanwhile; a definer function
-- because movers may not change stages. Raises KT003 when a live deal would stand in a stage or pipeline that is gone.
create function app.place_deal() returns trigger language plpgsql security definer set search_path = '' as $$
declare
  stage app.pipeline_stages;
begin
  if new.deleted_at is null then
    perform from app.pipeline_stages s
    where s.organization_id = new.organization_id and s.pipeline_id = new.pipeline_id and s.id = new.stage_id for share;
  end if;
  select * into stage from app.pipeline_stages s
  where s.organization_id = new.organization_id and s.pipeline_id = new.pipeline_id and s.id = new.stage_id;
  if new.deleted_at is null and (stage.deleted_at is not null or exists (
    select from app.pipelines p
    where p.organization_id = new.organization_id and p.id = new.pipeline_id and p.deleted_at is not null)) then
    raise exception 'The stage is gone' using errcode = 'KT003';
  end if;
  new.won_at := case when stage.kind = 'won' then coalesce(new.won_at, clock_timestamp()) end;
  new.lost_at := case when stage.kind = 'lost' then coalesce(new.lost_at, clock_timestamp()) end;
  new.lost_reason := case when stage.kind = 'lost' then new.lost_reason end;
  if tg_op = 'INSERT' or new.stage_id <> old.stage_id then
    new.stage_since := clock_timestamp();
  end if;
  return new;
end $$;
revoke execute on function app.place_deal() from public;

create function app.note_stage_change() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  if tg_op = 'INSERT' then
    insert into app.deal_stage_changes (organization_id, deal_id, to_pipeline_id, to_stage_id, changed_by, changed_at)
    values (new.organization_id, new.id, new.pipeline_id, new.stage_id, new.created_by, new.stage_since);
  else
    insert into app.deal_stage_changes (organization_id, deal_id, from_pipeline_id, from_stage_id, to_pipeline_id,
      to_stage_id, changed_by, changed_at, seconds_before)
    values (new.organization_id, new.id, old.pipeline_id, old.stage_id, new.pipeline_id,
      new.stage_id, auth.uid(), new.stage_since, greatest(0, extract(epoch from new.stage_since - old.stage_since))::bigint);
  end if;
  return null;
end $$;
revoke execute on function app.note_stage_change() from public;

-- A stage that now wins or loses closes its deals, and one that is open again opens them.
create function app.close_deals_of_stage() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  update app.deals set won_at = won_at where organization_id = new.organization_id and stage_id = new.id;
  return null;
end $$;
revoke execute on function app.close_deals_of_stage() from public;

create trigger place_deal before insert or update of pipeline_id, stage_id, lost_reason, won_at, lost_at, deleted_at
  on app.deals for each row execute function app.place_deal();
create trigger note_stage_insert after insert on app.deals for each row execute function app.note_stage_change();
create trigger note_stage_update after update on app.deals
  for each row when (old.stage_id <> new.stage_id) execute function app.note_stage_change();
create trigger close_deals after update on app.pipeline_stages
  for each row when (old.kind <> new.kind) execute function app.close_deals_of_stage();
-- A new place within the stage does not raise the version: somebody's drag must not make an edit of the notes lose its race.
create trigger touch before update of name, pipeline_id, stage_id, amount, currency, expected_close, company_id, owner_id,
  notes, lost_reason, deleted_at, updated_at on app.deals for each row execute function app.touch();
create trigger live_insert after insert on app.deals referencing new table as changed
  for each statement execute function app.broadcast('deals');
create trigger live_update after update on app.deals referencing new table as changed
  for each statement execute function app.broadcast('deals');

alter table app.deals enable row level security;
alter table app.deal_contacts enable row level security;
alter table app.deal_stage_changes enable row level security;
grant select, insert, update on app.deals to authenticated;
grant select, insert, delete on app.deal_contacts to authenticated;
grant select on app.deal_stage_changes to authenticated;
grant all on app.deals, app.deal_contacts, app.deal_stage_changes to service_role;
create policy read on app.deals for select to authenticated
  using (organization_id = any((select app.orgs_with('deals.read'))::uuid[]));
create policy add on app.deals for insert to authenticated
  with check (organization_id = any((select app.orgs_with('deals.write'))::uuid[]));
create policy change on app.deals for update to authenticated
  using (organization_id = any((select app.orgs_with('deals.write'))::uuid[]))
  with check (organization_id = any((select app.orgs_with('deals.write'))::uuid[]));
create policy read on app.deal_contacts for select to authenticated
  using (organization_id = any((select app.orgs_with('deals.read'))::uuid[]));
create policy add on app.deal_contacts for insert to authenticated
  with check (organization_id = any((select app.orgs_with('deals.write'))::uuid[]));
create policy remove on app.deal_contacts for delete to authenticated
  using (organization_id = any((select app.orgs_with('deals.write'))::uuid[]));
create policy read on app.deal_stage_changes for select to authenticated
  using (organization_id = any((select app.orgs_with('deals.read'))::uuid[]));

-- Ids of deals whose name holds every word of the query, if the caller may read deals there. A definer function for the same
-- reason as app.search_contacts: under RLS the trigram index would not be used.
create function app.search_deals(query text, organization uuid) returns setof uuid
language plpgsql stable security definer set search_path = '' rows 100 as $$
declare
  patterns text[] := array(
    select '%' || replace(replace(replace(word, '\', '\\'), '%', '\%'), '_', '\_') || '%'
    from regexp_split_to_table(app.fold(query), '\s+') as word where word <> '' order by length(word) desc);
begin
  if not coalesce(organization = any(app.orgs_with('deals.read')), false) then
    return;
  end if;
  return query execute
    'select d.id from app.deals d
     where d.organization_id = $1 and app.fold(d.name) like $2 and app.fold(d.name) like all ($3)'
    using organization, patterns[1], patterns[2:];
end $$;
revoke execute on function app.search_deals(text, uuid) from public;
grant execute on function app.search_deals(text, uuid) to authenticated;
