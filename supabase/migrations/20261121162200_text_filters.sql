-- Filters on text go through the search documents: `like` is not leakproof, so under row-level security a filter on a name reads every
-- record of the organization.

-- Whose heading does not hold the whole of their name or title.
create index contacts_long on app.contacts (organization_id, id) where length(name) > 500 or length(title) > 200;

-- Ids of the records of one kind whose heading holds a text, deleted ones too: all that could pass a filter on a text of the heading.
-- Null when there are more than `most`, or the caller may not read the kind there.
create function app.heading_ids(kind text, wanted text, organization uuid, most int) returns uuid[]
language plpgsql stable security definer set search_path = '' as $$
declare
  permission text := (select k.permission from app.search_kinds k where k.kind = heading_ids.kind);
  pattern text := '%' || replace(replace(replace(app.search_fold(wanted), '\', '\\'), '%', '\%'), '_', '\_') || '%';
  ids uuid[];
begin
  if kind not in ('contact', 'company', 'deal') or not coalesce(organization = any(app.orgs_with(permission)), false) then
    return null;
  end if;
  -- Planned with the values at hand.
  execute
    'select array_agg(f.record_id) from (
       select d.record_id from app.search_documents d where d.organization_id = $1 and d.kind = $2
         and d.kind in (''contact'', ''company'', ''deal'') and d.heading like $3
       limit $4) f'
    into ids using organization, kind, pattern, most + 1;
  if kind = 'contact' then
    execute
      'select $2 || array(
         select c.id from app.contacts c where c.organization_id = $1 and (length(c.name) > 500 or length(c.title) > 200))'
      into ids using organization, ids;
  end if;
  return case when cardinality(ids) > most then null else coalesce(ids, '{}') end;
end $$;
revoke execute on function app.heading_ids(text, text, uuid, int) from public;
grant execute on function app.heading_ids(text, text, uuid, int) to authenticated;

-- Policies of one table are joined by `or` in the order of their names, backwards: the one that everybody passes goes first, and the
-- one for pages that show some records is then not even computed.
do $$
declare
  one record;
begin
  for one in select c.relname from pg_policy p join pg_class c on c.oid = p.polrelid
    where c.relnamespace = 'app'::regnamespace and p.polname = 'segment'
  loop
    execute format('alter policy segment on app.%I rename to of_segment', one.relname);
  end loop;
end $$;
