-- Paths to a team cost less: the last step back looks for messages alone, and what the last step reaches is only met, not gone on
-- from. The rules are those of docs/decisions/0015-graph.md, as before.

-- The teammates who know somebody of a ring: the last step back when anybody of the team may start.
create function app.graph_expand_to_team(
  s app.graph_scope, ring app.graph_step[], first_n int, out steps app.graph_step[], out capped boolean
) language sql stable set search_path = '' as $$
  select coalesce(array_agg(row(b.nth, b.parent, b.depth, 'user', b.user_id, 'knows', null, b.weight, b.score)::app.graph_step
    order by b.nth), '{}'), false
  from (
    select (first_n - 1 + row_number() over (order by e.score desc, e.user_id))::int as nth, e.*
    from (
      select distinct on (k.user_id) f.n as parent, f.depth + 1 as depth, k.user_id, k.weight, f.score * k.weight as score
      from unnest(ring) f
      cross join lateral (
        select c.user_id,
          app.grade_weight(app.strength_grade(c.inbound * (s).factor, c.outbound * (s).factor)) as weight
        from app.connection_strengths c
        where (s).strength and c.organization_id = (s).organization and c.contact_id = f.node_id and c.user_id is not null
          and c.interactions > 0) k
      where f.node_type = 'contact'
      order by k.user_id, f.score * k.weight desc, f.n) e) b
$$;
revoke execute on function app.graph_expand_to_team(app.graph_scope, app.graph_step[], int) from public;

create or replace function app.graph_ring(s app.graph_scope, steps app.graph_step[], other_end uuid)
returns app.graph_step[] language sql stable set search_path = '' as $$
  select coalesce(array_agg(live.f order by (live.f).n), '{}') from (
    select sorted.f from (select f from unnest(steps) f order by f.n offset 0) sorted
    where (sorted.f).node_id is distinct from other_end and ((s).teammates or (sorted.f).node_type <> 'user')
      and case (sorted.f).node_type
        when 'contact' then exists (
          select from app.contacts c
          where c.organization_id = (s).organization and c.id = (sorted.f).node_id and c.deleted_at is null)
        else app.graph_live((s).organization, (sorted.f).node_type, (sorted.f).node_id) end
    limit 401) live
$$;

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
    last := far + near = hops - 1;
    -- A teammate knows hundreds.
    if cardinality(ring_ahead) * (case when of_team and far = 0 then 200 else 1 end) <= cardinality(ring_back) then
      grown := app.graph_expand(s, ring_ahead, case when far = 0 then 2000 else 100 end, from_id, cardinality(ahead) + 1);
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
        grown := app.graph_expand(s, ring_back, case when near = 0 then 2000 else 100 end, to_id, cardinality(back) + 1);
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
