-- The audit log: who changed what, when, from where, from which value to which. Written by triggers alone; nobody changes it.
insert into app.role_permissions (role, permission)
select role, 'audit.read' from unnest(array['owner', 'admin']) as role;

create table app.audit_log (
  id uuid primary key default app.uuid_v7(),
  organization_id uuid not null references app.organizations on delete cascade,
  -- What was changed: 'contact'. A part, such as a contact point, is noted with the record that it belongs to.
  resource text not null check (resource ~ '^[a-z_]{1,40}$'),
  record_id uuid not null,
  action text not null check (action ~ '^[a-z_]{1,40}$'),
  -- Field (as on the wire) to [old, new]; null for actions that say everything. A field's null: its values were erased.
  changes jsonb,
  actor jsonb not null,
  source text not null check (source in ('web', 'extension', 'widget', 'api', 'automation', 'import', 'system')),
  request_id text,
  at timestamptz not null default clock_timestamp()
);
create index audit_log_newest on app.audit_log (organization_id, id desc);
create index audit_log_record on app.audit_log (organization_id, resource, record_id, id desc);

alter table app.audit_log enable row level security;
grant select on app.audit_log to authenticated;
grant select, insert on app.audit_log to service_role;
create policy read on app.audit_log for select to authenticated
  using (organization_id = any((select app.orgs_with('audit.read'))::uuid[]));

-- Whom the claims name. A credential of a new kind adds its line. Nobody signed in: the system itself.
create function app.audit_actor() returns jsonb language sql stable as $$
  select case
    when coalesce(claims, '{}') ? 'kith_embed' then jsonb_build_object('kind', 'embed', 'id', claims #>> '{kith_embed,key_id}')
    when claims ->> 'sub' is not null then jsonb_build_object('kind', 'user', 'id', claims ->> 'sub')
    else jsonb_build_object('kind', 'system', 'id', null)
  end from (select auth.jwt() as claims) as caller
$$;

-- Where the change came from, as the transaction was told when it began (backend/src/db/tenant.ts).
create function app.audit_source() returns text language sql stable as $$
  select coalesce(nullif(current_setting('kith.source', true), ''), 'system')
$$;

-- A column's name as it is on the wire: last_name → lastName.
create function app.wire_name(name text) returns text language sql immutable parallel safe strict as $$
  select left(name, 1) || substr(replace(initcap(replace(name, '_', ' ')), ' ', ''), 2)
$$;

-- What stands in the log of a value: texts are cut at 10,000 characters, so that the log stays a log.
create function app.audit_value(value jsonb) returns jsonb language sql immutable parallel safe as $$
  select case when jsonb_typeof(value) = 'string' and length(value #>> '{}') > 10000
    then to_jsonb(left(value #>> '{}', 10000) || '…') else value end
$$;

-- Notes what a statement did to a table: one line a row, written in one go. Arguments: the resource; the columns that are
-- only bookkeeping, as text[]; the column that names the record. Updates of nothing but bookkeeping and generated columns
-- leave no line.
create function app.audit() returns trigger language plpgsql security definer set search_path = '' as $$
declare
  ignored text[] := tg_argv[1]::text[] || array['id', 'organization_id', 'version', 'created_at', 'updated_at', 'created_by'];
  soft boolean := exists (select from pg_catalog.pg_attribute where attrelid = tg_relid and attname = 'deleted_at');
  columns text[];
begin
  if tg_op <> 'UPDATE' then
    -- What an organization held goes with it, its log included.
    execute format(
      'insert into app.audit_log (organization_id, resource, record_id, action, actor, source, request_id)
       select r.organization_id, $1, r.%I, %s, $2, $3, $4 from changed r
       where exists (select from app.organizations o where o.id = r.organization_id)',
      tg_argv[2],
      case when tg_op = 'INSERT' then '''created'''
        when soft then 'case when r.deleted_at is null then ''deleted'' else ''purged'' end' else '''deleted''' end)
    using tg_argv[0], app.audit_actor(), app.audit_source(), nullif(current_setting('kith.request_id', true), '');
    return null;
  end if;
  columns := array(
    select attname::text from pg_catalog.pg_attribute
    where attrelid = tg_relid and attnum > 0 and not attisdropped and attgenerated = '' and attname <> all(ignored)
    order by attnum);
  -- Rows are compared column by column first, which is cheap; only those that differ are taken apart.
  execute format(
    'insert into app.audit_log (organization_id, resource, record_id, action, changes, actor, source, request_id)
     select r.organization_id, $1, r.%1$I, %2$s, nullif(d.changes - ''deletedAt'', ''{}''), $2, $3, $4
     from changed r join was w on w.organization_id = r.organization_id and w.%1$I = r.%1$I
     cross join lateral (
       select jsonb_object_agg(app.wire_name(n.key), jsonb_build_array(app.audit_value(o.value), app.audit_value(n.value)))
         as changes
       from jsonb_each(to_jsonb(w)) o join jsonb_each(to_jsonb(r)) n on n.key = o.key
       where n.key = any($5) and n.value is distinct from o.value) d
     where (%3$s) is distinct from (%4$s)',
    tg_argv[2],
    case when soft then 'case when w.deleted_at is null and r.deleted_at is not null then ''deleted''
      when w.deleted_at is not null and r.deleted_at is null then ''restored'' else ''updated'' end' else '''updated''' end,
    (select string_agg(format('w.%I', name), ', ') from unnest(columns) as name),
    (select string_agg(format('r.%I', name), ', ') from unnest(columns) as name))
  using tg_argv[0], app.audit_actor(), app.audit_source(), nullif(current_setting('kith.request_id', true), ''), columns;
  return null;
end $$;
revoke execute on function app.audit() from public;

-- Puts a table under audit, in a migration of its own: `select app.keep_audit('app.tasks', 'task');`. Bookkeeping columns
-- beyond id, version and times are named: `'{rank,search}'`. Records that are not named by `id` say by which column.
create function app.keep_audit(
  audited regclass, resource text, ignored text[] default '{}', record_column text default 'id'
) returns void language plpgsql as $$
declare
  arguments text := format('%L, %L, %L', resource, ignored, record_column);
begin
  execute format('create trigger audit_insert after insert on %s referencing new table as changed
    for each statement execute function app.audit(%s)', audited, arguments);
  execute format('create trigger audit_update after update on %s referencing old table as was new table as changed
    for each statement execute function app.audit(%s)', audited, arguments);
  execute format('create trigger audit_delete after delete on %s referencing old table as changed
    for each statement execute function app.audit(%s)', audited, arguments);
end $$;
revoke execute on function app.keep_audit(regclass, text, text[], text) from public;

-- Notes rows that are parts of a record as a change of that record: {field: [what went, what came]}. Arguments: the resource,
-- the record's table, the column that names the record, the field, the column that holds the part's value. What comes
-- together with a new record, or goes with one, is no change of it.
create function app.audit_parts() returns trigger language plpgsql security definer set search_path = '' as $$
declare
  parts text := case tg_op
    when 'INSERT' then 'select r.*, null::text as went, r.%1$I::text as came from changed r'
    when 'DELETE' then 'select r.*, r.%1$I::text as went, null::text as came from changed r'
    else 'select r.*, w.%1$I::text as went, r.%1$I::text as came from changed r join was w on w.id = r.id
      where w.%1$I is distinct from r.%1$I and w.%2$I = r.%2$I' end;
begin
  execute format(
    'insert into app.audit_log (organization_id, resource, record_id, action, changes, actor, source, request_id)
     select p.organization_id, $1, p.%2$I, ''updated'', jsonb_build_object($5, jsonb_build_array(
         coalesce(jsonb_agg(p.went order by p.id) filter (where p.went is not null), ''[]''),
         coalesce(jsonb_agg(p.came order by p.id) filter (where p.came is not null), ''[]''))), $2, $3, $4
     from (' || parts || ') p
     join %3$s record on record.organization_id = p.organization_id and record.id = p.%2$I and record.created_at <> now()
     group by p.organization_id, p.%2$I',
    tg_argv[4], tg_argv[2], tg_argv[1])
  using tg_argv[0], app.audit_actor(), app.audit_source(), nullif(current_setting('kith.request_id', true), ''), tg_argv[3];
  return null;
end $$;
revoke execute on function app.audit_parts() from public;

-- Puts a table of parts under audit: `select app.keep_audit_of_parts('app.contact_points', 'contact', 'app.contacts',
-- 'contact_id', '{points,value}');` the last being the field on the wire and the column with the part's value.
create function app.keep_audit_of_parts(
  audited regclass, resource text, record_table text, record_column text, field text[]
) returns void language plpgsql as $$
declare
  arguments text := format('%L, %L, %L, %L, %L', resource, record_table, record_column, field[1], field[2]);
begin
  execute format('create trigger audit_insert after insert on %s referencing new table as changed
    for each statement execute function app.audit_parts(%s)', audited, arguments);
  execute format('create trigger audit_update after update on %s referencing old table as was new table as changed
    for each statement execute function app.audit_parts(%s)', audited, arguments);
  execute format('create trigger audit_delete after delete on %s referencing old table as changed
    for each statement execute function app.audit_parts(%s)', audited, arguments);
end $$;
revoke execute on function app.keep_audit_of_parts(regclass, text, text, text, text[]) from public;

-- Takes every value out of a record's lines, for a person's right to be erased: that something changed stays, what it was
-- goes. Not for callers of the API: the erasing function calls it and answers for who may.
create function app.erase_audit(organization uuid, erased_resource text, erased_record uuid) returns void
language sql security definer set search_path = '' as $$
  update app.audit_log a
  set changes = (select jsonb_object_agg(field, null) from jsonb_object_keys(a.changes) as field)
  where a.organization_id = organization and a.resource = erased_resource and a.record_id = erased_record
    and a.changes is not null
$$;
revoke execute on function app.erase_audit(uuid, text, uuid) from public;
grant execute on function app.erase_audit(uuid, text, uuid) to service_role;

select app.keep_audit('app.contacts', 'contact',
  '{search,last_interaction_at,active_at,next_task_at,do_not_contact_since}');
select app.keep_audit_of_parts('app.contact_points', 'contact', 'app.contacts', 'contact_id', '{points,value}');
select app.keep_audit('app.companies', 'company', '{last_interaction_at,active_at}');
select app.keep_audit('app.deals', 'deal', '{rank,stage_since,won_at,lost_at}');
select app.keep_audit('app.pipelines', 'pipeline', '{rank}');
select app.keep_audit('app.pipeline_stages', 'pipeline_stage', '{rank}');
select app.keep_audit('app.memberships', 'member', '{}', 'user_id');
select app.keep_audit('app.embed_keys', 'embed_key', '{key}');
