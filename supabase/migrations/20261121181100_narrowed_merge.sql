-- Whoever is narrowed merges two records that both lie in their reach, and takes that back. What hangs on the two moves as ever,
-- whoever's it is, but how much of it there is beyond their reach is not told.
create function app.may_merge(organization uuid, kind text, records uuid[]) returns boolean
language plpgsql stable security definer set search_path = '' as $$
declare
  permission text := case kind when 'contact' then 'contacts.write' when 'company' then 'companies.write' end;
begin
  return coalesce(organization = any(app.orgs_with(permission)), false)
    or (coalesce(organization = any(app.narrowed_orgs(permission)), false)
      and records <@ array(select app.reached_records(kind)));
end $$;
revoke execute on function app.may_merge(uuid, text, uuid[]) from public;

do $$
declare
  definition text;
  gate constant text := 'not coalesce(organization = any(app.orgs_with(records || ''.write'')), false)';
  answer constant text := 'return jsonb_build_object(''id'', merge, ''moved'', hands, ''dropped'', jsonb_array_length(dropped));';
begin
  definition := pg_get_functiondef('app.merge_records(text, uuid, uuid, uuid, jsonb, timestamptz)'::regprocedure);
  if strpos(definition, gate) = 0 or strpos(definition, answer) = 0 then
    raise exception 'Merging does not ask who may as it is known to';
  end if;
  definition := replace(definition, gate, 'not app.may_merge(organization, kind, array[winner, loser])');
  definition := replace(definition, answer, 'if organization = any(app.narrowed_places()) then
    -- What names other records.
    hands := hands - ''{employments,contacts,deals,deal_contacts,relations}''::text[];
    dropped := (select coalesce(jsonb_agg(g), ''[]'') from jsonb_array_elements(dropped) as g where hands ? (g ->> ''table''));
  end if;
  ' || answer);
  -- Nobody narrowed gives a record away by merging it.
  definition := replace(definition, 'perform set_config(''kith.as_it_was'', ''on'', true);',
    'if organization = any(app.narrowed_places()) and vals ? ''owner_id''
    and vals ->> ''owner_id'' is distinct from before_loser ->> ''owner_id'' then
    raise exception ''The caller may not give this record away'' using errcode = ''42501'';
  end if;
  perform set_config(''kith.as_it_was'', ''on'', true);');
  execute definition;
  definition := pg_get_functiondef('app.undo_merge(uuid, uuid)'::regprocedure);
  if strpos(definition, gate) = 0 then
    raise exception 'Undoing a merge does not ask who may as it is known to';
  end if;
  execute replace(definition, gate, 'not app.may_merge(organization, m.record_type, array[m.winner_id, m.loser_id])');
end $$;

-- Of merges somebody narrowed sees their own, while they reach both records.
insert into app.narrowed_permissions (permission, by_row) values ('merges.read', true);
create policy owned on app.merges for select to authenticated
  using (organization_id = any((select app.narrowed_orgs('merges.read'))::uuid[]) and merged_by = (select auth.uid())
    and ((record_type = 'contact' and winner_id in (select app.segment_records('contact'))
        and loser_id in (select app.segment_records('contact')))
      or (record_type = 'company' and winner_id in (select app.segment_records('company'))
        and loser_id in (select app.segment_records('company')))));
