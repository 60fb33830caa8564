-- Filters on long texts of records, notes and descriptions, find them by an index of their own: read one by one, each text is folded first, which takes
-- seconds for 200,000 people. They do not stand in the search documents, whose index would be larger than what it is for.
create index contacts_notes_text on app.contacts using gin (organization_id, app.search_fold(notes) extensions.gin_trgm_ops)
  with (gin_pending_list_limit = 2048) where notes <> '';
create index deals_notes_text on app.deals using gin (organization_id, app.search_fold(notes) extensions.gin_trgm_ops)
  with (gin_pending_list_limit = 2048) where notes <> '';
create index companies_description_text on app.companies
  using gin (organization_id, app.search_fold(description) extensions.gin_trgm_ops)
  with (gin_pending_list_limit = 2048) where description <> '';

-- Ids of the records of one kind whose long text holds a word, deleted ones too. Null when there are more than `most`, or the caller may
-- not read the kind there. A definer function: LIKE is not leakproof, so under row-level security no index would serve.
create function app.text_ids(kind text, wanted text, organization uuid, most int) returns uuid[]
language plpgsql stable security definer set search_path = '' as $$
declare
  permission text := (select k.permission from app.search_kinds k where k.kind = text_ids.kind);
  pattern text := '%' || replace(replace(replace(app.search_fold(wanted), '\', '\\'), '%', '\%'), '_', '\_') || '%';
  place text := case kind when 'contact' then 'contacts' when 'company' then 'companies' when 'deal' then 'deals' end;
  ids uuid[];
begin
  if place is null or not coalesce(organization = any(app.orgs_with(permission)), false) then
    return null;
  end if;
  -- Planned with the values at hand.
  execute format(
    'select array_agg(f.id) from (
       select r.id from app.%1$I r where r.organization_id = $1 and r.%2$I <> '''' and app.search_fold(r.%2$I) like $2
       limit $3) f', place, case kind when 'company' then 'description' else 'notes' end)
    into ids using organization, pattern, most + 1;
  return case when cardinality(ids) > most then null else coalesce(ids, '{}') end;
end $$;
revoke execute on function app.text_ids(text, text, uuid, int) from public;
grant execute on function app.text_ids(text, text, uuid, int) to authenticated;
