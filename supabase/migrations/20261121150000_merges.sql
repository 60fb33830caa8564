-- Merging two records into one, and taking it back for 30 days. Everything that hangs on a record is named in app.merge_rules; a
-- test compares it with the foreign keys. The functions are definer functions because a merge moves what colleagues logged,
-- too; they check the caller's organization and permission themselves.
alter table app.contacts
  add merged_into uuid,
  add foreign key (organization_id, merged_into) references app.contacts (organization_id, id) on delete set null (merged_into);
create index contacts_merged on app.contacts (organization_id, merged_into) where merged_into is not null;
alter table app.companies
  add merged_into uuid,
  add foreign key (organization_id, merged_into) references app.companies (organization_id, id) on delete set null (merged_into);
create index companies_merged on app.companies (organization_id, merged_into) where merged_into is not null;

insert into app.role_permissions (role, permission)
select role, 'merges.read' from unnest(array['owner', 'admin', 'member', 'viewer']) as role;

-- Which columns point to a contact or a company, and how a merge moves them.
create table app.merge_rules (
  record_type text not null check (record_type in ('contact', 'company')),
  table_name text not null,
  column_name text not null,
  -- In which order they move.
  place int not null,
  -- Kept by triggers from what moves, or by the merge itself: not moved.
  derived boolean not null default false,
  -- Tells the rows of one record apart.
  key_column text not null default 'id',
  -- Rows of the loser that the winner already has, as a condition on `l`: they go, and come back with the undo.
  -- $1 organization, $2 winner, $3 loser.
  twin text,
  -- Deleted rows of the winner that give way to a live one of the loser, as a condition on `w`.
  yields text,
  -- What else is set in a moved row `r`.
  also_set text,
  -- A part of the record itself: rows of the winner may change with it, so they are remembered, too.
  part boolean not null default false,
  primary key (record_type, table_name, column_name)
);
alter table app.merge_rules enable row level security;
grant all on app.merge_rules to service_role;

-- True when one relation of the loser would say the same as one of the winner.
create function app.same_relation(l app.relations, w app.relations, winner uuid, loser uuid) returns boolean
language sql immutable as $$
  select l.id <> w.id and l.kind = w.kind and l.label_id is not distinct from w.label_id and (
    (case l.from_id when loser then winner else l.from_id end, case l.to_id when loser then winner else l.to_id end)
      = (w.from_id, w.to_id)
    or l.mutual and (case l.from_id when loser then winner else l.from_id end,
      case l.to_id when loser then winner else l.to_id end) = (w.to_id, w.from_id))
$$;

insert into app.merge_rules (record_type, table_name, column_name, place, key_column, twin, yields, also_set, part) values
  ('contact', 'contact_points', 'contact_id', 1, 'id', null, null,
    'position = r.position + 1 + coalesce((select max(p.position) from app.contact_points p
      where p.organization_id = $1 and p.contact_id = $2), -1)', true),
  ('contact', 'employments', 'contact_id', 2, 'id',
    'exists (select from app.employments w where w.organization_id = $1 and w.contact_id = $2
      and w.company_id = l.company_id and w.is_current = l.is_current)', null,
    'position = r.position + 1 + coalesce((select max(p.position) from app.employments p
      where p.organization_id = $1 and p.contact_id = $2), -1)', true),
  ('contact', 'interactions', 'contact_id', 3, 'id', null, null, null, false),
  ('contact', 'deal_contacts', 'contact_id', 4, 'deal_id',
    'exists (select from app.deal_contacts w where w.organization_id = $1 and w.contact_id = $2 and w.deal_id = l.deal_id)',
    null, null, false),
  ('contact', 'tasks', 'contact_id', 5, 'id',
    'l.keep_in_touch and l.done_at is null and l.deleted_at is null and exists (select from app.tasks w
      where w.organization_id = $1 and w.contact_id = $2 and w.keep_in_touch and w.done_at is null and w.deleted_at is null)',
    null, null, true),
  ('contact', 'contact_cadences', 'contact_id', 7, 'id',
    'exists (select from app.contact_cadences w where w.organization_id = $1 and w.contact_id = $2)', null, null, true),
  ('contact', 'notes', 'contact_id', 6, 'id', null, null, null, false),
  ('company', 'company_points', 'company_id', 1, 'id',
    'exists (select from app.company_points w where w.organization_id = $1 and w.company_id = $2
      and w.kind = l.kind and w.normalized = l.normalized)', null, null, true),
  ('company', 'employments', 'company_id', 2, 'id',
    'exists (select from app.employments w where w.organization_id = $1 and w.company_id = $2
      and w.contact_id = l.contact_id and w.is_current = l.is_current)', null, null, false),
  ('company', 'contacts', 'company_id', 3, 'id', null, null, null, false),
  ('company', 'deals', 'company_id', 4, 'id', null, null, null, false),
  ('company', 'tasks', 'company_id', 5, 'id', null, null, null, false),
  ('company', 'notes', 'company_id', 6, 'id', null, null, null, false);
insert into app.merge_rules (record_type, table_name, column_name, place, twin, yields)
select record_type, 'relations', column_name, 10 + nth,
  'l.from_id = $2 or l.to_id = $2 or exists (select from app.relations w
    where w.organization_id = $1 and (w.from_id = $2 or w.to_id = $2) and app.same_relation(l, w, $2, $3))',
  '(w.from_id = $2 or w.to_id = $2) and w.deleted_at is not null and exists (select from app.relations l
    where l.organization_id = $1 and (l.from_id = $3 or l.to_id = $3) and l.deleted_at is null
      and app.same_relation(l, w, $2, $3))'
from (values ('contact', 'from_contact_id', 1), ('contact', 'to_contact_id', 2), ('company', 'from_company_id', 1),
  ('company', 'to_company_id', 2)) as ends (record_type, column_name, nth);
insert into app.merge_rules (record_type, table_name, column_name, place, derived) values
  ('contact', 'connection_strengths', 'contact_id', 100, true),
  ('contact', 'contacts', 'merged_into', 100, true),
  ('company', 'company_domains', 'company_id', 100, true),
  ('company', 'companies', 'merged_into', 100, true);

-- Every merge, and what it takes to undo it. Holds what people wrote, so it is for nobody's eyes; erasing a person erases it.
create table app.merges (
  id uuid primary key default app.uuid_v7(),
  organization_id uuid not null references app.organizations on delete cascade,
  record_type text not null check (record_type in ('contact', 'company')),
  winner_id uuid not null,
  loser_id uuid not null,
  winner_before jsonb not null,
  winner_after jsonb not null,
  loser_before jsonb not null,
  -- [{table, column, keys}] of rows that only changed hands, [{table, key, changes: {column: [before, after]}}], [{table, row}].
  moved jsonb not null,
  changed jsonb not null,
  dropped jsonb not null,
  merged_by uuid references auth.users on delete set null,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  undone_at timestamptz,
  unique (organization_id, id)
);
create index merges_newest on app.merges (organization_id, id desc);
create index merges_winner on app.merges (organization_id, winner_id);
create index merges_loser on app.merges (organization_id, loser_id);
create index merges_age on app.merges (expires_at);
alter table app.merges enable row level security;
grant select (id, organization_id, record_type, winner_id, loser_id, merged_by, created_at, expires_at, undone_at)
  on app.merges to authenticated;
grant all on app.merges to service_role;
create policy read on app.merges for select to authenticated
  using (organization_id = any((select app.orgs_with('merges.read'))::uuid[]));

-- A merge and its undo leave versions and times of what they move as they are: nobody edited it.
create or replace function app.touch() returns trigger language plpgsql as $$
begin
  if current_setting('kith.as_it_was', true) = 'on' then
    return new;
  end if;
  new.version := old.version + 1;
  new.updated_at := now();
  return new;
end $$;
create or replace function app.note_do_not_contact() returns trigger language plpgsql as $$
begin
  if current_setting('kith.as_it_was', true) = 'on' then
    return new;
  end if;
  new.do_not_contact_since := case
    when not new.do_not_contact then null
    when tg_op = 'UPDATE' and old.do_not_contact then old.do_not_contact_since
    else now() end;
  return new;
end $$;

-- Where a record that was merged away lives on, however long the chain.
create function app.merge_target(kind text, organization uuid, record uuid) returns uuid
language plpgsql stable security definer set search_path = '' as $$
declare
  place uuid := record;
  next_place uuid;
begin
  for step in 1..100 loop
    if kind = 'contact' then
      select c.merged_into into next_place from app.contacts c where c.organization_id = organization and c.id = place;
    else
      select c.merged_into into next_place from app.companies c where c.organization_id = organization and c.id = place;
    end if;
    exit when next_place is null or next_place = record;
    place := next_place;
  end loop;
  return place;
end $$;
revoke execute on function app.merge_target(text, uuid, uuid) from public;

-- What somebody attaches to a record in the very moment in which it is merged away, follows it; what the winner has already, goes.
create function app.follow_merge() returns trigger language plpgsql security definer set search_path = '' as $$
declare
  rule app.merge_rules;
  gone record;
begin
  if current_setting('kith.as_it_was', true) = 'on' then
    return null;
  end if;
  for gone in execute format(
    'select distinct r.organization_id as organization, r.id as loser from changed c
     join app.%I r on r.organization_id = c.organization_id and r.id = c.%I and r.merged_into is not null',
    case tg_argv[0] when 'contact' then 'contacts' else 'companies' end, tg_argv[1])
  loop
    select * into rule from app.merge_rules m
    where m.record_type = tg_argv[0] and m.table_name = tg_table_name and m.column_name = tg_argv[1];
    if rule.twin is not null then
      execute format('delete from app.%I l where l.organization_id = $1 and l.%I = $3 and (%s)', tg_table_name, tg_argv[1],
        rule.twin) using gone.organization, app.merge_target(tg_argv[0], gone.organization, gone.loser), gone.loser;
    end if;
    execute format('update app.%I r set %I = $2 where r.organization_id = $1 and r.%2$I = $3', tg_table_name, tg_argv[1])
    using gone.organization, app.merge_target(tg_argv[0], gone.organization, gone.loser), gone.loser;
  end loop;
  return null;
end $$;
revoke execute on function app.follow_merge() from public;
-- Lets a table follow merges, in a later migration: `select app.keep_merged('contact', 'visits', 'contact_id');` moves its rows
-- with the record; a rule with a twin or the like is inserted first.
create function app.keep_merged(kind text, of_table text, of_column text) returns void language plpgsql as $$
begin
  insert into app.merge_rules (record_type, table_name, column_name, place) values (kind, of_table, of_column, 50)
  on conflict do nothing;
  execute format('create trigger follow_merge_%s after insert on app.%I referencing new table as changed
    for each statement execute function app.follow_merge(%L, %L)', of_column, of_table, kind, of_column);
end $$;
revoke execute on function app.keep_merged(text, text, text) from public;
select app.keep_merged(record_type, table_name, column_name) from app.merge_rules where not derived;

-- Columns of a table that can be written.
create function app.own_columns(of_table text) returns text[] language sql stable set search_path = '' as $$
  select array_agg(attname::text order by attnum) from pg_catalog.pg_attribute
  where attrelid = ('app.' || quote_ident(of_table))::regclass and attnum > 0 and not attisdropped and attgenerated = ''
$$;

-- Writes columns of one row as they stand in the JSON.
create function app.write_row(of_table text, organization uuid, row_key text, row_id uuid, columns text[], vals jsonb)
returns boolean language plpgsql set search_path = '' as $$
declare
  written int;
begin
  if cardinality(columns) = 0 then
    return true;
  end if;
  execute format('update app.%1$I r set %2$s from jsonb_populate_record(null::app.%1$I, $1) v
    where r.organization_id = $2 and r.%3$I = $4', of_table,
    (select string_agg(format('%1$I = v.%1$I', name), ', ') from unnest(columns) as name), row_key)
  using vals, organization, row_key, row_id;
  get diagnostics written = row_count;
  return written > 0;
end $$;
revoke execute on function app.write_row(text, uuid, text, uuid, text[], jsonb) from public;

-- Merges a live record into another of its kind. `vals` are the columns that the winner has afterwards and did not have.
-- Both rows are held by the caller. Answers the merge's id and how many rows of each table changed hands. Raises KT031 when one
-- of the records is not live.
create function app.merge_records(
  kind text, organization uuid, winner uuid, loser uuid, vals jsonb, good_until timestamptz
) returns jsonb language plpgsql security definer set search_path = '' as $$
declare
  records text := case kind when 'contact' then 'contacts' else 'companies' end;
  before_winner jsonb;
  before_loser jsonb;
  after_winner jsonb;
  rule app.merge_rules;
  befores jsonb := '{}';
  rows jsonb;
  moved jsonb := '[]';
  changed jsonb := '[]';
  dropped jsonb := '[]';
  merge uuid := app.uuid_v7();
  hands jsonb := '{}';
  many int;
begin
  if kind not in ('contact', 'company') or not coalesce(organization = any(app.orgs_with(records || '.write')), false) then
    raise exception 'The caller may not merge here' using errcode = '42501';
  end if;
  execute format('select to_jsonb(r) from app.%I r where organization_id = $1 and id = $2 and deleted_at is null for update',
    records) into before_winner using organization, winner;
  execute format('select to_jsonb(r) from app.%I r where organization_id = $1 and id = $2 and deleted_at is null for update',
    records) into before_loser using organization, loser;
  if before_winner is null or before_loser is null or winner = loser then
    raise exception 'Only two live records can be merged' using errcode = 'KT031';
  end if;
  perform set_config('kith.as_it_was', 'on', true);
  for rule in select * from app.merge_rules m where m.record_type = kind and not m.derived loop
    execute format('select coalesce(jsonb_agg(to_jsonb(r)), ''[]'') from app.%I r
      where r.organization_id = $1 and (r.%2$I = $3 or $4 and r.%2$I = $2)', rule.table_name, rule.column_name)
    into rows using organization, winner, loser, rule.part;
    befores := jsonb_set(befores, array[rule.table_name || '.' || rule.column_name], rows);
  end loop;
  execute format('update app.%I set deleted_at = now(), merged_into = $1 %s where organization_id = $2 and id = $3', records,
    case kind when 'company' then ', domains = ''{}'', domain = null' else '' end) using winner, organization, loser;
  for rule in select * from app.merge_rules m where m.record_type = kind and not m.derived order by m.place loop
    if rule.yields is not null then
      execute format('with gone as (delete from app.%I w where w.organization_id = $1 and (%s) returning to_jsonb(w) as row)
        select coalesce(jsonb_agg(jsonb_build_object(''table'', $4::text, ''row'', row)), ''[]'') from gone',
        rule.table_name, rule.yields) into rows using organization, winner, loser, rule.table_name;
      dropped := dropped || rows;
    end if;
    if rule.twin is not null then
      execute format('with gone as (delete from app.%I l where l.organization_id = $1 and l.%I = $3 and (%s)
          returning to_jsonb(l) as row)
        select coalesce(jsonb_agg(jsonb_build_object(''table'', $4::text, ''row'', row)), ''[]'') from gone',
        rule.table_name, rule.column_name, rule.twin) into rows using organization, winner, loser, rule.table_name;
      dropped := dropped || rows;
    end if;
    execute format('update app.%I r set %I = $2 %s where r.organization_id = $1 and r.%2$I = $3', rule.table_name,
      rule.column_name, coalesce(', ' || rule.also_set, '')) using organization, winner, loser;
    get diagnostics many = row_count;
    hands := hands || jsonb_build_object(rule.table_name, many + coalesce((hands ->> rule.table_name)::int, 0));
  end loop;
  -- A version that no edit of either record reaches: after an undo, nobody's stale copy of the merged record passes for the
  -- one before.
  perform app.write_row(records, organization, 'id', winner,
    array(select jsonb_object_keys(vals)) || array['version', 'updated_at'],
    vals || jsonb_build_object('version', (before_winner ->> 'version')::int + 1000, 'updated_at', now()));
  perform app.recount_activity(kind, organization, array[winner]);
  for rule in select * from app.merge_rules m where m.record_type = kind and not m.derived order by m.place loop
    execute format(
      'with diff as (
        select r.%1$I as key, d.changes
        from jsonb_array_elements($1) as b (row)
        join app.%2$I r on r.organization_id = $2 and r.%1$I = (b.row ->> $3)::uuid
          and ($3 = ''id'' or r.%4$I = $5)
        cross join lateral (
          select jsonb_object_agg(o.key, jsonb_build_array(o.value, n.value)) as changes
          from jsonb_each(b.row) o join jsonb_each(to_jsonb(r)) n on n.key = o.key
          where n.value is distinct from o.value and o.key = any(app.own_columns($4))) d
        where d.changes is not null and not exists (
          select from jsonb_array_elements($8) as g where g ->> ''table'' = $4 and g -> ''row'' = b.row)),
      plain as (select key from diff where changes = jsonb_build_object($6::text, jsonb_build_array($7, $5)))
      select jsonb_build_array(
        coalesce((select jsonb_agg(key) from plain), ''[]''),
        coalesce((select jsonb_agg(jsonb_build_object(''table'', $4::text, ''key'', d.key, ''changes'', d.changes))
          from diff d where d.key not in (select key from plain)), ''[]''))',
      rule.key_column, rule.table_name, null, rule.column_name)
    into rows using befores -> (rule.table_name || '.' || rule.column_name), organization, rule.key_column, rule.table_name,
      winner, rule.column_name, loser, dropped;
    if rows -> 0 <> '[]' then
      moved := moved || jsonb_build_object('table', rule.table_name, 'column', rule.column_name, 'keys', rows -> 0);
    end if;
    changed := changed || (rows -> 1);
  end loop;
  execute format('select to_jsonb(r) from app.%I r where organization_id = $1 and id = $2', records)
  into after_winner using organization, winner;
  insert into app.merges (id, organization_id, record_type, winner_id, loser_id, winner_before, winner_after, loser_before,
    moved, changed, dropped, merged_by, expires_at)
  values (merge, organization, kind, winner, loser, before_winner, after_winner, before_loser, moved, changed, dropped,
    auth.uid(), good_until);
  perform app.refresh_search(kind, organization, array[winner, loser]);
  perform set_config('kith.as_it_was', '', true);
  return jsonb_build_object('id', merge, 'moved', hands, 'dropped', jsonb_array_length(dropped));
end $$;
revoke execute on function app.merge_records(text, uuid, uuid, uuid, jsonb, timestamptz) from public;
grant execute on function app.merge_records(text, uuid, uuid, uuid, jsonb, timestamptz) to authenticated;

-- Takes a merge back: both records and everything that hung on them stand as before. What was added to the winner since stays
-- with the winner; what was edited since in fields that the merge did not touch stays, too. Raises KT032 with the reason.
create function app.undo_merge(organization uuid, merge uuid) returns void
language plpgsql security definer set search_path = '' as $$
declare
  m app.merges;
  records text;
  now_winner jsonb;
  now_loser jsonb;
  names text[];
  held record;
  column_name text;
  untouched boolean;
begin
  select * into m from app.merges g where g.organization_id = organization and g.id = merge for update;
  records := case m.record_type when 'contact' then 'contacts' else 'companies' end;
  if m.id is null or not coalesce(organization = any(app.orgs_with(records || '.write')), false) then
    raise exception 'The caller may not undo this' using errcode = '42501';
  end if;
  execute format('select count(*) from (select from app.%I where organization_id = $1 and id = any($2) order by id for update) held',
    records) into held using organization, array[m.winner_id, m.loser_id];
  execute format('select to_jsonb(r) from app.%I r where organization_id = $1 and id = $2', records)
  into now_winner using organization, m.winner_id;
  execute format('select to_jsonb(r) from app.%I r where organization_id = $1 and id = $2', records)
  into now_loser using organization, m.loser_id;
  if m.undone_at is not null or now_loser ->> 'merged_into' is distinct from m.winner_id::text then
    raise exception 'This merge was undone already.' using errcode = 'KT032';
  elsif now_winner is null or now_winner ->> 'merged_into' is not null then
    raise exception 'The record was merged into another one since: undo that first.' using errcode = 'KT032';
  elsif now_winner ->> 'deleted_at' is not null then
    raise exception 'The record was deleted since: restore it first.' using errcode = 'KT032';
  end if;
  names := array(
    select name from unnest(app.own_columns(records)) as name
    where name <> all('{id,organization_id,version,created_at,created_by,updated_at,last_interaction_at,active_at,next_task_at}')
      and m.winner_before -> name is distinct from m.winner_after -> name);
  select string_agg(app.wire_name(name), ', ') into column_name from unnest(names) as name
  where now_winner -> name is distinct from m.winner_after -> name;
  if column_name is not null then
    raise exception 'Somebody changed since what the merge had changed: %.', column_name using errcode = 'KT032';
  end if;
  perform set_config('kith.as_it_was', 'on', true);
  untouched := now_winner ->> 'version' = m.winner_after ->> 'version';
  -- A company's domains belong to one company at a time: the winner lets them go first.
  if m.record_type = 'company' then
    perform app.write_row(records, organization, 'id', m.winner_id, names, m.winner_before);
  end if;
  for held in
    select g ->> 'table' as tbl, g ->> 'column' as col, g -> 'keys' as keys, r.key_column
    from jsonb_array_elements(m.moved) as g
    join app.merge_rules r on r.record_type = m.record_type and r.table_name = g ->> 'table' and r.column_name = g ->> 'column'
  loop
    execute format('update app.%I r set %I = $1 where r.organization_id = $2 and r.%2$I = $3
      and r.%3$I in (select value::uuid from jsonb_array_elements_text($4))', held.tbl, held.col, held.key_column)
    using m.loser_id, organization, m.winner_id, held.keys;
  end loop;
  for held in
    select g ->> 'table' as tbl, (g ->> 'key')::uuid as key, g -> 'changes' as changes from jsonb_array_elements(m.changed) as g
  loop
    perform app.undo_row(held.tbl, organization, held.key, held.changes);
  end loop;
  for held in select g ->> 'table' as tbl, g -> 'row' as row from jsonb_array_elements(m.dropped) as g loop
    begin
      execute format('insert into app.%1$I (%2$s) select %2$s from jsonb_populate_record(null::app.%1$I, $1)
        on conflict do nothing', held.tbl,
        (select string_agg(quote_ident(name), ', ') from unnest(app.own_columns(held.tbl)) as name)) using held.row;
    exception when foreign_key_violation then
      -- What it belonged to was purged since.
      null;
    end;
  end loop;
  perform app.write_row(records, organization, 'id', m.winner_id, names || array['version', 'updated_at'],
    case when untouched then m.winner_before
      else m.winner_before || jsonb_build_object('version', (now_winner ->> 'version')::int + 1, 'updated_at', now()) end);
  perform app.write_row(records, organization, 'id', m.loser_id,
    array(select name from unnest(app.own_columns(records)) as name where name <> all('{id,next_task_at}')),
    m.loser_before);
  perform app.recount_activity(m.record_type, organization, array[m.winner_id, m.loser_id]);
  if m.record_type = 'contact' then
    perform app.recount_activity('company', organization, array(
      select distinct e.company_id from app.employments e
      where e.organization_id = organization and e.contact_id in (m.winner_id, m.loser_id)));
  end if;
  update app.merges set undone_at = now() where id = merge;
  perform app.refresh_search(m.record_type, organization, array[m.winner_id, m.loser_id]);
  perform set_config('kith.as_it_was', '', true);
end $$;

-- Sets the columns of a row back that still are as the merge left them.
create function app.undo_row(of_table text, organization uuid, row_id uuid, changes jsonb) returns void
language plpgsql set search_path = '' as $$
declare
  now_row jsonb;
begin
  execute format('select to_jsonb(r) from app.%I r where organization_id = $1 and id = $2', of_table)
  into now_row using organization, row_id;
  if now_row is null then
    return;
  end if;
  perform app.write_row(of_table, organization, 'id', row_id,
    array(select c.key from jsonb_each(changes) c where now_row -> c.key is not distinct from c.value -> 1),
    (select jsonb_object_agg(c.key, c.value -> 0) from jsonb_each(changes) c));
end $$;
revoke execute on function app.undo_row(text, uuid, uuid, jsonb) from public;

-- Counts anew when somebody was last in touch with these records. Touches only what really changes.
create function app.recount_activity(kind text, organization uuid, records uuid[]) returns void
language plpgsql set search_path = '' as $$
begin
  if kind = 'contact' then
    update app.contacts c set last_interaction_at = latest.at, active_at = coalesce(latest.at, c.created_at)
    from (
      select r.id, (select max(i.occurred_at) from app.interactions i
        where i.organization_id = organization and i.contact_id = r.id and i.deleted_at is null) as at
      from unnest(records) as r (id)) latest
    where c.organization_id = organization and c.id = latest.id and c.last_interaction_at is distinct from latest.at;
  else
    update app.companies f set last_interaction_at = latest.at, active_at = coalesce(latest.at, f.created_at)
    from (
      select r.id, (select max(c.last_interaction_at) from app.employments e
        join app.contacts c on c.organization_id = e.organization_id and c.id = e.contact_id
        where e.organization_id = organization and e.company_id = r.id and e.is_current) as at
      from unnest(records) as r (id)) latest
    where f.organization_id = organization and f.id = latest.id and f.last_interaction_at is distinct from latest.at;
  end if;
end $$;
revoke execute on function app.recount_activity(text, uuid, uuid[]) from public;
revoke execute on function app.undo_merge(uuid, uuid) from public;
grant execute on function app.undo_merge(uuid, uuid) to authenticated;

-- As before, and it knows a merge: the loser's line says into whom.
create or replace function app.audit() returns trigger language plpgsql security definer set search_path = '' as $$
declare
  ignored text[] := tg_argv[1]::text[] || array['id', 'organization_id', 'version', 'created_at', 'updated_at', 'created_by'];
  soft boolean := exists (select from pg_catalog.pg_attribute where attrelid = tg_relid and attname = 'deleted_at');
  mergeable boolean := exists (select from pg_catalog.pg_attribute where attrelid = tg_relid and attname = 'merged_into');
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
  -- Column by column, which costs a fraction of taking whole rows apart as JSON.
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
    (select string_agg(format('case when r.%1$I is distinct from w.%1$I then jsonb_build_object(%2$L,
        jsonb_build_array(app.audit_value(to_jsonb(w.%1$I)), app.audit_value(to_jsonb(r.%1$I)))) else ''{}'' end',
      name, app.wire_name(name)), ' || ') from unnest(columns) as name))
  using tg_argv[0], app.audit_actor(), app.audit_source(), nullif(current_setting('kith.request_id', true), '');
  return null;
end $$;
