-- Whoever is narrowed asks for paths, too: over the people and companies that they reach, and no others. Whatever they ask goes along edges
-- that end at such a record and are told by one that they see. To everybody else nothing changes.

-- `people`: whose records the caller reaches; null for everybody's.
alter type app.graph_scope add attribute people uuid[];

-- Whether a narrowed caller reaches a record. Whoever works here is known to everybody.
create function app.graph_reached(s app.graph_scope, of_type text, of_id uuid) returns boolean language sql stable as $$
  select case of_type
    when 'contact' then exists (select from app.contacts r
      where r.organization_id = (s).organization and r.id = of_id and r.owner_id = any((s).people))
    when 'company' then exists (select from app.companies r
      where r.organization_id = (s).organization and r.id = of_id and r.owner_id = any((s).people))
    when 'deal' then exists (select from app.deals r
      where r.organization_id = (s).organization and r.id = of_id and r.owner_id = any((s).people))
    else of_type = 'user' end
$$;

-- The edges of one node in reach: a colleague over a company that is, a deal that is. As many as `most` of each sort of these, so that
-- nothing tells how many others there are; but a company of more than a hundred people is one, whoever of them is in reach.
create function app.graph_edges_reached(s app.graph_scope, of_type text, of_id uuid, most int)
returns table (branch int, node_type text, node_id uuid, kind text, via uuid, weight float8) language sql stable rows 20 as $$
  select e.branch, e.node_type, e.node_id, e.kind, e.via, e.weight
  from (
    select e.*, row_number() over (partition by e.branch order by e.weight desc, e.via desc, e.node_id) as nth
    from app.graph_edges(s, of_type, of_id, 1000000) e
    where app.graph_reached(s, e.node_type, e.node_id)
      and (e.kind not in ('colleague', 'deal')
        or app.graph_reached(s, case e.kind when 'deal' then 'deal' else 'company' end, e.via))) e
  where e.nth <= most
$$;
revoke execute on function app.graph_reached(app.graph_scope, text, uuid), app.graph_edges_reached(app.graph_scope, text, uuid, int)
  from public;

-- As before; of narrowed callers by what they reach.
create or replace function app.graph_scope_of(organization uuid, at timestamptz)
returns app.graph_scope language plpgsql stable security definer set search_path = '' as $$
declare
  everybody constant boolean := not coalesce(organization = any(app.narrowed_places()), false);
  needed text[] := '{relations.read,contacts.read,companies.read,deals.read,interactions.read}';
  allowed text[] := array(select n from unnest(needed) n
    where organization = any(case when everybody then app.orgs_with(n) else app.narrowed_orgs(n) end));
begin
  if not allowed @> needed[1:3] then
    return null;
  end if;
  return row(organization, app.strength_factor(at), 'deals.read' = any(allowed),
    'interactions.read' = any(allowed) and organization = any(app.orgs_with('organization.read')), true, true,
    case when not everybody then array(
      select p.user_id from app.reached_people() p where p.organization_id = graph_scope_of.organization) end)::app.graph_scope;
end $$;

-- The walks of everybody stay what they are, with one question at their beginning; those in reach are the same over other edges.
do $$
declare
  definition text;
  expand constant regprocedure := 'app.graph_expand(app.graph_scope, app.graph_step[], int, uuid, int, app.graph_step[])'::regprocedure;
  among constant regprocedure := 'app.graph_edges_among(app.graph_scope, app.graph_step[])'::regprocedure;
  name text;
begin
  definition := pg_get_functiondef(expand);
  execute replace(replace(definition, 'app.graph_expand(', 'app.graph_expand_reached('), 'app.graph_edges(', 'app.graph_edges_reached(');
  if strpos(definition, E'\nbegin\n') = 0 then
    raise exception 'A walk does not begin as it is known to';
  end if;
  execute replace(definition, E'\nbegin\n', E'\nbegin
  if (s).people is not null then
    select e.steps, e.capped into steps, capped from app.graph_expand_reached(s, ring, most, start, first_n, met) e;
    return;
  end if;\n');
  definition := pg_get_functiondef(among);
  execute replace(replace(definition, 'app.graph_edges_among(', 'app.graph_edges_among_reached('), 'app.graph_edges(', 'app.graph_edges_reached(');
  revoke execute on function app.graph_expand_reached(app.graph_scope, app.graph_step[], int, uuid, int, app.graph_step[]),
    app.graph_edges_among_reached(app.graph_scope, app.graph_step[]) from public;
  definition := pg_get_functiondef('app.neighbourhood(uuid, text, uuid, int, int, timestamptz)'::regprocedure);
  foreach name in array array['app.graph_edges_among(s, around)', 'not app.graph_live(organization, of_type, of_id)'] loop
    if strpos(definition, name) = 0 then
      raise exception 'A neighbourhood does not ask % as it is known to', name;
    end if;
  end loop;
  definition := replace(definition, 'app.graph_edges_among(s, around)',
    'case when (s).people is null then app.graph_edges_among(s, around) else app.graph_edges_among_reached(s, around) end');
  execute replace(definition, 'not app.graph_live(organization, of_type, of_id)',
    'not app.graph_live(organization, of_type, of_id)
    or ((s).people is not null and not app.graph_reached(s, of_type, of_id))');
  definition := pg_get_functiondef('app.find_paths(uuid, text, uuid, text, uuid, int, int, timestamptz)'::regprocedure);
  name := 'or not (from_type = ''team'' or app.graph_live(organization, from_type, from_id))';
  if strpos(definition, name) = 0 then
    raise exception 'A path does not ask for its ends as it is known to';
  end if;
  execute replace(definition, name, name || '
    or ((s).people is not null and not (app.graph_reached(s, to_type, to_id)
      and (from_type = ''team'' or app.graph_reached(s, from_type, from_id))))');
end $$;

select app.open_reading();
