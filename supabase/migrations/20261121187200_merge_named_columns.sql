-- A merge gives the winner the columns that a merge may give, whoever calls the function and however: no others.
create function app.merged_columns(kind text) returns text[] language sql immutable parallel safe as $$
  select case kind
    when 'contact' then '{name,company_id,title,notes,owner_id,tags,avatar_url,time_zone,language,source,do_not_contact,do_not_contact_since,fields}'
    when 'company' then '{name,domains,domain,description,logo_url,owner_id,tags,fields}' end::text[]
$$;
revoke execute on function app.merged_columns(text) from public;

do $$
declare
  definition text := pg_get_functiondef('app.merge_records(text, uuid, uuid, uuid, jsonb, timestamptz)'::regprocedure);
  first_look constant text := 'if before_winner is null or before_loser is null or winner = loser then';
begin
  if strpos(definition, first_look) = 0 then
    raise exception 'Merging does not look at both records as it is known to';
  end if;
  execute replace(definition, first_look, 'if not array(select jsonb_object_keys(vals)) <@ app.merged_columns(kind) then
    raise exception ''A merge does not give these columns'' using errcode = ''22023'';
  end if;
  ' || first_look);
end $$;

select app.open_reading();
