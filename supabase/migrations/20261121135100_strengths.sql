-- How well each teammate knows each contact, from the interactions that they logged: days on which a message came, and days
-- on which one went, each worth half as much every 90 days. docs/decisions/0014-strength.md gives the reasons.
select app.keep_audit('app.relations', 'relation', '{from_id,to_id,mutual}');

-- What a day is worth, counted from a fixed day in 2020. All sums grow by the same factor as time goes by, so rows never need a
-- nightly pass: app.strength_factor makes today's value of them. Held within a hundred years either way, where doubles are safe.
create function app.strength_points(day timestamptz) returns float8 language sql immutable parallel safe as $$
  select power(2::float8, greatest(-400, least(400, extract(epoch from day - '2020-01-01 00:00:00+00'::timestamptz)::float8 / 7776000)))
$$;
create function app.strength_factor(at timestamptz) returns float8 language sql immutable parallel safe as $$
  select 1 / app.strength_points(at)
$$;

-- The five grades, from the days at their value of the moment; 0 for no interaction at all. Days that were answered count
-- double; what goes one way only counts a quarter, and no more than eight such days.
create function app.strength_score(inbound float8, outbound float8) returns float8
language sql immutable parallel safe as $$
  select 2 * least(inbound, outbound) + least(abs(inbound - outbound), 8) / 4
$$;
create function app.strength_grade(inbound float8, outbound float8) returns int language sql immutable parallel safe as $$
  select case
    when inbound + outbound <= 0 then 0
    when app.strength_score(inbound, outbound) >= 24 then 5
    when app.strength_score(inbound, outbound) >= 8 then 4
    when app.strength_score(inbound, outbound) >= 3 then 3
    when app.strength_score(inbound, outbound) >= 1 then 2
    else 1 end
$$;

create table app.connection_strengths (
  organization_id uuid not null references app.organizations on delete cascade,
  contact_id uuid not null,
  -- Who logged the interactions; null for people whose account is gone.
  user_id uuid references auth.users on delete cascade,
  -- Points of the days with a message from the contact, and to them.
  inbound float8 not null default 0,
  outbound float8 not null default 0,
  interactions int not null default 0,
  last_at timestamptz,
  constraint connection_strengths_one unique nulls not distinct (organization_id, contact_id, user_id),
  foreign key (organization_id, contact_id) references app.contacts (organization_id, id) on delete cascade
);
-- Whom a teammate knows, the best known first.
create index connection_strengths_user on app.connection_strengths
  (organization_id, user_id, (app.strength_score(inbound, outbound)) desc, contact_id);

alter table app.connection_strengths enable row level security;
grant select on app.connection_strengths to authenticated;
grant all on app.connection_strengths to service_role;
create policy read on app.connection_strengths for select to authenticated
  using (organization_id = any((select app.orgs_with('interactions.read'))::uuid[]));

-- Counts from scratch: the rows of these contacts, or of all of the organization.
create function app.recount_strengths(organization uuid, contacts uuid[] default null) returns void
language plpgsql security definer set search_path = '' as $$
begin
  delete from app.connection_strengths s
  where s.organization_id = organization and (contacts is null or s.contact_id = any(contacts));
  insert into app.connection_strengths (organization_id, contact_id, user_id, inbound, outbound, interactions, last_at)
  select organization, d.contact_id, d.logged_by,
    coalesce(sum(app.strength_points(d.day)) filter (where d.direction = 'inbound'), 0),
    coalesce(sum(app.strength_points(d.day)) filter (where d.direction = 'outbound'), 0),
    sum(d.messages), max(d.last_at)
  from (
    select i.contact_id, i.logged_by, i.direction, date_trunc('day', i.occurred_at, 'UTC') as day,
      count(*)::int as messages, max(i.occurred_at) as last_at
    from app.interactions i
    where i.organization_id = organization and i.deleted_at is null and (contacts is null or i.contact_id = any(contacts))
    group by 1, 2, 3, 4) d
  group by d.contact_id, d.logged_by
  order by d.contact_id, d.logged_by;
end $$;
revoke execute on function app.recount_strengths(uuid, uuid[]) from public;
grant execute on function app.recount_strengths(uuid, uuid[]) to service_role;

-- Adds what was logged. The rows are held first, in one order: of two people who log at once, the second sees the first's day.
create function app.add_strengths() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  insert into app.connection_strengths as s (organization_id, contact_id, user_id)
  select distinct c.organization_id, c.contact_id, c.logged_by from changed c where c.deleted_at is null
  order by 1, 2, 3
  on conflict on constraint connection_strengths_one do update set interactions = s.interactions;
  update app.connection_strengths s
  set inbound = s.inbound + d.inbound, outbound = s.outbound + d.outbound,
    interactions = s.interactions + d.messages, last_at = greatest(s.last_at, d.last_at)
  from (
    select n.organization_id, n.contact_id, n.logged_by, sum(n.messages)::int as messages, max(n.last_at) as last_at,
      coalesce(sum(app.strength_points(n.day)) filter (where n.fresh and n.direction = 'inbound'), 0) as inbound,
      coalesce(sum(app.strength_points(n.day)) filter (where n.fresh and n.direction = 'outbound'), 0) as outbound
    from (
      select g.*, not exists (
          select from app.interactions i
          where i.organization_id = g.organization_id and i.contact_id = g.contact_id and i.deleted_at is null
            and i.occurred_at >= g.day and i.occurred_at < g.day + interval '24 hours' and i.direction = g.direction
            and i.logged_by is not distinct from g.logged_by and i.id <> all (g.ids)) as fresh
      from (
        select c.organization_id, c.contact_id, c.logged_by, c.direction, date_trunc('day', c.occurred_at, 'UTC') as day,
          count(*) as messages, max(c.occurred_at) as last_at, array_agg(c.id) as ids
        from changed c where c.deleted_at is null group by 1, 2, 3, 4, 5) g) n
    group by 1, 2, 3) d
  where s.organization_id = d.organization_id and s.contact_id = d.contact_id and s.user_id is not distinct from d.logged_by;
  return null;
end $$;
revoke execute on function app.add_strengths() from public;

-- Forgetting, moving to another contact and the like are rare: those contacts are counted anew.
create function app.change_strengths() returns trigger language plpgsql security definer set search_path = '' as $$
declare
  touched record;
begin
  for touched in
    select e.organization_id, array_agg(distinct e.contact_id) as contacts
    from (
      select w.organization_id, unnest(array[w.contact_id, c.contact_id]) as contact_id
      from was w join changed c on c.id = w.id
      where (w.contact_id, w.direction, w.occurred_at, w.logged_by, w.deleted_at)
        is distinct from (c.contact_id, c.direction, c.occurred_at, c.logged_by, c.deleted_at)) e
    group by 1 order by 1
  loop
    perform app.recount_strengths(touched.organization_id, touched.contacts);
  end loop;
  return null;
end $$;
revoke execute on function app.change_strengths() from public;
create function app.drop_strengths() returns trigger language plpgsql security definer set search_path = '' as $$
declare
  touched record;
begin
  for touched in
    select w.organization_id, array_agg(distinct w.contact_id) as contacts from was w
    where w.deleted_at is null group by 1 order by 1
  loop
    perform app.recount_strengths(touched.organization_id, touched.contacts);
  end loop;
  return null;
end $$;
revoke execute on function app.drop_strengths() from public;

create trigger strengths_insert after insert on app.interactions referencing new table as changed
  for each statement execute function app.add_strengths();
create trigger strengths_update after update on app.interactions referencing old table as was new table as changed
  for each statement execute function app.change_strengths();
create trigger strengths_delete after delete on app.interactions referencing old table as was
  for each statement execute function app.drop_strengths();

do $$
declare
  organization uuid;
begin
  for organization in select id from app.organizations order by id loop
    perform app.recount_strengths(organization);
  end loop;
end $$;
