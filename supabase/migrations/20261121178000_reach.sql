-- Row rules. A role reaches all records of the organization, those of the caller's teams, or the caller's own; `owner_id` says whose
-- a record is. To whoever is narrowed the gate opens nothing that tells of all records: policies of their own let through what they
-- reach, row by row, as with the keys that are bound to a view. Nothing is asked of others but the reach of their membership.
alter table app.memberships add column reach text not null default 'all' check (reach in ('own', 'team', 'all'));
alter table app.roles add column reach text not null default 'all' check (reach in ('own', 'team', 'all'));
grant update (reach) on app.roles to authenticated;

-- How far the built-in roles reach where an organization decided so. Owners see everything.
create table app.role_reach (
  id uuid primary key default app.uuid_v7(),
  organization_id uuid not null references app.organizations on delete cascade,
  role text not null check (role in ('admin', 'member', 'viewer')),
  reach text not null check (reach in ('own', 'team', 'all')),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  version int not null default 1,
  unique (organization_id, role)
);
alter table app.role_reach enable row level security;
grant select, insert on app.role_reach to authenticated;
grant update (reach) on app.role_reach to authenticated;
grant all on app.role_reach to service_role;
create policy read on app.role_reach for select to authenticated
  using (organization_id = any((select app.orgs_with('organization.read'))::uuid[]));
create policy add on app.role_reach for insert to authenticated
  with check (organization_id = any((select app.orgs_with('roles.manage'))::uuid[]));
create policy change on app.role_reach for update to authenticated
  using (organization_id = any((select app.orgs_with('roles.manage'))::uuid[]))
  with check (organization_id = any((select app.orgs_with('roles.manage'))::uuid[]));
create trigger touch before update on app.role_reach for each row execute function app.touch();
create trigger live_insert after insert on app.role_reach referencing new table as changed
  for each statement execute function app.broadcast_organization('organization_id');
create trigger live_update after update on app.role_reach referencing new table as changed
  for each statement execute function app.broadcast_organization('organization_id');
select app.keep_audit('app.role_reach', 'role');

-- What narrowed people may do: with the records that they reach (`by_row`), or as everybody. What is not here is closed to them: it
-- tells of all records, or changes what everybody works with. A new permission for them adds its line.
create table app.narrowed_permissions (
  permission text primary key,
  by_row boolean not null
);
insert into app.narrowed_permissions (permission, by_row)
select kind || '.' || act, true
from unnest(array['contacts', 'companies', 'deals', 'interactions', 'notes', 'tasks', 'relations']) as kind,
  unnest(array['read', 'write']) as act
union all
select unnest(array['organization.read', 'fields.read', 'tags.read', 'pipelines.read', 'views.read', 'views.write', 'undo.use',
  'privacy.read', 'never_log.read', 'never_log.write', 'protected_recipients.read', 'teams.read', 'jobs.read', 'jobs.write',
  'data.export']), false;
alter table app.narrowed_permissions enable row level security;
grant all on app.narrowed_permissions to service_role;

-- Memberships carry the reach of their role, so that the gate finds it where it looks anyway.
create function app.keep_reach() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  new.reach := coalesce(
    (select r.reach from app.roles r where r.organization_id = new.organization_id and r.id::text = new.role),
    (select r.reach from app.role_reach r where r.organization_id = new.organization_id and r.role = new.role), 'all');
  return new;
end $$;
create trigger keep_reach before insert or update of role, organization_id on app.memberships
  for each row execute function app.keep_reach();

create function app.spread_reach() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  update app.memberships m set reach = new.reach
  where m.organization_id = new.organization_id and m.role = to_jsonb(new) ->> tg_argv[0] and m.reach <> new.reach;
  return null;
end $$;
revoke execute on function app.keep_reach(), app.spread_reach() from public;
create trigger spread_reach after update of reach on app.roles for each row execute function app.spread_reach('id');
create trigger spread_reach after insert or update of reach on app.role_reach
  for each row execute function app.spread_reach('role');

-- As before, without those who are narrowed where the permission is about all records.
create or replace function app.orgs_with(wanted text) returns uuid[]
language plpgsql stable security definer set search_path = '' as $$
declare
  claims jsonb := auth.jwt();
  caller uuid;
  both_factors boolean;
begin
  if claims ? 'kith_embed' then
    caller := claims #>> '{kith_embed,key_id}';
    return array(
      select k.organization_id from app.embed_keys k
      where k.id = caller and k.revoked_at is null and wanted = any(k.permissions)
        and not (k.segmented and app.of_records(wanted)));
  end if;
  if claims ? 'kith_key' then
    caller := claims #>> '{kith_key,key_id}';
    return array(
      select k.organization_id from app.api_keys k
      where k.id = caller and k.revoked_at is null and (k.expires_at is null or k.expires_at > now())
        and wanted = any(k.permissions));
  end if;
  caller := nullif(claims ->> 'sub', '');
  both_factors := coalesce(claims ->> 'aal' = 'aal2', false);
  return array(
    select m.organization_id from app.memberships m
    where m.user_id = caller
      and (m.reach = 'all' or exists (
        select from app.narrowed_permissions n where n.permission = wanted and not n.by_row))
      and exists (select from app.role_permissions p where p.role = m.role and p.permission = wanted)
      and (both_factors or not exists (
        select from app.organizations o where o.id = m.organization_id and o.mfa_required)));
end $$;

-- The organizations where the caller is a person who has the permission for the records that they reach.
create function app.narrowed_orgs(wanted text) returns uuid[]
language plpgsql stable security definer set search_path = '' as $$
declare
  claims jsonb := auth.jwt();
  caller uuid;
  both_factors boolean;
begin
  if claims ?| '{kith_embed,kith_key}' then
    return '{}';
  end if;
  caller := nullif(claims ->> 'sub', '');
  both_factors := coalesce(claims ->> 'aal' = 'aal2', false);
  return array(
    select m.organization_id from app.memberships m
    where m.user_id = caller and m.reach <> 'all'
      and exists (select from app.narrowed_permissions n where n.permission = wanted and n.by_row)
      and exists (select from app.role_permissions p where p.role = m.role and p.permission = wanted)
      and (both_factors or not exists (
        select from app.organizations o where o.id = m.organization_id and o.mfa_required)));
end $$;

-- Whose records the caller reaches where they are narrowed: their own, and with a reach of teams those of whoever shares one.
create function app.reached_people() returns table (organization_id uuid, user_id uuid)
language plpgsql stable security definer set search_path = '' rows 20 as $$
declare
  caller uuid := auth.uid();
begin
  return query
    select m.organization_id, m.user_id from app.memberships m where m.user_id = caller and m.reach <> 'all'
    union
    select m.organization_id, theirs.user_id from app.memberships m
    join app.team_members mine on mine.organization_id = m.organization_id and mine.user_id = m.user_id
    join app.teams t on t.organization_id = mine.organization_id and t.id = mine.team_id and t.deleted_at is null
    join app.team_members theirs on theirs.organization_id = t.organization_id and theirs.team_id = t.id
    where m.user_id = caller and m.reach = 'team';
end $$;

-- The records of one kind that a narrowed person reaches.
create function app.reached_records(kind text) returns setof uuid
language plpgsql stable security definer set search_path = '' rows 1000 as $$
begin
  if kind = 'contact' then
    return query select c.id from app.reached_people() p
      join app.contacts c on c.organization_id = p.organization_id and c.owner_id = p.user_id;
  elsif kind = 'company' then
    return query select c.id from app.reached_people() p
      join app.companies c on c.organization_id = p.organization_id and c.owner_id = p.user_id;
  elsif kind = 'deal' then
    return query select d.id from app.reached_people() p
      join app.deals d on d.organization_id = p.organization_id and d.owner_id = p.user_id;
  end if;
end $$;

-- The search documents of what a narrowed person reaches.
create function app.reached_documents() returns table (kind text, record_id uuid)
language plpgsql stable security definer set search_path = '' rows 1000 as $$
begin
  return query
    with contacts as materialized (select app.reached_records('contact') as id),
      companies as materialized (select app.reached_records('company') as id),
      deals as materialized (select app.reached_records('deal') as id)
    select 'contact', c.id from contacts c
    union all select 'company', c.id from companies c
    union all select 'deal', d.id from deals d
    union all select 'message', i.id from contacts c
      join app.interactions i on i.contact_id = c.id and i.organization_id = any(app.narrowed_orgs('interactions.read'))
    union all select 'note', n.id from app.notes n
      where n.organization_id = any(app.narrowed_orgs('notes.read'))
        and (n.contact_id in (select id from contacts) or n.company_id in (select id from companies)
          or n.deal_id in (select id from deals));
end $$;

-- Whether a narrowed person reaches all of these, so that they may tell of them.
create function app.reaches(subject text, ids uuid[]) returns boolean
language plpgsql stable security definer set search_path = '' as $$
declare
  found_ids uuid[];
begin
  if subject in ('contact', 'company', 'deal') then
    return ids <@ array(select app.reached_records(subject));
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
  elsif subject = 'relation_label' then
    return true;
  end if;
  return ids <@ found_ids;
end $$;

-- Whether a task that hangs on no record is of people whom a narrowed person reaches.
create function app.task_of_people(t app.tasks) returns boolean
language sql stable security definer set search_path = '' as $$
  select num_nonnulls(t.contact_id, t.company_id, t.deal_id) = 0 and exists (
    select from app.reached_people() p
    where p.organization_id = t.organization_id and p.user_id = coalesce(t.assignee_id, t.created_by))
$$;

revoke execute on function app.narrowed_orgs(text), app.reached_people(), app.reached_records(text), app.reached_documents(),
  app.reaches(text, uuid[]), app.task_of_people(app.tasks) from public;
grant execute on function app.narrowed_orgs(text), app.reached_people(), app.task_of_people(app.tasks) to authenticated;

-- Who is narrowed owns what they make, unless they name somebody else whom they reach.
create function app.own_what_is_made() returns trigger language plpgsql security definer set search_path = '' as $$
declare
  caller uuid;
begin
  -- app.act_in has said that nobody is narrowed here.
  if current_setting('kith.organization', true) = new.organization_id::text
    and coalesce(current_setting('kith.reach', true), '') = '' then
    return new;
  end if;
  caller := auth.uid();
  if exists (select from app.memberships m
    where m.organization_id = new.organization_id and m.user_id = caller and m.reach <> 'all') then
    new.owner_id := caller;
  end if;
  return new;
end $$;
revoke execute on function app.own_what_is_made() from public;
create trigger own before insert on app.contacts for each row when (new.owner_id is null) execute function app.own_what_is_made();
create trigger own before insert on app.companies for each row when (new.owner_id is null) execute function app.own_what_is_made();
create trigger own before insert on app.deals for each row when (new.owner_id is null) execute function app.own_what_is_made();

-- As before. Whoever is narrowed acts with the permissions that narrowed people have.
create or replace function app.act_in(wanted uuid, permission text)
returns uuid language plpgsql security definer set search_path = '' as $$
declare
  claims jsonb := auth.jwt();
  caller uuid;
  place uuid;
  reach text := 'all';
  allowed boolean;
begin
  if claims ? 'kith_embed' then
    caller := (claims #>> '{kith_embed,key_id}')::uuid;
    select k.organization_id, act_in.permission = any(k.permissions) into place, allowed
    from app.embed_keys k where k.id = caller and k.revoked_at is null;
    if place is null then
      raise exception 'The embed key was revoked' using errcode = 'KT002';
    end if;
  elsif claims ? 'kith_key' then
    caller := (claims #>> '{kith_key,key_id}')::uuid;
    select k.organization_id, act_in.permission = any(k.permissions) into place, allowed
    from app.api_keys k where k.id = caller and k.revoked_at is null and (k.expires_at is null or k.expires_at > now());
    if place is null then
      raise exception 'The API key was revoked' using errcode = 'KT004';
    end if;
  else
    caller := auth.uid();
    select m.organization_id, exists (
        select from app.role_permissions p where p.role = m.role and p.permission = act_in.permission)
      and (m.reach = 'all' or exists (
        select from app.narrowed_permissions n where n.permission = act_in.permission)), m.reach
      into place, allowed, reach
    from app.memberships m
    where m.user_id = caller and (wanted is null or m.organization_id = wanted)
    order by m.created_at, m.organization_id limit 1;
    if place is null and wanted is null then
      raise exception 'The caller belongs to no organization' using errcode = 'KT001';
    end if;
    if claims ->> 'aal' is distinct from 'aal2'
      and exists (select from app.organizations o where o.id = place and o.mfa_required) then
      raise exception 'The organization asks for a second factor' using errcode = 'KT005';
    end if;
  end if;
  if place is null or place <> coalesce(wanted, place) then
    raise exception 'The caller does not belong to this organization' using errcode = '42501';
  end if;
  if not allowed then
    raise exception 'The caller lacks % in this organization', act_in.permission using errcode = '42501';
  end if;
  perform set_config('kith.organization', place::text, true);
  if reach <> 'all' then
    perform set_config('kith.reach', reach, true);
  end if;
  return place;
end $$;

drop function app.my_organizations();
create function app.my_organizations()
returns table(id uuid, name text, role text, role_name text, reach text, permissions text[], sandbox_of uuid, mfa_missing boolean) language plpgsql stable security definer set search_path = '' as $$
declare
  claims jsonb := auth.jwt();
  caller uuid;
  both_factors boolean;
begin
  if claims ? 'kith_embed' then
    caller := claims #>> '{kith_embed,key_id}';
    return query select o.id, o.name, null::text, null::text, null::text, k.permissions, o.sandbox_of, false
      from app.embed_keys k join app.organizations o on o.id = k.organization_id
      where k.id = caller and k.revoked_at is null;
  elsif claims ? 'kith_key' then
    caller := claims #>> '{kith_key,key_id}';
    return query select o.id, o.name, null::text, null::text, null::text, k.permissions, o.sandbox_of, false
      from app.api_keys k join app.organizations o on o.id = k.organization_id
      where k.id = caller and k.revoked_at is null and (k.expires_at is null or k.expires_at > now());
  else
    caller := nullif(claims ->> 'sub', '');
    both_factors := coalesce(claims ->> 'aal' = 'aal2', false);
    return query select o.id, o.name, m.role, r.name, m.reach,
        array(select p.permission from app.role_permissions p
          where p.role = m.role and (both_factors or not o.mfa_required)
            and (m.reach = 'all' or exists (select from app.narrowed_permissions n where n.permission = p.permission)) order by p.permission),
        o.sandbox_of, o.mfa_required and not both_factors
      from app.memberships m join app.organizations o on o.id = m.organization_id
      left join app.roles r on r.organization_id = m.organization_id and r.id = m.custom_role
      where m.user_id = caller order by m.created_at, m.organization_id;
  end if;
end $$;
revoke execute on function app.my_organizations() from public;
grant execute on function app.my_organizations() to authenticated, service_role;

-- The organizations where the caller has the permission for some records only: that of a key bound to a view or a visitor, and those
-- in which a person is narrowed.
create or replace function app.segment_orgs(wanted text) returns uuid[]
language plpgsql stable security definer set search_path = '' as $$
declare
  claims jsonb := auth.jwt();
  embed_key uuid := (claims #>> '{kith_embed,key_id}')::uuid;
begin
  if embed_key is null then
    return app.narrowed_orgs(wanted);
  end if;
  return array(
    select k.organization_id from app.embed_keys k
    where k.id = embed_key and k.revoked_at is null and k.segmented and wanted = any(k.permissions));
end $$;

create or replace function app.segment_records(kind text)
returns setof uuid language plpgsql stable security definer set search_path = '' as $$
declare
  claims jsonb := auth.jwt();
  embed_key uuid := (claims #>> '{kith_embed,key_id}')::uuid;
  bound record;
  visitor uuid[];
begin
  if embed_key is null then
    return query select app.reached_records(segment_records.kind);
    return;
  end if;
  select k.organization_id, k.identified, k.segment_id, v.resource into bound
  from app.embed_keys k left join app.views v on v.organization_id = k.organization_id and v.id = k.segment_id
  where k.id = embed_key and k.revoked_at is null and k.segmented;
  if not found then
    return;
  end if;
  if bound.identified then
    visitor := array(select app.visitor_contacts(bound.organization_id));
    return query
      select one.id from (
        select v.id from unnest(visitor) as v (id) where segment_records.kind = 'contact'
        union select c.company_id from app.contacts c
          where segment_records.kind = 'company' and c.organization_id = bound.organization_id and c.id = any(visitor)
            and c.company_id is not null
        union select dc.deal_id from app.deal_contacts dc
          where segment_records.kind = 'deal' and dc.organization_id = bound.organization_id and dc.contact_id = any(visitor)) one
      where bound.segment_id is null or one.id in (select app.bounded_records(segment_records.kind, bound.segment_id, bound.resource));
  else
    return query select app.bounded_records(segment_records.kind, bound.segment_id, bound.resource);
  end if;
end $$;

-- As before, of the records that a narrowed caller may see.
create or replace function app.field_matches(of_type text, field_key text, relation text, operand jsonb)
returns setof uuid language plpgsql stable security definer set search_path = '' as $$
declare
  organization uuid := app.acting_organization();
  permission text := case of_type when 'contact' then 'contacts.read' when 'company' then 'companies.read'
    when 'deal' then 'deals.read' end;
  field app.custom_fields;
  kept text;
  cast_to text;
  operands text[];
  compared text;
  bound text := '';
begin
  if not coalesce(organization = any(app.orgs_with(permission)), false) then
    if not coalesce(organization = any(app.segment_orgs(permission)), false) then
      return;
    end if;
    bound := ' and v.record_id in (select app.segment_records($4))';
  end if;
  select * into field from app.custom_fields f
  where f.organization_id = organization and f.record_type = of_type and f.key = field_key and f.archived_at is null;
  if field.id is null then
    raise exception 'There is no field %', field_key using errcode = 'KT010';
  end if;
  kept := case when field.type in ('number', 'money') then 'number_value' when field.type = 'date' then 'date_value'
    when field.type = 'person' then 'ref_id' else 'text_value' end;
  cast_to := case kept when 'number_value' then 'float8' when 'date_value' then 'date' when 'ref_id' then 'uuid'
    else 'text' end;
  if relation = 'filled' then
    return query execute 'select distinct v.record_id from app.field_values v
      where v.organization_id = $1 and v.field_id = $2' || bound using organization, field.id, null, of_type;
    return;
  end if;
  operands := case when jsonb_typeof(operand) = 'array' then array(select jsonb_array_elements_text(operand))
    else array[operand #>> '{}'] end;
  if field.type in ('text', 'url') then
    operands := array(select app.fold(one) from unnest(operands) as one);
  end if;
  compared := case
    when relation = 'eq' then '= any($3::' || cast_to || '[])'
    when kept in ('number_value', 'date_value') and relation in ('lt', 'lte', 'gt', 'gte') then
      case relation when 'lt' then '<' when 'lte' then '<=' when 'gt' then '>' else '>=' end || ' ($3[1])::' || cast_to
    when kept = 'text_value' and relation = 'contains' then 'like ''%'' || $3[1] || ''%''' end;
  if compared is null then
    raise exception 'The field % has no relation %', field_key, relation using errcode = 'KT011';
  end if;
  if relation = 'contains' then
    operands := array[replace(replace(replace(operands[1], '\', '\\'), '%', '\%'), '_', '\_')];
  end if;
  begin
    return query execute format('select v.record_id from app.field_values v
      where v.organization_id = $1 and v.field_id = $2 and v.%I %s', kept, compared) || bound using organization, field.id, operands, of_type;
  exception when invalid_text_representation or invalid_datetime_format or datetime_field_overflow
    or numeric_value_out_of_range then
    raise exception 'The value does not suit the field %', field_key using errcode = 'KT011';
  end;
end $$;

-- As before. Of a record that a narrowed person sees they read what changed, but for what names others.
create or replace function app.record_changes(organization uuid, wanted_resource text, wanted_record uuid, before_at timestamptz, before_id uuid, most int)
returns table(id uuid, at timestamptz, action text, changes jsonb, actor_id uuid, source text) language plpgsql stable security definer rows 10 set search_path = '' as $$
declare
  permission text := case wanted_resource when 'contact' then 'contacts.read' when 'company' then 'companies.read'
    when 'deal' then 'deals.read' end;
  hidden text[] := '{}';
begin
  if not coalesce(organization = any(app.orgs_with(permission)), false) then
    if not coalesce(organization = any(app.narrowed_orgs(permission)), false)
      or not wanted_record in (select app.reached_records(wanted_resource)) then
      return;
    end if;
    -- What names other records.
    hidden := '{companyId,employments,contacts,mergedInto}';
  end if;
  return query
    select a.id, a.at, a.action, a.changes - hidden, case when a.actor ->> 'kind' = 'user' then (a.actor ->> 'id')::uuid end, a.source
    from app.audit_log a
    where a.organization_id = organization and a.resource = wanted_resource and a.record_id = wanted_record
      and (before_at is null or (a.at, a.id) < (before_at, before_id))
      -- Stages have a history of their own, which begins with the deal.
      and not (a.resource = 'deal' and (a.action = 'created' or (a.action = 'updated'
        and coalesce(a.changes - '{stageId,pipelineId}'::text[], '{}') = '{}')))
    order by a.id desc limit most;
end $$;

-- As before. It tells of the caller's own list and of the organization's, and is asked about contacts that the caller reads.
create or replace function app.unlogged(organization uuid, contacts uuid[])
returns table(contact_id uuid, list text) language plpgsql stable security definer set search_path = '' as $$
declare
  caller uuid := auth.uid();
begin
  if not coalesce(organization = any(app.orgs_with('interactions.write') || app.narrowed_orgs('interactions.write')), false) then
    return;
  end if;
  return query
  select c.id, l.list
  from (select distinct unnest(contacts) as id) c
  cross join lateral (select app.list_against(organization, c.id, caller) as list) l
  where l.list is not null;
end $$;

-- As before. A path that leaves out what one may not see would tell nothing true, and one that does not would tell of it.
create or replace function app.graph_scope_of(organization uuid, at timestamptz)
returns app.graph_scope language plpgsql stable security definer set search_path = '' as $$
begin
  if organization = any(app.narrowed_orgs('contacts.read')) then
    raise exception 'Paths lead through records of everybody' using errcode = 'KT090';
  end if;
  if not coalesce(organization = any(app.orgs_with('relations.read')) and organization = any(app.orgs_with('contacts.read'))
      and organization = any(app.orgs_with('companies.read')), false) then
    return null;
  end if;
  return row(organization, app.strength_factor(at), organization = any(app.orgs_with('deals.read')),
    organization = any(app.orgs_with('interactions.read')) and organization = any(app.orgs_with('organization.read')), true, true)::app.graph_scope;
end $$;

-- As before. A narrowed person tells of what they reach.
create or replace function app.record_events(organization_id uuid, type text, subject_type text, happened jsonb, correlation_id text)
returns void language plpgsql security definer set search_path = '' as $$
declare
  permission text := (select s.permission from app.event_subjects s where s.subject_type = record_events.subject_type);
  actor jsonb := app.audit_actor();
begin
  if not coalesce(record_events.organization_id = any(app.orgs_with(permission)), false)
    and not (coalesce(record_events.organization_id = any(app.narrowed_orgs(permission)), false)
      and app.reaches(record_events.subject_type, array(select (one ->> 'id')::uuid from jsonb_array_elements(happened) as one))) then
    raise exception 'The caller may not change a % in this organization', record_events.subject_type
      using errcode = '42501';
  end if;
  insert into app.events (organization_id, type, subject_type, subject_id, actor, payload, correlation_id)
  select record_events.organization_id, record_events.type, record_events.subject_type, (one ->> 'id')::uuid, actor,
    one -> 'payload', record_events.correlation_id
  from jsonb_array_elements(happened) as one;
end $$;

-- As before, with a condition on documents `d` for those who see some only.

drop function app.search_records(text, text[], uuid, int);
drop function app.search_similar(text, text[], uuid, int);
create function app.search_records(query text, kinds text[], organization uuid, most int, bound text)
returns table(kind text, record_id uuid, part text, score real) language plpgsql stable rows 20 set search_path = '' as $$
declare
  folded text := btrim(regexp_replace(app.search_fold(query), '\s+', ' ', 'g'));
  patterns text[] := app.search_patterns(query, false);
  starts text[] := app.search_patterns(query, true);
  digits text := app.search_digits(query);
  literal text := replace(replace(replace(folded, '\', '\\'), '%', '\%'), '_', '\_');
  -- Too short for the index: whole words, besides the names that begin so.
  short boolean := length(folded) < 3;
begin
  return query execute
    'with found as materialized (
       (select d.kind, d.record_id, d.part, d.title, d.heading, d.at from app.search_documents d
        where d.organization_id = $1 and d.kind in (''contact'', ''company'', ''deal'') and d.kind = any($2)
          and d.heading like $3 and d.heading like all ($4) and not d.deleted'
          || app.search_bound(organization, 'split_part(d.heading, chr(31), 1) like all ($4 || $3)') || bound || ' limit 1000)
       union all
       select d.kind, d.record_id, d.part, d.title, d.heading, d.at
       from unnest($2) as wanted (kind) cross join lateral (
         select * from app.search_documents d
         where d.organization_id = $1 and d.kind = wanted.kind and d.kind in (''contact'', ''company'', ''deal'')
           and d.title like $5 and not d.deleted' || bound || ' order by d.title limit 50) d),
     scored as (
       select distinct on (f.kind, f.record_id) f.kind, f.record_id, f.part, f.at, (case
         when f.title = $6 then 1 when f.title like $5 then 0.9 when '' '' || f.title like all ($7) then 0.8
         when f.title like all ($8) then 0.7 when f.heading like all ($7) then 0.6 else 0.5 end)::real as score
       from found f),
     ranked as (
       select s.*, row_number() over (partition by s.kind order by s.score desc, s.at desc, s.record_id desc) as nth
       from scored s)
     select r.kind, r.record_id, r.part, r.score from ranked r where r.nth <= $9'
    using organization, kinds,
      -- Without a letter there is nothing that the index could look for.
      case when folded !~ '[[:alnum:]]' then null when digits is not null then '%' || digits || '%'
        when short then '% ' || literal || ' %' else patterns[1] end,
      case when digits is not null or short then '{}' else patterns[2:] end, literal || '%', folded, starts, patterns, most;
end $$;
create function app.search_similar(folded text, kinds text[], organization uuid, most int, bound text)
returns table(kind text, record_id uuid, part text, score real) language plpgsql stable rows 20 set search_path = '' as $$
declare
  swapped text := app.search_swapped(folded);
  matching text;
  closeness text;
  caller uuid := auth.uid();
begin
  -- Two letters that changed places; then words that are very much alike; then alike.
  foreach closeness in array array['swapped', '0.7', '0.5'] loop
    continue when closeness = 'swapped' and swapped is null;
    if closeness <> 'swapped' then
      perform set_config('pg_trgm.word_similarity_threshold', closeness, true);
    end if;
    matching := case when closeness = 'swapped' then 'd.heading ~ $5' else 'd.heading operator(extensions.%>) $3' end;
    return query execute
      'with found as materialized (
         (select d.kind, d.record_id, d.part, d.at, extensions.word_similarity($3, d.heading) as score
          from app.search_documents d
          where d.organization_id = $1 and d.kind in (''contact'', ''company'', ''deal'') and d.kind = any($2)
            and ' || matching || ' and not d.deleted'
            || app.search_bound(organization, replace(matching, 'd.heading', 'split_part(d.heading, chr(31), 1)')) || bound || ' limit 500)
         union all
         (select d.kind, d.record_id, d.part, d.at, extensions.word_similarity($3, d.heading) * 0.5
          from app.search_documents d
          where d.organization_id = $1 and d.kind in (''note'', ''message'') and d.heading <> '''' and d.kind = any($2)
            and ' || matching || ' and not d.deleted
            and (d.visibility = ''full'' or d.logged_by = $6
             or (d.logged_by = any((select app.sharers())::uuid[]) and (d.record_id, d.part) in (select g.message, g.part from app.granted_texts() g)) or (d.visibility = ''subject'' and d.part = ''subject''))' || bound || '
          limit 500)),
       ranked as (select f.*, row_number() over (partition by f.kind order by f.score desc, f.at desc) as nth from found f)
       select r.kind, r.record_id, r.part, (r.score * 0.25)::real from ranked r where r.nth <= $4'
      using organization, kinds, folded, most, swapped, caller;
    exit when found;
  end loop;
end $$;
revoke execute on function app.search_records(text, text[], uuid, int, text), app.search_similar(text, text[], uuid, int, text) from public;
create or replace function app.search(query text, kinds text[], organization uuid, most int)
returns table(kind text, record_id uuid, part text, score real, "similar" boolean) language plpgsql stable security definer rows 50 set search_path = '' as $$
declare
  allowed text[] := array(select k.kind from app.search_kinds k
    where k.kind = any(kinds) and coalesce(organization = any(app.orgs_with(k.permission)), false));
  bound text := '';
  folded text := btrim(regexp_replace(app.search_fold(query), '\s+', ' ', 'g'));
  records text[];
  texts text[];
  words text := (select string_agg('''' || w || ''':*', ' & ')
    from regexp_split_to_table(folded, '[^[:alnum:]]+') w where w <> '');
  any_found boolean := false;
  caller uuid := auth.uid();
begin
  if allowed = '{}' then
    allowed := array(select k.kind from app.search_kinds k
      where k.kind = any(kinds) and coalesce(organization = any(app.narrowed_orgs(k.permission)), false));
    bound := ' and (d.kind, d.record_id) in (select r.kind, r.record_id from app.reached_documents() r)';
  end if;
  if folded = '' or allowed = '{}' then
    return;
  end if;
  records := array(select k from unnest(allowed) k where k in ('contact', 'company', 'deal'));
  texts := array(select k from unnest(allowed) k where k in ('note', 'message'));
  if records <> '{}' then
    return query select r.*, false from app.search_records(query, records, organization, most, bound) r;
    any_found := found;
  end if;
  if texts <> '{}' and words is not null then
    return query execute
      'with found as materialized (
         select d.kind, d.record_id, d.part, d.at from app.search_documents d
         where d.organization_id = $1 and d.kind in (''note'', ''message'') and d.kind = any($2)
           and d.body @@ to_tsquery(''simple'', $3) and not d.deleted
           and (d.visibility = ''full'' or d.logged_by = $5
             or (d.logged_by = any((select app.sharers())::uuid[]) and (d.record_id, d.part) in (select g.message, g.part from app.granted_texts() g)) or (d.visibility = ''subject'' and d.part = ''subject''))' || bound || '
         limit 1000),
       scored as (
         select distinct on (f.kind, f.record_id) f.*, (case when f.part = ''body'' then 0.3 else 0.4 end)::real as score
         from found f order by f.kind, f.record_id, f.part desc),
       ranked as (select s.*, row_number() over (partition by s.kind order by s.score desc, s.at desc) as nth from scored s)
       select r.kind, r.record_id, r.part, r.score, false from ranked r where r.nth <= $4'
      using organization, texts, words, most, caller;
    any_found := any_found or found;
  end if;
  if any_found then
    return;
  end if;
  if records <> '{}' and length(folded) >= 3 then
    return query select r.*, true from app.search_records(app.other_layout(query), records, organization, most, bound) r;
    any_found := found;
  end if;
  if not any_found and folded ~ '[[:alpha:]]{3}' and folded !~ '[0-9@]' then
    return query select s.*, true from app.search_similar(folded, allowed, organization, most, bound) s;
  end if;
end $$;

-- What narrowed people read besides what the policies `of_segment` let through, which read a record back only once it is there.
-- Postgres asks policies in the order of their names, backwards: `owned` comes after `read`, and `a_narrowed` last.
do $$
declare
  one record;
  owned constant text := '(organization_id, owner_id) in (select p.organization_id, p.user_id from app.reached_people() p)';
  on_record constant text := 'contact_id in (contact) or company_id in (company) or deal_id in (deal)';
  on_ends constant text := '(from_contact_id in (contact) or from_company_id in (company))
    and (to_contact_id in (contact) or to_company_id in (company))';
  mine constant text := ' and logged_by = (select auth.uid())';
  test text;
begin
  for one in
    select * from (values
      ('owned', 'select', 'contacts', 'contacts.read', owned),
      ('owned', 'select', 'companies', 'companies.read', owned),
      ('owned', 'select', 'deals', 'deals.read', owned),
      ('owned', 'select', 'tasks', 'tasks.read', 'app.task_of_people(tasks)'),
      ('owned', 'select', 'contact_cadences', 'tasks.read', 'contact_id in (contact)'),
      ('owned', 'select', 'relation_labels', 'relations.read', 'true'),
      ('owned', 'select', 'match_keys', 'contacts.read', 'record_type = ''contact'' and record_id in (contact)'),
      ('owned_companies', 'select', 'match_keys', 'companies.read', 'record_type = ''company'' and record_id in (company)'),
      ('owned', 'select', 'interaction_texts', 'interactions.read', 'interaction_id in (
        select i.id from app.interactions i where i.contact_id in (contact))' || mine),
      ('a_narrowed_add', 'insert', 'contacts', 'contacts.write', owned),
      ('a_narrowed', 'update', 'contacts', 'contacts.write', owned),
      ('a_narrowed_add', 'insert', 'companies', 'companies.write', owned),
      ('a_narrowed', 'update', 'companies', 'companies.write', owned),
      ('a_narrowed_add', 'insert', 'deals', 'deals.write', owned),
      ('a_narrowed', 'update', 'deals', 'deals.write', owned),
      ('a_narrowed_add', 'insert', 'contact_points', 'contacts.write', 'contact_id in (contact)'),
      ('a_narrowed', 'update', 'contact_points', 'contacts.write', 'contact_id in (contact)'),
      ('a_narrowed_out', 'delete', 'contact_points', 'contacts.write', 'contact_id in (contact)'),
      ('a_narrowed_add', 'insert', 'employments', 'contacts.write', 'contact_id in (contact)'),
      ('a_narrowed', 'update', 'employments', 'contacts.write', 'contact_id in (contact)'),
      ('a_narrowed_out', 'delete', 'employments', 'contacts.write', 'contact_id in (contact)'),
      ('a_narrowed_add', 'insert', 'company_points', 'companies.write', 'company_id in (company)'),
      ('a_narrowed', 'update', 'company_points', 'companies.write', 'company_id in (company)'),
      ('a_narrowed_out', 'delete', 'company_points', 'companies.write', 'company_id in (company)'),
      ('a_narrowed_add', 'insert', 'deal_contacts', 'deals.write', 'deal_id in (deal) and contact_id in (contact)'),
      ('a_narrowed_out', 'delete', 'deal_contacts', 'deals.write', 'deal_id in (deal)'),
      ('a_narrowed_add', 'insert', 'interactions', 'interactions.write', 'contact_id in (contact)' || mine),
      ('a_narrowed', 'update', 'interactions', 'interactions.write', 'contact_id in (contact)' || mine),
      ('a_narrowed_add', 'insert', 'interaction_texts', 'interactions.write', 'exists (
        select from app.interactions i where i.organization_id = interaction_texts.organization_id
          and i.id = interaction_texts.interaction_id and i.logged_by = interaction_texts.logged_by
          and i.visibility = interaction_texts.visibility and i.deleted_at is null)' || mine),
      ('a_narrowed_add', 'insert', 'notes', 'notes.write', 'author_id = (select auth.uid()) and (' || on_record || ')'),
      ('a_narrowed', 'update', 'notes', 'notes.write', 'author_id = (select auth.uid()) and (' || on_record || ')'),
      ('a_narrowed_add', 'insert', 'tasks', 'tasks.write', on_record || ' or app.task_of_people(tasks)'),
      ('a_narrowed', 'update', 'tasks', 'tasks.write', on_record || ' or app.task_of_people(tasks)'),
      ('a_narrowed_add', 'insert', 'contact_cadences', 'tasks.write', 'contact_id in (contact)'),
      ('a_narrowed', 'update', 'contact_cadences', 'tasks.write', 'contact_id in (contact)'),
      ('a_narrowed_out', 'delete', 'contact_cadences', 'tasks.write', 'contact_id in (contact)'),
      ('a_narrowed_add', 'insert', 'relation_labels', 'relations.write', 'true'),
      ('a_narrowed_add', 'insert', 'relations', 'relations.write', on_ends),
      ('a_narrowed', 'update', 'relations', 'relations.write', on_ends)
    ) as t (name, act, on_table, permission, shown)
  loop
    test := format('(organization_id = any((select app.narrowed_orgs(%L))::uuid[]) and (%s))', one.permission,
      regexp_replace(one.shown, '\((contact|company|deal)\)', '(select app.segment_records(''\1''))', 'g'));
    execute format('create policy %I on app.%I for %s to authenticated %s', one.name, one.on_table, one.act,
      case one.act when 'insert' then 'with check ' || test when 'update' then 'using ' || test || ' with check ' || test
        else 'using ' || test end);
  end loop;
end $$;
-- For whoever chooses what a narrowed role may do.
create function app.permissions_of_narrowed() returns text[] language sql stable security definer set search_path = '' as $$
  select array_agg(n.permission order by n.permission) from app.narrowed_permissions n
$$;
revoke execute on function app.permissions_of_narrowed() from public;
grant execute on function app.permissions_of_narrowed() to authenticated;
