-- How many live deals stand in each stage, and what they add up to, kept by trigger: a board tells it without counting.
create table app.stage_totals (
  organization_id uuid not null references app.organizations on delete cascade,
  stage_id uuid not null,
  -- Empty for deals without an amount.
  currency text not null check (currency ~ '^([A-Z]{3})?$'),
  deals bigint not null,
  -- Minor units.
  amount numeric not null,
  primary key (organization_id, stage_id, currency)
);

-- Adds what a statement changed to the totals of the stages that it touched. Each row is raised in place, so nobody's change is
-- lost; rows are taken in one order, so that two statements never wait for each other. A place within a stage changes nothing.
create function app.tally_stages() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  if tg_op = 'DELETE' then
    -- Rows that go for good were deleted before, except those of an organization that goes with its totals.
    update app.stage_totals t set deals = t.deals - d.deals, amount = t.amount - d.amount
    from (
      select o.organization_id, o.stage_id, coalesce(o.currency, '') as currency, count(*) as deals,
        coalesce(sum(o.amount), 0) as amount
      from gone o where o.deleted_at is null group by 1, 2, 3) d
    where t.organization_id = d.organization_id and t.stage_id = d.stage_id and t.currency = d.currency;
    return null;
  end if;
  if tg_op = 'INSERT' then
    insert into app.stage_totals as t (organization_id, stage_id, currency, deals, amount)
    select n.organization_id, n.stage_id, coalesce(n.currency, ''), count(*), coalesce(sum(n.amount), 0)
    from added n where n.deleted_at is null
    group by 1, 2, 3 order by 1, 2, 3
    on conflict (organization_id, stage_id, currency)
    do update set deals = t.deals + excluded.deals, amount = t.amount + excluded.amount;
    return null;
  end if;
  insert into app.stage_totals as t (organization_id, stage_id, currency, deals, amount)
  select c.organization_id, c.stage_id, coalesce(c.currency, ''), sum(c.sign), coalesce(sum(c.sign * c.amount), 0)
  from (
    select o.organization_id, o.stage_id, o.currency, o.amount, -1 as sign from gone o where o.deleted_at is null
    union all
    select n.organization_id, n.stage_id, n.currency, n.amount, 1 from added n where n.deleted_at is null) c
  group by 1, 2, 3 having sum(c.sign) <> 0 or coalesce(sum(c.sign * c.amount), 0) <> 0 order by 1, 2, 3
  on conflict (organization_id, stage_id, currency)
  do update set deals = t.deals + excluded.deals, amount = t.amount + excluded.amount;
  return null;
end $$;
revoke execute on function app.tally_stages() from public;

create trigger tally_insert after insert on app.deals referencing new table as added
  for each statement execute function app.tally_stages();
create trigger tally_update after update on app.deals referencing old table as gone new table as added
  for each statement execute function app.tally_stages();
create trigger tally_delete after delete on app.deals referencing old table as gone
  for each statement execute function app.tally_stages();

-- Counts an organization's stages anew, for whoever wrote deals past the triggers.
create function app.recount_stages(organization uuid) returns void language sql set search_path = '' as $$
  delete from app.stage_totals where organization_id = organization;
  insert into app.stage_totals (organization_id, stage_id, currency, deals, amount)
  select organization_id, stage_id, coalesce(currency, ''), count(*), coalesce(sum(amount), 0)
  from app.deals where organization_id = organization and deleted_at is null group by 1, 2, 3;
$$;
revoke execute on function app.recount_stages(uuid) from public;
grant execute on function app.recount_stages(uuid) to service_role;

-- The deals that are there already.
insert into app.stage_totals (organization_id, stage_id, currency, deals, amount)
select organization_id, stage_id, coalesce(currency, ''), count(*), coalesce(sum(amount), 0)
from app.deals where deleted_at is null group by 1, 2, 3;

alter table app.stage_totals enable row level security;
grant select on app.stage_totals to authenticated;
grant all on app.stage_totals to service_role;
create policy read on app.stage_totals for select to authenticated
  using (organization_id = any((select app.orgs_with('deals.read'))::uuid[]));
