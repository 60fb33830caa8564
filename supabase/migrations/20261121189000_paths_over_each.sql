-- Of the paths between two people one is told for each person in the middle, whoever asks. Until now all paths as short as the longer walk
-- met at their end, where only the best is kept: of two people who could introduce one to the other the weaker was never named.

-- The steps after a ring, over all edges or over those in reach: for each node the best way there, numbered from `first_n`, never back to
-- `start`. Where teammates are who asks, each stands there once for every person whom they know, the 400 best of these: nothing goes on from
-- there. A company is not walked through from one employee to the next: being colleagues is an edge of its own. `met`: in the last step of a
-- walk, the steps of the other one. `capped`: some node had more edges.
do $$
declare
  one record;
begin
  for one in select * from (values ('graph_expand_reached', 'graph_edges_reached', ''), ('graph_expand', 'graph_edges', '
    if (s).people is not null then
      select e.steps, e.capped into steps, capped from app.graph_expand_reached(s, ring, most, start, first_n, met) e;
      return;
    end if;')) as kinds (name, edges, first) loop
    execute format($f$
  create or replace function app.%I(
    s app.graph_scope, ring app.graph_step[], most int, start uuid, first_n int, met app.graph_step[] default null,
    out steps app.graph_step[], out capped boolean
  ) language plpgsql stable set search_path = '' as $function$
  begin%s
    with raw as materialized (
      select f.n as parent, f.depth + 1 as depth, e.branch, e.node_type, e.node_id, e.kind, e.via, e.weight,
        f.score * e.weight as score,
        case when e.node_type = 'user' and not (s).teammates then f.n end as each
      from unnest(ring) f
      cross join lateral app.%I(s, f.node_type, f.node_id, most) e
      where not (f.kind is not distinct from 'works_at' and f.node_type = 'company' and e.kind = 'works_at')
        and e.node_id is distinct from start),
    best as (
      select distinct on (r.node_id, r.kind = 'works_at', r.each) r.* from raw r
      where met is null or r.node_id in (select m.node_id from unnest(met) m)
      order by r.node_id, r.kind = 'works_at', r.each, r.score desc, r.parent, r.kind, r.via)
    select
      coalesce((
        select array_agg(row(b.nth, b.parent, b.depth, b.node_type, b.node_id, b.kind, b.via, b.weight, b.score)::app.graph_step
          order by b.nth)
        from (
          select (first_n - 1 + row_number() over (order by b.score desc, b.node_id, b.kind, b.parent))::int as nth, b.*
          from (select b.*, row_number() over (partition by b.each is null order by b.score desc, b.node_id, b.parent) as place from best b) b
          where b.each is null or b.place <= 400) b), '{}'),
      exists (select from raw r group by r.parent, r.branch having count(*) >= most)
    into steps, capped;
  end $function$
    $f$, one.name, one.first, one.edges);
  end loop;
end $$;

-- The teammates who know somebody of a ring, each once for every such person: the last step back when one of the team starts.
create or replace function app.graph_expand_to_team(
  s app.graph_scope, ring app.graph_step[], first_n int, out steps app.graph_step[], out capped boolean
) language plpgsql stable set search_path = '' as $$
begin
  select coalesce(array_agg(row(b.nth, b.parent, b.depth, 'user', b.user_id, 'knows', null, b.weight, b.score)::app.graph_step
    order by b.nth), '{}'), false
  from (
    select (first_n - 1 + row_number() over (order by f.score * k.weight desc, k.user_id, f.n))::int as nth, f.n as parent,
      f.depth + 1 as depth, k.user_id, k.weight, f.score * k.weight as score
    from unnest(ring) f
    cross join lateral (
      select c.user_id, app.grade_weight(app.strength_grade(c.inbound * (s).factor, c.outbound * (s).factor)) as weight
      from app.connection_strengths c
      where (s).strength and c.organization_id = (s).organization and c.contact_id = f.node_id and c.user_id is not null
        and c.interactions > 0) k
    where f.node_type = 'contact'
    order by nth limit 400) b
  into steps, capped;
end $$;

-- Where two walks meet, as paths. Each path counts where its middle is, as far as the walks reached it: there every other person in
-- the middle is another path.
create or replace function app.graph_meet(
  s app.graph_scope, ahead app.graph_step[], back app.graph_step[], kept_ahead app.graph_step[], kept_back app.graph_step[],
  far int, near int, wanted int
) returns jsonb language plpgsql stable set search_path = '' as $$
begin
  return (
  with recursive meeting as (
    select f, b, f.score * b.score as score, f.depth + b.depth as hops
    from unnest(ahead) f join unnest(back) b on b.node_id = f.node_id
    where f.depth = least(greatest((f.depth + b.depth + 1) / 2, f.depth + b.depth - near), far)
      and f.depth + b.depth between 1 and far + near
      and ((s).teammates or f.node_type <> 'user' or f.depth = 0)
      and not (f.depth > 0 and b.depth > 0 and f.node_type = 'company' and f.kind = 'works_at' and b.kind = 'works_at')),
  candidate as materialized (
    select row_number() over (order by m.score desc, m.hops, (m.f).node_id, (m.f).kind, (m.b).kind, (m.b).n) as id, m.*
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
  from shown w);
end $$;

create or replace function app.find_paths(
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
  last boolean;
begin
  if (s).organization is null or not app.graph_live(organization, to_type, to_id)
    or not (from_type = 'team' or app.graph_live(organization, from_type, from_id))
    or ((s).people is not null and not (app.graph_reached(s, to_type, to_id)
      and (from_type = 'team' or app.graph_reached(s, from_type, from_id)))) then
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
    last := far + near = hops - 1;
    -- A teammate knows hundreds.
    if cardinality(ring_ahead) * (case when of_team and far = 0 then 200 else 1 end) <= cardinality(ring_back) then
      grown := app.graph_expand(s, ring_ahead, case when far = 0 then 2000 else 100 end, from_id, cardinality(ahead) + 1,
        case when last then back end);
      ahead := ahead || grown.steps;
      far := far + 1;
      capped := capped or grown.capped;
      if not last then
        ring_ahead := app.graph_ring(s, grown.steps, to_id);
        capped := capped or cardinality(ring_ahead) > 400;
        ring_ahead := ring_ahead[:400];
        kept_ahead := kept_ahead || ring_ahead;
      end if;
    else
      if last and far = 0 and of_team then
        grown := app.graph_expand_to_team(s, ring_back, cardinality(back) + 1);
      else
        grown := app.graph_expand(s, ring_back, case when near = 0 then 2000 else 100 end, to_id, cardinality(back) + 1,
          case when last then ahead end);
      end if;
      back := back || grown.steps;
      near := near + 1;
      capped := capped or grown.capped;
      if not last then
        ring_back := app.graph_ring(s, grown.steps, from_id);
        capped := capped or cardinality(ring_back) > 400;
        ring_back := ring_back[:400];
        kept_back := kept_back || ring_back;
      end if;
    end if;
  end loop;
  return jsonb_build_object('items', app.graph_meet(s, ahead, back, kept_ahead, kept_back, far, near, wanted), 'capped', capped);
end $$;

select app.open_reading();
