-- The audit log, whole: own fields one by one, views, forgotten messages, and what of a person's work changed but the firm.

-- Own fields that differ, each by its key: {"fields.region": [old, new]}.
create function app.audit_fields(was jsonb, now_is jsonb) returns jsonb language plpgsql immutable set search_path = '' as $$
begin
  return (
    select coalesce(jsonb_object_agg('fields.' || key,
      jsonb_build_array(app.audit_value(o.value), app.audit_value(n.value))), '{}')
    from jsonb_each(was) o full join jsonb_each(now_is) n using (key)
    where o.value is distinct from n.value);
end $$;

-- The fields without what stood in them, for what is its owner's alone.
create function app.audit_names(changes jsonb) returns jsonb language plpgsql immutable set search_path = '' as $$
begin
  return (select coalesce(jsonb_object_agg(field, null), '{}') from jsonb_object_keys(changes) as field);
end $$;
revoke execute on function app.audit_fields(jsonb, jsonb), app.audit_names(jsonb) from public;

-- As before. Own fields (`fields`) leave an entry each. A fourth argument is a condition on the rows `w` (as it was) and `r` (as it
-- is) under which the log names the fields and keeps no values.
create or replace function app.audit() returns trigger language plpgsql security definer set search_path = '' as $$
declare
  ignored text[] := tg_argv[1]::text[] || array['id', 'organization_id', 'version', 'created_at', 'updated_at', 'created_by'];
  soft boolean := exists (select from pg_catalog.pg_attribute where attrelid = tg_relid and attname = 'deleted_at');
  mergeable boolean := exists (select from pg_catalog.pg_attribute where attrelid = tg_relid and attname = 'merged_into');
  columns text[];
  differing text;
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
  -- Column by column, which costs a fraction of taking whole rows apart as JSON.
  differing := (
    select string_agg(format('case when r.%1$I is distinct from w.%1$I then %2$s else ''{}'' end', name,
      case name when 'fields' then 'app.audit_fields(w.fields, r.fields)'
        else format('jsonb_build_object(%2$L, jsonb_build_array(app.audit_value(to_jsonb(w.%1$I)), app.audit_value(to_jsonb(r.%1$I))))',
          name, app.wire_name(name)) end), ' || ')
    from unnest(columns) as name);
  if tg_nargs > 3 then
    differing := format('case when %1$s then app.audit_names(%2$s) else %2$s end', tg_argv[3], differing);
  end if;
  execute format(
    'insert into app.audit_log (organization_id, resource, record_id, action, changes, actor, source, request_id)
     select r.organization_id, $1, r.%1$I, %2$s, nullif((%5$s) - ''deletedAt'', ''{}''), $2, $3, $4
     from changed r join was w on w.organization_id = r.organization_id and w.%1$I = r.%1$I
     where (%3$s) is distinct from (%4$s)',
    tg_argv[2],
    case when mergeable then 'case when w.merged_into is null and r.merged_into is not null then ''merged''
      when w.deleted_at is null and r.deleted_at is not null then ''deleted''
      when w.deleted_at is not null and r.deleted_at is null then ''restored'' else ''updated'' end'
      when soft then 'case when w.deleted_at is null and r.deleted_at is not null then ''deleted''
      when w.deleted_at is not null and r.deleted_at is null then ''restored'' else ''updated'' end' else '''updated''' end,
    (select string_agg(format('w.%I', name), ', ') from unnest(columns) as name),
    (select string_agg(format('r.%I', name), ', ') from unnest(columns) as name),
    differing)
  using tg_argv[0], app.audit_actor(), app.audit_source(), nullif(current_setting('kith.request_id', true), '');
  return null;
end $$;

-- What one keeps to oneself is nobody's to read in the log either.
create trigger audit_insert after insert on app.views referencing new table as changed
  for each statement execute function app.audit('view', '{}', 'id');
create trigger audit_update after update on app.views referencing old table as was new table as changed
  for each statement execute function app.audit('view', '{}', 'id', 'not (w.shared or r.shared)');
create trigger audit_delete after delete on app.views referencing old table as changed
  for each statement execute function app.audit('view', '{}', 'id');

-- A message that was forgotten, came back, or is gone for good: whose it was, and nothing of what stood in it. That it was logged, when
-- and by whom stands in the message itself. What goes with its contact has the contact's line.
create function app.audit_interactions() returns trigger language plpgsql security definer set search_path = '' as $$
declare
  forgotten constant text := case tg_op
    when 'DELETE' then 'select w.*, case when w.deleted_at is null then ''deleted'' else ''purged'' end as action from was w'
    else 'select r.*, case when r.deleted_at is null then ''restored'' else ''deleted'' end as action
      from changed r join was w on w.id = r.id where (w.deleted_at is null) <> (r.deleted_at is null)' end;
begin
  -- Each contact that goes sets this off, mostly for nothing.
  if tg_op = 'DELETE' then
    perform from was limit 1;
    if not found then
      return null;
    end if;
  end if;
  execute format(
    'insert into app.audit_log (organization_id, resource, record_id, action, changes, actor, source, request_id)
     select i.organization_id, ''interaction'', i.id, i.action, jsonb_build_object(''contactId'', case i.action
         when ''restored'' then jsonb_build_array(null, i.contact_id) else jsonb_build_array(i.contact_id, null) end), $1, $2, $3
     from (%s) i join app.contacts c on c.organization_id = i.organization_id and c.id = i.contact_id', forgotten)
  using app.audit_actor(), app.audit_source(), nullif(current_setting('kith.request_id', true), '');
  return null;
end $$;
revoke execute on function app.audit_interactions() from public;
create trigger audit_update after update on app.interactions referencing old table as was new table as changed
  for each statement execute function app.audit_interactions();
create trigger audit_delete after delete on app.interactions referencing old table as was
  for each statement execute function app.audit_interactions();

-- Where somebody works is a change of the contact: the firms that went and came, by id; where the title, the dates or whether it is over
-- changed, the firm with these, as they were and as they are. The title of the main employment is the contact's own, whose line tells
-- it. What comes together with a new contact, or goes with one, is no change of it.
create function app.audit_employments() returns trigger language plpgsql security definer set search_path = '' as $$
declare
  parts constant text := case tg_op
    when 'INSERT' then 'select r.organization_id, r.contact_id, r.position, r.id, null::jsonb as went, to_jsonb(r.company_id) as came
      from changed r'
    when 'DELETE' then 'select w.organization_id, w.contact_id, w.position, w.id, to_jsonb(w.company_id) as went, null::jsonb as came
      from was w'
    else 'select r.organization_id, r.contact_id, r.position, r.id,
        case when d.fields is null then to_jsonb(w.company_id) else d.before || jsonb_build_object(''companyId'', w.company_id) end as went,
        case when d.fields is null then to_jsonb(r.company_id) else d.after || jsonb_build_object(''companyId'', r.company_id) end as came
      from changed r join was w on w.id = r.id and w.contact_id = r.contact_id
      cross join lateral (
        select jsonb_object_agg(f.name, f.before) as before, jsonb_object_agg(f.name, f.after) as after, min(f.name) as fields
        from (values (''title'', to_jsonb(w.title), to_jsonb(r.title)), (''from'', to_jsonb(w.started_on), to_jsonb(r.started_on)),
          (''to'', to_jsonb(w.ended_on), to_jsonb(r.ended_on)), (''current'', to_jsonb(w.is_current), to_jsonb(r.is_current))
        ) as f (name, before, after)
        where f.before is distinct from f.after and not (f.name = ''title'' and w.is_current and r.is_current and not exists (
          select from app.employments e where e.organization_id = r.organization_id and e.contact_id = r.contact_id and e.is_current
            and (e.position, e.id) < (r.position, r.id)))) d
      where w.company_id is distinct from r.company_id or d.fields is not null' end;
begin
  -- Each contact that goes sets this off, mostly for nothing.
  if tg_op = 'DELETE' then
    perform from was limit 1;
    if not found then
      return null;
    end if;
  end if;
  execute format(
    'insert into app.audit_log (organization_id, resource, record_id, action, changes, actor, source, request_id)
     select p.organization_id, ''contact'', p.contact_id, ''updated'', jsonb_build_object(''employments'', jsonb_build_array(
         coalesce(jsonb_agg(p.went order by p.position, p.id) filter (where p.went is not null), ''[]''),
         coalesce(jsonb_agg(p.came order by p.position, p.id) filter (where p.came is not null), ''[]''))), $1, $2, $3
     from (%s) p
     join app.contacts c on c.organization_id = p.organization_id and c.id = p.contact_id and c.created_at <> now()
     group by p.organization_id, p.contact_id', parts)
  using app.audit_actor(), app.audit_source(), nullif(current_setting('kith.request_id', true), '');
  return null;
end $$;
revoke execute on function app.audit_employments() from public;
drop trigger audit_insert on app.employments;
drop trigger audit_update on app.employments;
drop trigger audit_delete on app.employments;
create trigger audit_insert after insert on app.employments referencing new table as changed
  for each statement execute function app.audit_employments();
create trigger audit_update after update on app.employments referencing old table as was new table as changed
  for each statement execute function app.audit_employments();
create trigger audit_delete after delete on app.employments referencing old table as was
  for each statement execute function app.audit_employments();

select app.open_reading();
