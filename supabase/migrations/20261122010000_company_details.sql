-- Companies keep what people keep about themselves: time zone, language, source, whether to write there at all, and when the next open task
-- comes up.
alter table app.companies
  -- IANA name; the server checks that there is such a zone.
  add time_zone text check (length(time_zone) between 1 and 64),
  -- BCP 47.
  add language text check (length(language) between 2 and 35),
  add source text check (length(source) between 1 and 200),
  add do_not_contact boolean not null default false,
  -- Kept by trigger, like when the next open task comes up.
  add do_not_contact_since timestamptz,
  add next_task_at timestamptz;
create index companies_not_to_contact on app.companies (organization_id, active_at desc, id desc)
  where do_not_contact and deleted_at is null;

drop trigger touch on app.companies;
create trigger touch before update of name, domain, domains, deleted_at, owner_id, tags, description, logo_url, time_zone, language,
  source, do_not_contact, fields, updated_at on app.companies for each row execute function app.touch();
create trigger note_do_not_contact before insert or update of do_not_contact, do_not_contact_since on app.companies
  for each row execute function app.note_do_not_contact();
drop trigger audit_insert on app.companies;
drop trigger audit_update on app.companies;
drop trigger audit_delete on app.companies;
select app.keep_audit('app.companies', 'company', '{last_interaction_at,active_at,next_task_at,do_not_contact_since}');

-- As before, and the same of companies.
create or replace function app.merged_columns(kind text) returns text[] language sql immutable parallel safe as $$
  select case kind
    when 'contact' then '{name,company_id,title,notes,owner_id,tags,avatar_url,time_zone,language,source,do_not_contact,do_not_contact_since,fields}'
    when 'company' then '{name,domains,domain,description,logo_url,owner_id,tags,time_zone,language,source,do_not_contact,do_not_contact_since,fields}'
    end::text[]
$$;

-- Keeps when the next open task of a record comes up, which lists show. Touches only records whose value really changes. Arguments: the
-- records' table, the column of tasks that names them. Joined by `execute`, for the number of rows at hand; and not by the index of all
-- open tasks, which an organization without statistics would have read once for each record.
drop trigger keep_next_insert on app.tasks;
drop trigger keep_next_update on app.tasks;
drop function app.keep_next_task_of_new();
drop function app.keep_next_task();
create function app.keep_next_task() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  execute format(
    'update app.%1$I r set next_task_at = n.at
     from (
       select k.organization_id, k.id, min(t.comes_at) as at
       from (
         select w.organization_id, w.%2$I as id from was w where w.%2$I is not null
         union
         select c.organization_id, c.%2$I from changed c where c.%2$I is not null) k
       left join app.tasks t on t.organization_id = k.organization_id and t.%2$I = k.id and t.deleted_at is null
         and coalesce(t.done_at, ''infinity'') = ''infinity''
       group by k.organization_id, k.id) n
     where r.organization_id = n.organization_id and r.id = n.id and r.next_task_at is distinct from n.at',
    tg_argv[0], tg_argv[1]);
  return null;
end $$;
-- A new task can only bring the next one nearer: what comes in is compared with what is kept.
create function app.keep_next_task_of_new() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  execute format(
    'update app.%1$I r set next_task_at = n.at
     from (
       select c.organization_id, c.%2$I as id, min(c.comes_at) as at from changed c
       where c.%2$I is not null and c.done_at is null and c.deleted_at is null
       group by c.organization_id, c.%2$I) n
     where r.organization_id = n.organization_id and r.id = n.id and n.at < coalesce(r.next_task_at, ''infinity'')',
    tg_argv[0], tg_argv[1]);
  return null;
end $$;
revoke execute on function app.keep_next_task(), app.keep_next_task_of_new() from public;

do $$
declare
  kind text[];
begin
  foreach kind slice 1 in array array[['contacts', 'contact_id'], ['companies', 'company_id']] loop
    execute format('create trigger keep_next_of_%1$s_insert after insert on app.tasks referencing new table as changed
      for each statement execute function app.keep_next_task_of_new(%1$L, %2$L)', kind[1], kind[2]);
    execute format('create trigger keep_next_of_%1$s_update after update on app.tasks referencing old table as was new table as changed
      for each statement execute function app.keep_next_task(%1$L, %2$L)', kind[1], kind[2]);
  end loop;
end $$;
update app.companies r set next_task_at = n.at
from (
  select t.organization_id, t.company_id, min(t.comes_at) as at from app.tasks t
  where t.company_id is not null and t.done_at is null and t.deleted_at is null group by t.organization_id, t.company_id) n
where r.organization_id = n.organization_id and r.id = n.company_id and n.at is not null;

select app.open_reading();
