-- Embed keys that show some records only: those of a shared view. A key with a segment passes none of the gates of records; policies
-- of their own let it read the segment's records and what hangs on them, row by row.
alter table app.embed_keys
  add column segmented boolean not null default false,
  add column segment_id uuid,
  -- Deferred, because an organization takes its views and keys along in either order.
  add constraint embed_keys_segment foreign key (organization_id, segment_id) references app.views (organization_id, id)
    deferrable initially deferred,
  -- A key whose segment is gone must not become one that shows everything.
  add constraint embed_keys_segment_kept check (revoked_at is not null or segmented = (segment_id is not null));
create index embed_keys_segment_id on app.embed_keys (organization_id, segment_id);

-- What is bound to a segment: whose rows are records, or hang on them.
create function app.of_records(permission text) returns boolean language sql immutable as $$
  select permission in ('contacts.read', 'companies.read', 'deals.read', 'interactions.read', 'notes.read', 'tasks.read', 'relations.read')
$$;

create or replace function app.orgs_with(wanted text) returns uuid[]
language plpgsql stable security definer set search_path = '' as $$
declare
  claims jsonb := auth.jwt();
  caller uuid;
  embed_key uuid;
begin
  if claims ? 'kith_embed' then
    embed_key := (claims #>> '{kith_embed,key_id}')::uuid;
    return array(
      select k.organization_id from app.embed_keys k
      where k.id = embed_key and k.revoked_at is null and wanted = any(k.permissions)
        and not (k.segmented and app.of_records(wanted)));
  end if;
  caller := auth.uid();
  return array(
    select m.organization_id from app.memberships m
    where m.user_id = caller
      and exists (select from app.role_permissions p where p.role = m.role and p.permission = wanted));
end $$;

-- The organization of the caller's key, when it has the permission for the records of a segment.
create function app.segment_orgs(wanted text) returns uuid[]
language plpgsql stable security definer set search_path = '' as $$
declare
  claims jsonb := auth.jwt();
  embed_key uuid := (claims #>> '{kith_embed,key_id}')::uuid;
begin
  return array(
    select k.organization_id from app.embed_keys k
    where k.id = embed_key and k.revoked_at is null and k.segmented and wanted = any(k.permissions));
end $$;

-- The records of one kind that the caller's key may show: those of its segment, and those that they name, such as their company.
create function app.segment_records(kind text) returns setof uuid
language plpgsql stable security definer set search_path = '' rows 1000 as $$
declare
  claims jsonb := auth.jwt();
  embed_key uuid := (claims #>> '{kith_embed,key_id}')::uuid;
  segment record;
begin
  select v.id, v.resource into segment
  from app.embed_keys k join app.views v on v.organization_id = k.organization_id and v.id = k.segment_id
  where k.id = embed_key and k.revoked_at is null and k.segmented;
  if not found then
    return;
  elsif (kind, segment.resource) in (('contact', 'contacts'), ('company', 'companies'), ('deal', 'deals')) then
    return query select app.segment_ids(segment.id);
  elsif kind = 'company' and segment.resource = 'contacts' then
    return query select distinct c.company_id from app.contacts c
      where c.id in (select app.segment_ids(segment.id)) and c.company_id is not null;
  elsif kind = 'company' and segment.resource = 'deals' then
    return query select distinct d.company_id from app.deals d
      where d.id in (select app.segment_ids(segment.id)) and d.company_id is not null;
  elsif kind = 'contact' and segment.resource = 'deals' then
    return query select distinct dc.contact_id from app.deal_contacts dc where dc.deal_id in (select app.segment_ids(segment.id));
  end if;
end $$;

revoke execute on function app.of_records(text), app.segment_orgs(text), app.segment_records(text) from public;
grant execute on function app.segment_orgs(text), app.segment_records(text) to authenticated;

-- Messages hold ids alone: who may show some records may hear that something changed.
create or replace function app.may_listen(topic text) returns boolean
language plpgsql stable security definer set search_path = '' as $$
declare
  parts text[] := regexp_match(topic, '^org:([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}):([a-z_]{1,40})$');
begin
  return parts is not null
    and parts[1]::uuid = any(app.orgs_with(parts[2] || '.read') || app.segment_orgs(parts[2] || '.read'));
end $$;

-- A record is in when its own kind says so; what hangs on one, when that record is.
do $$
declare
  one record;
  test text;
begin
  for one in
    select * from (values
      ('contacts', 'contacts.read', 'id in (contact)'),
      ('contact_points', 'contacts.read', 'contact_id in (contact)'),
      ('employments', 'contacts.read', 'contact_id in (contact)'),
      ('companies', 'companies.read', 'id in (company)'),
      ('company_domains', 'companies.read', 'company_id in (company)'),
      ('company_points', 'companies.read', 'company_id in (company)'),
      ('deals', 'deals.read', 'id in (deal)'),
      ('deal_contacts', 'deals.read', 'deal_id in (deal)'),
      ('deal_stage_changes', 'deals.read', 'deal_id in (deal)'),
      ('interactions', 'interactions.read', 'contact_id in (contact)'),
      ('connection_strengths', 'interactions.read', 'contact_id in (contact)'),
      ('notes', 'notes.read', 'contact_id in (contact) or company_id in (company) or deal_id in (deal)'),
      ('tasks', 'tasks.read', 'contact_id in (contact) or company_id in (company) or deal_id in (deal)'),
      ('relations', 'relations.read', '(from_contact_id in (contact) or from_company_id in (company))
        and (to_contact_id in (contact) or to_company_id in (company))'),
      ('tag_uses', null, 'record_id in (contact) or record_id in (company) or record_id in (deal)'),
      ('field_values', null, 'record_id in (contact) or record_id in (company) or record_id in (deal)')
    ) as t (name, permission, shown)
  loop
    test := regexp_replace(one.shown, '\((contact|company|deal)\)', '(select app.segment_records(''\1''))', 'g');
    if one.permission is null then
      execute format('create policy segment on app.%I for select to authenticated using (
        organization_id = any((select app.segment_orgs(case record_type when ''contact'' then ''contacts.read''
          when ''company'' then ''companies.read'' else ''deals.read'' end))::uuid[]) and (%s))', one.name, test);
    else
      execute format('create policy segment on app.%I for select to authenticated using (
        organization_id = any((select app.segment_orgs(%L))::uuid[]) and (%s))', one.name, one.permission, test);
    end if;
  end loop;
end $$;

-- Texts of messages: as for everybody who only reads, and of the people that are shown.
create policy segment on app.interaction_texts for select to authenticated
  using (
    organization_id = any((select app.segment_orgs('interactions.read'))::uuid[])
    and (visibility = 'full' or (visibility = 'subject' and part = 'subject'))
    and interaction_id in (
      select i.id from app.interactions i where i.contact_id in (select app.segment_records('contact'))));

-- A view that a key shows stays shared and there: a key must not lose its bounds, nor its page its records, by accident.
create function app.keep_segment() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  if exists (
    select from app.embed_keys k
    where k.organization_id = new.organization_id and k.segment_id = new.id and k.revoked_at is null) then
    raise exception 'An embed key shows this view' using errcode = 'KT060';
  end if;
  return new;
end $$;
revoke execute on function app.keep_segment() from public;
create trigger keep_segment before update on app.views for each row
  when ((new.deleted_at is not null and old.deleted_at is null) or (old.shared and not new.shared))
  execute function app.keep_segment();

-- The search box of a page that shows some records finds among these.
create or replace function app.find_records(kind text, query text, organization uuid) returns setof uuid
language plpgsql stable security definer set search_path = '' rows 100 as $$
declare
  permission text := (select k.permission from app.search_kinds k where k.kind = find_records.kind);
  patterns text[] := app.search_patterns(query, false);
  digits text := app.search_digits(query);
  bound text := '';
begin
  if not coalesce(organization = any(app.orgs_with(permission)), false) then
    if not coalesce(organization = any(app.segment_orgs(permission)), false) then
      return;
    end if;
    bound := ' and d.record_id in (select app.segment_records($2))';
  end if;
  -- Planned with the patterns at hand. LIKE ALL cannot use the index.
  return query execute
    'select d.record_id from app.search_documents d where d.organization_id = $1 and d.kind = $2
       and d.kind in (''contact'', ''company'', ''deal'') and d.heading like $3 and d.heading like all ($4)' || bound
    using organization, kind, patterns[1], patterns[2:];
  if digits is not null then
    return query execute
      'select d.record_id from app.search_documents d where d.organization_id = $1 and d.kind = $2
         and d.kind in (''contact'', ''company'', ''deal'') and d.heading like $3' || bound
      using organization, kind, '%' || digits || '%';
  end if;
end $$;

create or replace function app.embed_key_for_session(wanted_key text) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object('id', k.id, 'organizationId', k.organization_id, 'allowedOrigins', k.allowed_origins,
    'widgets', k.widgets, 'segmented', k.segmented)
  from app.embed_keys k where k.key = wanted_key and k.revoked_at is null
$$;
