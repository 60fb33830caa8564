-- Whoever is narrowed imports, too: what a row makes is theirs, and what it means or changes lies in their reach. Of imports they see those
-- that they began. See docs/decisions/0043.
insert into app.narrowed_permissions (permission, by_row) values ('imports.read', true), ('imports.run', true);

do $$
declare
  name text;
  of_mine constant text := 'import_id in (select i.id from app.imports i where i.created_by = (select auth.uid()))';
  mine text;
begin
  foreach name in array array['imports', 'import_rows', 'import_records'] loop
    mine := case name when 'imports' then 'created_by = (select auth.uid())' else of_mine end;
    execute format('create policy owned on app.%I for select to authenticated
      using (organization_id = any((select app.narrowed_orgs(''imports.read''))::uuid[]) and %s)', name, mine);
    execute format('create policy a_narrowed_add on app.%I for insert to authenticated
      with check (organization_id = any((select app.narrowed_orgs(''imports.run''))::uuid[]) and %s)', name, mine);
    execute format('create policy a_narrowed on app.%I for update to authenticated
      using (organization_id = any((select app.narrowed_orgs(''imports.run''))::uuid[]) and %2$s)
      with check (organization_id = any((select app.narrowed_orgs(''imports.run''))::uuid[]) and %2$s)', name, mine);
  end loop;
end $$;
create policy a_narrowed_out on app.imports for delete to authenticated
  using (organization_id = any((select app.narrowed_orgs('imports.run'))::uuid[]) and created_by = (select auth.uid())
    and state in ('uploaded', 'planning', 'planned'));

-- As before. Whoever is narrowed hears of the imports that they began.
create or replace function app.import_job(organization uuid, import uuid) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  caller uuid := auth.uid();
  only_mine boolean := not coalesce(organization = any(app.orgs_with('imports.read')), false);
begin
  if only_mine and not coalesce(organization = any(app.narrowed_orgs('imports.read')), false) then
    return null;
  end if;
  return (
    select jsonb_build_object('id', j.id, 'state', j.state, 'done', j.done, 'total', j.total,
      'error', case when j.error_code is not null then jsonb_build_object('code', j.error_code, 'message', j.error_words) end)
    from app.imports i join app.jobs j on j.organization_id = i.organization_id and j.id = i.job_id
    where i.organization_id = organization and i.id = import and (not only_mine or i.created_by = caller));
end $$;

-- As before, with imports; each id is looked up once, since an import tells of thousands at a time.
create or replace function app.reaches(subject text, ids uuid[]) returns boolean
language plpgsql stable security definer set search_path = '' as $$
declare
  caller uuid := auth.uid();
  found_ids uuid[];
begin
  if subject in ('contact', 'company', 'deal') then
    return not exists (select from unnest(ids) as one (id) where one.id not in (select app.reached_records(subject)));
  elsif subject = 'interaction' then
    found_ids := array(select i.id from app.interactions i
      where i.id = any(ids) and i.contact_id in (select app.reached_records('contact')));
  elsif subject = 'note' then
    found_ids := array(select n.id from app.notes n where n.id = any(ids)
      and (n.contact_id in (select app.reached_records('contact')) or n.company_id in (select app.reached_records('company'))
        or n.deal_id in (select app.reached_records('deal'))));
  elsif subject = 'task' then
    found_ids := array(select t.id from app.tasks t where t.id = any(ids)
      and (t.contact_id in (select app.reached_records('contact')) or t.company_id in (select app.reached_records('company'))
        or t.deal_id in (select app.reached_records('deal')) or app.task_of_people(t)));
  elsif subject = 'relation' then
    found_ids := array(select r.id from app.relations r where r.id = any(ids)
      and (r.from_contact_id in (select app.reached_records('contact')) or r.from_company_id in (select app.reached_records('company')))
      and (r.to_contact_id in (select app.reached_records('contact')) or r.to_company_id in (select app.reached_records('company'))));
  elsif subject = 'consent' then
    found_ids := array(select c.id from app.consents c
      where c.id = any(ids) and c.contact_id in (select app.reached_records('contact')));
  elsif subject = 'import' then
    found_ids := array(select i.id from app.imports i where i.id = any(ids) and i.created_by = caller);
  elsif subject = 'relation_label' then
    return true;
  end if;
  return ids <@ found_ids;
end $$;

-- Which of these addresses, or domains (kind `domain`), a record has that a narrowed caller does not reach. Each of them is refused as
-- taken when it is given to another record, so nothing more is told than that.
create function app.taken_beyond(kinds text[], given text[]) returns table (kind text, value text)
language plpgsql stable security definer set search_path = '' rows 10 as $$
declare
  place uuid := app.acting_organization();
begin
  if not coalesce(place = any(app.narrowed_orgs('imports.run')), false) then
    return;
  end if;
  return query
    select w.kind, w.value
    from (select distinct g.kind, g.value from unnest(kinds, given) as g (kind, value)) w
    where exists (
        select from app.contact_points p
        where p.organization_id = place and p.kind = w.kind and p.normalized = w.value
          and p.contact_id not in (select app.reached_records('contact')))
      or w.kind = 'domain' and exists (
        select from app.company_domains d
        where d.organization_id = place and d.domain = w.value and d.company_id not in (select app.reached_records('company')));
end $$;

-- Which of these records of a narrowed caller a record holds on to that they do not reach: an undo leaves them alone.
create function app.held_beyond(of_type text, ids uuid[]) returns setof uuid
language plpgsql stable security definer set search_path = '' rows 10 as $$
declare
  place uuid := app.acting_organization();
  mine uuid[];
begin
  if not coalesce(place = any(app.narrowed_orgs('imports.run')), false) then
    return;
  end if;
  mine := array(select app.reached_records(of_type) intersect select unnest(ids));
  if of_type = 'contact' then
    return query select dc.contact_id from app.deal_contacts dc
      where dc.organization_id = place and dc.contact_id = any(mine) and dc.deal_id not in (select app.reached_records('deal'));
  elsif of_type = 'company' then
    return query
      select c.company_id from app.contacts c
      where c.organization_id = place and c.company_id = any(mine) and c.deleted_at is null
        and c.id not in (select app.reached_records('contact'))
      union all
      select d.company_id from app.deals d
      where d.organization_id = place and d.company_id = any(mine) and d.deleted_at is null
        and d.id not in (select app.reached_records('deal'));
  end if;
end $$;

-- The next rank in a stage, above or below one, or the topmost when none is given: those of deals that the caller does not see are taken,
-- too. A rank says nothing of its deal.
create function app.next_rank(stage uuid, but uuid, beside text, above boolean) returns text
language plpgsql stable security definer set search_path = '' as $$
declare
  place uuid := app.acting_organization();
begin
  if not coalesce(place = any(app.orgs_with('deals.write') || app.narrowed_orgs('deals.write')), false) then
    return null;
  elsif above and beside is not null then
    return (select o.rank from app.deals o
      where o.organization_id = place and o.stage_id = stage and o.id is distinct from but and o.rank < beside
      order by o.rank desc limit 1);
  end if;
  return (select o.rank from app.deals o
    where o.organization_id = place and o.stage_id = stage and o.id is distinct from but and o.rank > coalesce(beside, '')
    order by o.rank limit 1);
end $$;
revoke execute on function app.taken_beyond(text[], text[]), app.held_beyond(text, uuid[]), app.next_rank(uuid, uuid, text, boolean)
  from public;
grant execute on function app.taken_beyond(text[], text[]), app.held_beyond(text, uuid[]), app.next_rank(uuid, uuid, text, boolean)
  to authenticated;

select app.open_reading();
