-- The graph of who knows whom: relations, current employment, deals together, and the messages between teammates and contacts.
-- It is read from those tables as they are; docs/decisions/0015-graph.md gives the rules. Definer functions, because row-level
-- security would be asked for every edge; app.find_paths and app.neighbourhood check the organization themselves.

-- How surely one end introduces you to the other, between 0 and 1. A path is worth the product of its edges.
create function app.relation_weight(kind text) returns float8 language sql immutable parallel safe as $$
  select case kind when 'family' then 0.9 when 'partner' then 0.9 when 'reports_to' then 0.8 when 'introduced_by' then 0.8
    when 'works_at' then 0.6 when 'deal' then 0.6 when 'colleague' then 0.5 else 0.7 end::float8
$$;
create function app.grade_weight(grade int) returns float8 language sql immutable parallel safe as $$
  select case grade when 5 then 0.95 when 4 then 0.8 when 3 then 0.6 when 2 then 0.4 else 0.2 end::float8
$$;

create function app.weight_grade(weight float8) returns int language sql immutable parallel safe as $$
  select case when weight > 0.9 then 5 when weight > 0.7 then 4 when weight > 0.5 then 3 when weight > 0.3 then 2 else 1 end
$$;

-- What a walk may go along, as the caller may read it.
create type app.graph_scope as (
  organization uuid,
  -- app.strength_factor of the moment.
  factor float8,
  deals boolean,
  strength boolean,
  -- Whether people of one company are joined directly; for drawing, the company stands between them.
  colleagues boolean,
  -- Whether teammates stand in the middle. Not when one of them asks: they can talk to each other anyway.
  teammates boolean
);

-- The edges of one node, at most `most` of each sort: the strongest or newest. Written to be inlined: a walk calls it for
-- hundreds of nodes. People of a company count as knowing each other up to a hundred of them.
create function app.graph_edges(s app.graph_scope, of_type text, of_id uuid, most int)
returns table (branch int, node_type text, node_id uuid, kind text, via uuid, weight float8) language sql stable rows 20 as $$
  (select 1, case when r.to_contact_id is null then 'company' else 'contact' end, r.to_id, r.kind, r.id, app.relation_weight(r.kind)
    from app.relations r
    where r.organization_id = (s).organization and r.from_id = of_id and r.deleted_at is null
    order by r.id desc limit most)
  union all
  (select 2, case when r.from_contact_id is null then 'company' else 'contact' end, r.from_id, r.kind, r.id, app.relation_weight(r.kind)
    from app.relations r
    where r.organization_id = (s).organization and r.to_id = of_id and r.deleted_at is null
    order by r.id desc limit most)
  union all
  (select 3, 'company', e.company_id, 'works_at', e.company_id, app.relation_weight('works_at')
    from app.employments e
    where of_type = 'contact' and e.organization_id = (s).organization and e.contact_id = of_id and e.is_current
    order by e.position, e.id limit most)
  union all
  (select 4, 'contact', e.contact_id, 'works_at', e.company_id, app.relation_weight('works_at')
    from app.employments e
    where of_type = 'company' and e.organization_id = (s).organization and e.company_id = of_id and e.is_current
    order by e.id limit most)
  union all
  (select 5, 'contact', o.contact_id, 'colleague', e.company_id, app.relation_weight('colleague')
    from app.employments e
    join app.companies f on f.organization_id = e.organization_id and f.id = e.company_id and f.deleted_at is null
    cross join lateral (
      select x.contact_id, x.id, count(*) over () as people from (
        select x.contact_id, x.id from app.employments x
        where x.organization_id = (s).organization and x.company_id = e.company_id and x.is_current
        order by x.id limit 101) x) o
    where (s).colleagues and of_type = 'contact' and e.organization_id = (s).organization and e.contact_id = of_id
      and e.is_current and o.people <= 100 and o.contact_id <> of_id
    order by o.id limit most)
  union all
  (select 6, 'contact', o.contact_id, 'deal', d.deal_id, app.relation_weight('deal')
    from app.deal_contacts d
    join app.deals x on x.organization_id = d.organization_id and x.id = d.deal_id and x.deleted_at is null
    join app.deal_contacts o on o.organization_id = d.organization_id and o.deal_id = d.deal_id and o.contact_id <> of_id
    where (s).deals and of_type = 'contact' and d.organization_id = (s).organization and d.contact_id = of_id
    order by d.deal_id desc, o.contact_id limit most)
  union all
  (select 7, 'user', k.user_id, 'knows', null::uuid, app.grade_weight(app.strength_grade(k.inbound * (s).factor, k.outbound * (s).factor))
    from app.connection_strengths k
    where (s).strength and of_type = 'contact' and k.organization_id = (s).organization and k.contact_id = of_id
      and k.user_id is not null and k.interactions > 0
    order by app.strength_score(k.inbound, k.outbound) desc, k.user_id limit most)
  union all
  (select 8, 'contact', k.contact_id, 'knows', null::uuid, app.grade_weight(app.strength_grade(k.inbound * (s).factor, k.outbound * (s).factor))
    from app.connection_strengths k
    where (s).strength and of_type = 'user' and k.organization_id = (s).organization and k.user_id = of_id and k.interactions > 0
    order by app.strength_score(k.inbound, k.outbound) desc, k.contact_id limit most)
$$;
revoke execute on function app.graph_edges(app.graph_scope, text, uuid, int) from public;

-- Whether somebody is there to be named: not deleted, and still a member.
create function app.graph_live(organization uuid, of_type text, of_id uuid) returns boolean language sql stable as $$
  select case of_type
    when 'contact' then exists (
      select from app.contacts c where c.organization_id = organization and c.id = of_id and c.deleted_at is null)
    when 'company' then exists (
      select from app.companies f where f.organization_id = organization and f.id = of_id and f.deleted_at is null)
    else exists (select from app.memberships m where m.organization_id = organization and m.user_id = of_id) end
$$;
revoke execute on function app.graph_live(uuid, text, uuid) from public;

create function app.graph_name(organization uuid, of_type text, of_id uuid) returns text
language sql stable as $$
  select case of_type
    when 'contact' then (select c.name from app.contacts c where c.organization_id = organization and c.id = of_id)
    when 'company' then (select f.name from app.companies f where f.organization_id = organization and f.id = of_id)
    when 'deal' then (select d.name from app.deals d where d.organization_id = organization and d.id = of_id)
    else (select m.name from app.members(organization) m where m.user_id = of_id) end
$$;
revoke execute on function app.graph_name(uuid, text, uuid) from public;

-- The scope of the caller in an organization; null when they may not walk there at all.
create function app.graph_scope_of(organization uuid, at timestamptz) returns app.graph_scope
language plpgsql stable security definer set search_path = '' as $$
begin
  if not coalesce(organization = any(app.orgs_with('relations.read')) and organization = any(app.orgs_with('contacts.read'))
      and organization = any(app.orgs_with('companies.read')), false) then
    return null;
  end if;
  return row(organization, app.strength_factor(at), organization = any(app.orgs_with('deals.read')),
    organization = any(app.orgs_with('interactions.read')) and organization = any(app.orgs_with('organization.read')), true, true)::app.graph_scope;
end $$;
revoke execute on function app.graph_scope_of(uuid, timestamptz) from public;

-- One edge as the wire shows it, read from one end to the other.
create function app.graph_edge_json(organization uuid, kind text, via uuid, from_id uuid, weight float8) returns jsonb
language sql stable as $$
  select jsonb_build_object('kind', kind, 'weight', weight,
      'grade', case when kind = 'knows' then app.weight_grade(weight) end,
      'via', case when kind in ('colleague', 'deal') then jsonb_build_object(
        'type', case kind when 'deal' then 'deal' else 'company' end, 'id', via,
        'name', app.graph_name(organization, case kind when 'deal' then 'deal' else 'company' end, via)) end)
    || coalesce((
      select jsonb_build_object('relationId', r.id, 'forward', r.from_id = edge.from_id,
        'label', case when r.from_id = edge.from_id then l.label else coalesce(l.inverse_label, l.label) end)
      from (select graph_edge_json.from_id) edge, app.relations r
      left join app.relation_labels l on l.organization_id = r.organization_id and l.id = r.label_id
      where kind not in ('works_at', 'colleague', 'deal', 'knows') and r.organization_id = organization and r.id = via),
      '{"relationId": null, "forward": true, "label": null}')
$$;
revoke execute on function app.graph_edge_json(uuid, text, uuid, uuid, float8) from public;

-- One step of a walk: the node reached, by which edge, from which step.
create type app.graph_step as (
  n int, parent int, depth int, node_type text, node_id uuid, kind text, via uuid, weight float8, score float8
);

-- The steps after a ring: for each node the best way there, numbered from `first_n`, never back to `start`. A company is not
-- walked through from one employee to the next: being colleagues is an edge of its own. `capped`: some node had more edges.
create function app.graph_expand(
  s app.graph_scope, ring app.graph_step[], most int, start uuid, first_n int, out steps app.graph_step[], out capped boolean
) language sql stable set search_path = '' as $$
  with raw as materialized (
    select f.n as parent, f.depth + 1 as depth, e.branch, e.node_type, e.node_id, e.kind, e.via, e.weight,
      f.score * e.weight as score
    from unnest(ring) f
    cross join lateral app.graph_edges(s, f.node_type, f.node_id, most) e
    where not (f.kind is not distinct from 'works_at' and f.node_type = 'company' and e.kind = 'works_at')
      and e.node_id is distinct from start),
  best as (
    select distinct on (r.node_id, r.kind = 'works_at') r.* from raw r
    order by r.node_id, r.kind = 'works_at', r.score desc, r.parent, r.kind, r.via)
  select
    coalesce((
      select array_agg(row(b.nth, b.parent, b.depth, b.node_type, b.node_id, b.kind, b.via, b.weight, b.score)::app.graph_step
        order by b.nth)
      from (select (first_n - 1 + row_number() over (order by b.score desc, b.node_id, b.kind))::int as nth, b.* from best b) b), '{}'),
    exists (select from raw r group by r.parent, r.branch having count(*) >= most)
$$;
revoke execute on function app.graph_expand(app.graph_scope, app.graph_step[], int, uuid, int) from public;

-- The strongest steps from which a walk goes on: those who are there, and not the other end.
create function app.graph_ring(s app.graph_scope, steps app.graph_step[], other_end uuid)
returns app.graph_step[] language sql stable set search_path = '' as $$
  select coalesce(array_agg(live.f order by (live.f).n), '{}') from (
    select sorted.f from (select f from unnest(steps) f order by f.n offset 0) sorted
    where (sorted.f).node_id is distinct from other_end and ((s).teammates or (sorted.f).node_type <> 'user')
      and app.graph_live((s).organization, (sorted.f).node_type, (sorted.f).node_id)
    limit 401) live
$$;
revoke execute on function app.graph_ring(app.graph_scope, app.graph_step[], uuid) from public;

-- Where walks from both ends meet, as paths. Each length is looked for where exactly one step of it can meet. Paths over somebody who
-- is gone, and walks that pass a place twice, are left out.
create function app.graph_meet(
  s app.graph_scope, ahead app.graph_step[], back app.graph_step[], kept_ahead app.graph_step[], kept_back app.graph_step[],
  far int, near int, wanted int
) returns jsonb language sql stable set search_path = '' as $$
  with recursive meeting as (
    select f, b, f.score * b.score as score, f.depth + b.depth as hops
    from unnest(ahead) f join unnest(back) b on b.node_id = f.node_id
    where f.depth = least(f.depth + b.depth, far) and f.depth + b.depth between 1 and far + near
      and ((s).teammates or f.node_type <> 'user' or f.depth = 0)
      and not (f.depth > 0 and b.depth > 0 and f.node_type = 'company' and f.kind = 'works_at' and b.kind = 'works_at')),
  candidate as materialized (
    select row_number() over (order by m.score desc, m.hops, (m.f).node_id, (m.f).kind, (m.b).kind) as id, m.*
    from meeting m order by id limit 200),
  first_half as (
    select id, f as step from candidate
    union all select h.id, p from first_half h join unnest(kept_ahead) p on p.n = (h.step).parent),
  second_half as (
    select id, b as step from candidate
    union all select h.id, p from second_half h join unnest(kept_back) p on p.n = (h.step).parent),
  place as (
    select h.id, (h.step).depth as nth, (h.step).node_type, (h.step).node_id from first_half h
    union all
    select h.id, c.hops - (h.step).depth, (h.step).node_type, (h.step).node_id
    from second_half h join candidate c on c.id = h.id where (h.step).depth < (c.b).depth),
  edge as (
    select h.id, (h.step).depth as nth, (h.step).kind, (h.step).via, (h.step).weight from first_half h where (h.step).depth > 0
    union all
    select h.id, c.hops - (h.step).depth + 1, (h.step).kind, (h.step).via, (h.step).weight
    from second_half h join candidate c on c.id = h.id where (h.step).depth > 0),
  chosen as (
    select distinct on (p.ids) c.id, c.score, c.hops, p.ids
    from candidate c
    join (select id, array_agg(node_id order by nth) as ids, count(distinct node_id) as places from place group by id) p on p.id = c.id
    where p.places = c.hops + 1
      and app.graph_live((s).organization, (c.f).node_type, (c.f).node_id)
    order by p.ids, c.score desc, c.id),
  shown as (select * from chosen order by score desc, hops, ids limit wanted)
  select coalesce(jsonb_agg(jsonb_build_object(
      'score', round(w.score::numeric, 4), 'hops', w.hops,
      'nodes', (
        select jsonb_agg(jsonb_build_object('type', p.node_type, 'id', p.node_id,
          'name', app.graph_name((s).organization, p.node_type, p.node_id)) order by p.nth)
        from place p where p.id = w.id),
      'edges', (
        select jsonb_agg(app.graph_edge_json((s).organization, e.kind, e.via, p.node_id, e.weight) order by e.nth)
        from edge e join place p on p.id = e.id and p.nth = e.nth - 1 where e.id = w.id))
    order by w.score desc, w.hops, w.ids), '[]')
  from shown w
$$;
revoke execute on function app.graph_meet(app.graph_scope, app.graph_step[], app.graph_step[], app.graph_step[],
  app.graph_step[], int, int, int) from public;

-- The best paths from `from_id`, or from anybody of the team, to `to_id` over at most `hops` edges: one for each person in the middle,
-- the strongest first. Walks from both ends, each time from the side with fewer people. Null when an end is not there or the
-- caller may not know. `capped`: a node had more edges than were looked at, which are 2,000 of each sort at the ends and 100
-- between, from the 400 strongest of a ring.
create function app.find_paths(
  organization uuid, from_type text, from_id uuid, to_type text, to_id uuid, hops int, wanted int, at timestamptz
) returns jsonb
language plpgsql stable security definer set search_path = '' set jit = off as $$
declare
  s app.graph_scope := app.graph_scope_of(organization, at);
  of_team boolean := from_type in ('team', 'user');
  ahead app.graph_step[];
  back app.graph_step[] := array[row(1, null, 0, to_type, to_id, null, null, 1, 1)::app.graph_step];
  ring_ahead app.graph_step[];
  ring_back app.graph_step[] := back;
  kept_ahead app.graph_step[];
  kept_back app.graph_step[] := back;
  far int := 0;
  near int := 0;
  capped boolean := false;
  grown record;
begin
  if (s).organization is null or not app.graph_live(organization, to_type, to_id)
    or not (from_type = 'team' or app.graph_live(organization, from_type, from_id)) then
    return null;
  end if;
  select array_agg(row(m.nth, null, 0, m.node_type, m.id, null, null, 1, 1)::app.graph_step order by m.nth) into ahead
  from (
    select 'user' as node_type, user_id as id, row_number() over (order by user_id)::int as nth from app.memberships
    where organization_id = organization and from_type = 'team'
    union all select from_type, from_id, 1 where from_type <> 'team') m;
  s.teammates := not of_team;
  ring_ahead := ahead;
  kept_ahead := ahead;
  while far + near < hops loop
    -- A teammate knows hundreds.
    if cardinality(ring_ahead) * (case when of_team and far = 0 then 200 else 1 end) <= cardinality(ring_back) then
      grown := app.graph_expand(s, ring_ahead, case when far = 0 then 2000 else 100 end, from_id, cardinality(ahead) + 1);
      ahead := ahead || grown.steps;
      ring_ahead := app.graph_ring(s, grown.steps, to_id);
      capped := capped or grown.capped or cardinality(ring_ahead) > 400;
      ring_ahead := ring_ahead[:400];
      kept_ahead := kept_ahead || ring_ahead;
      far := far + 1;
    else
      grown := app.graph_expand(s, ring_back, case when near = 0 then 2000 else 100 end, to_id, cardinality(back) + 1);
      back := back || grown.steps;
      ring_back := app.graph_ring(s, grown.steps, from_id);
      capped := capped or grown.capped or cardinality(ring_back) > 400;
      ring_back := ring_back[:400];
      kept_back := kept_back || ring_back;
      near := near + 1;
    end if;
  end loop;
  return jsonb_build_object('items', app.graph_meet(s, ahead, back, kept_ahead, kept_back, far, near, wanted), 'capped', capped);
end $$;
revoke execute on function app.find_paths(uuid, text, uuid, text, uuid, int, int, timestamptz) from public;
grant execute on function app.find_paths(uuid, text, uuid, text, uuid, int, int, timestamptz) to authenticated;

-- Each node once, by its best step, without those that are known already.
create function app.graph_once(steps app.graph_step[], known app.graph_step[]) returns app.graph_step[]
language sql stable set search_path = '' as $$
  select coalesce(array_agg(o.f order by (o.f).n), '{}') from (
    select distinct on (f.node_id) f from unnest(steps) f
    where f.node_id not in (select k.node_id from unnest(known) k) order by f.node_id, f.n) o
$$;
revoke execute on function app.graph_once(app.graph_step[], app.graph_step[]) from public;

-- The edges between these nodes, each once.
create function app.graph_edges_among(s app.graph_scope, nodes app.graph_step[]) returns jsonb
language sql stable set search_path = '' as $$
  with found as (
    select distinct on (least(f.node_id, e.node_id), greatest(f.node_id, e.node_id), e.kind, e.via)
      f.node_type as from_type, f.node_id as from_id, e.*
    from unnest(nodes) f
    cross join lateral app.graph_edges(s, f.node_type, f.node_id, 200) e
    where f.node_type <> 'user' and e.node_id in (select t.node_id from unnest(nodes) t)
    order by least(f.node_id, e.node_id), greatest(f.node_id, e.node_id), e.kind, e.via, f.n)
  select coalesce(jsonb_agg(jsonb_build_object(
      'from', jsonb_build_object('type', e.from_type, 'id', e.from_id),
      'to', jsonb_build_object('type', e.node_type, 'id', e.node_id))
    || app.graph_edge_json((s).organization, e.kind, e.via, e.from_id, e.weight)
    order by e.weight desc, e.from_id, e.node_id, e.kind, e.via), '[]')
  from found e
$$;
revoke execute on function app.graph_edges_among(app.graph_scope, app.graph_step[]) from public;

-- Who and what stands around a record within `depth` edges, and the edges among them, as JSON; null when it is not there or
-- the caller may not know. At most `most` nodes, the strongest first; half of them, where there are so many, next to the record.
create function app.neighbourhood(organization uuid, of_type text, of_id uuid, depth int, most int, at timestamptz) returns jsonb
language plpgsql stable security definer set search_path = '' set jit = off as $$
declare
  s app.graph_scope := app.graph_scope_of(organization, at);
  around app.graph_step[] := array[row(1, null, 0, of_type, of_id, null, null, 1, 1)::app.graph_step];
  inner_most int := most / depth;
  near app.graph_step[];
  far app.graph_step[];
  capped boolean;
  grown record;
begin
  if (s).organization is null or not app.graph_live(organization, of_type, of_id) then
    return null;
  end if;
  s.colleagues := false;
  grown := app.graph_expand(s, around, 200, of_id, 2);
  near := app.graph_ring(s, app.graph_once(grown.steps, '{}'), null);
  capped := grown.capped or cardinality(near) > inner_most;
  near := near[:inner_most];
  around := around || near;
  if depth > 1 then
    near := (select coalesce(array_agg(f order by f.n), '{}') from unnest(near) f where f.node_type <> 'user');
    grown := app.graph_expand(s, near, 20, of_id, cardinality(around) + 1);
    far := app.graph_ring(s, app.graph_once(grown.steps, around), null);
    capped := capped or grown.capped or cardinality(far) > most - cardinality(around);
    around := around || far[:greatest(most - cardinality(around), 0)];
  end if;
  return jsonb_build_object('capped', capped,
    'nodes', (
      select jsonb_agg(jsonb_build_object('type', f.node_type, 'id', f.node_id, 'depth', f.depth,
        'name', app.graph_name(organization, f.node_type, f.node_id)) order by f.depth, f.score desc, f.node_id)
      from unnest(around) f),
    'edges', app.graph_edges_among(s, around));
end $$;
revoke execute on function app.neighbourhood(uuid, text, uuid, int, int, timestamptz) from public;
grant execute on function app.neighbourhood(uuid, text, uuid, int, int, timestamptz) to authenticated;
