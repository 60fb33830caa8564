-- The audit log becomes a chain: its lines are sealed in groups, each seal holds the one before, and the install signs it with a
-- key that the database does not know (backend/src/audit/seal-audit.ts). `kith doctor --audit` goes over the chain.
alter table app.audit_log
  -- Number of the seal that holds the line; null until it is sealed.
  add column seal bigint,
  -- SHA-256 of the salt and the changes as they were when sealed: values may be erased later, and nothing else be written there.
  add column changes_hash bytea,
  -- Goes when the values are erased: without it, the hash tells nothing of them.
  add column changes_salt uuid;
create index audit_log_unsealed on app.audit_log (organization_id, id) where seal is null;

create table app.audit_seals (
  organization_id uuid not null references app.organizations on delete cascade,
  number bigint not null check (number > 0),
  lines int not null check (lines > 0),
  -- SHA-256 of what app.audit_line says of each line, by id.
  digest bytea not null,
  -- SHA-256 of the chain before, the number, the count and the digest.
  chain bytea not null,
  key_id text not null,
  -- HMAC-SHA-256 of the chain under the install's key, in base64url.
  mac text not null,
  sealed_at timestamptz not null default now(),
  primary key (organization_id, number)
);
alter table app.audit_seals enable row level security;
grant select on app.audit_seals to authenticated;
grant select, insert, update on app.audit_seals to service_role;
create policy read on app.audit_seals for select to authenticated
  using (organization_id = any((select app.orgs_with('audit.read'))::uuid[]));

-- What a seal holds of a line: everything but the changes themselves, of which it holds the hash.
create function app.audit_line(line app.audit_log) returns bytea language sql stable as $$
  select sha256(convert_to(jsonb_build_array(
    line.id, line.organization_id, line.resource, line.record_id, line.action, line.actor, line.source, line.request_id,
    extract(epoch from line.at), encode(line.changes_hash, 'hex'))::text, 'UTF8'))
$$;

create function app.hash_of_changes(salt uuid, changes jsonb) returns bytea language sql immutable strict as $$
  select sha256(uuid_send(salt) || convert_to(changes::text, 'UTF8'))
$$;

-- Erasing takes every value and leaves the fields: {"name": null}.
create function app.is_erased(changes jsonb) returns boolean language sql immutable strict as $$
  select not exists (select from jsonb_each(changes) as field where field.value <> 'null')
$$;

-- The chain from one seal to the next.
create function app.audit_chain(before bytea, organization uuid, number bigint, lines int, digest bytea) returns bytea
language sql immutable as $$
  select sha256(coalesce(before, '') || convert_to(format('%s:%s:%s:', organization, number, lines), 'UTF8') || digest)
$$;

-- Gives at most so many lines that have no seal yet the next one. The caller signs the chain and writes the seal in the same
-- transaction. Nothing comes back when nothing waits.
create function app.seal_audit(organization uuid, most int)
returns table (number bigint, lines int, digest bytea, chain bytea)
language plpgsql security definer set search_path = '' as $$
declare
  last app.audit_seals;
begin
  -- One at a time, or two would take the same number.
  perform pg_advisory_xact_lock(hashtext('kith.seal_audit'), hashtext(organization::text));
  select * into last from app.audit_seals s where s.organization_id = organization order by s.number desc limit 1;
  number := coalesce(last.number, 0) + 1;
  with waiting as (
    select a.id, case when not app.is_erased(a.changes) then gen_random_uuid() end as salt from app.audit_log a
    where a.organization_id = organization and a.seal is null order by a.id limit most),
  sealed as (
    update app.audit_log a set seal = seal_audit.number, changes_salt = w.salt,
      changes_hash = app.hash_of_changes(w.salt, a.changes)
    from waiting w where a.id = w.id returning a.*)
  select count(*)::int, sha256(string_agg(app.audit_line(s), ''::bytea order by s.id)) into lines, digest
  from (select * from sealed) s;
  if lines > 0 then
    chain := app.audit_chain(last.chain, organization, number, lines, digest);
    return next;
  end if;
end $$;

-- Goes over every seal of an organization. `computed_chain` is what the lines and the seal before make; `altered` counts lines
-- whose changes are neither what was sealed nor erased. Line groups without a seal of that number come with a null chain.
create function app.check_audit(organization uuid)
returns table (number bigint, chain bytea, computed_chain bytea, key_id text, mac text, altered bigint, erased bigint)
language sql security definer set search_path = '' as $$
  with groups as (
    select a.seal, count(*)::int as lines, sha256(string_agg(app.audit_line(a), ''::bytea order by a.id)) as digest,
      count(*) filter (where a.changes_salt is null and app.is_erased(a.changes)) as erased,
      count(*) filter (where a.changes_hash is distinct from app.hash_of_changes(a.changes_salt, a.changes)
        and not coalesce(a.changes_salt is null and app.is_erased(a.changes), false)) as altered
    from app.audit_log a where a.organization_id = organization and a.seal is not null group by a.seal)
  select coalesce(s.number, g.seal), s.chain,
    app.audit_chain(lag(s.chain) over (order by coalesce(s.number, g.seal)), organization, coalesce(s.number, g.seal),
      coalesce(g.lines, 0), coalesce(g.digest, '')),
    s.key_id, s.mac, coalesce(g.altered, 0), coalesce(g.erased, 0)
  from (select * from app.audit_seals where organization_id = organization) s full join groups g on g.seal = s.number
  order by 1
$$;

do $$
declare
  one regprocedure;
begin
  foreach one in array array[
    'app.audit_line(app.audit_log)', 'app.hash_of_changes(uuid,jsonb)', 'app.is_erased(jsonb)',
    'app.audit_chain(bytea,uuid,bigint,int,bytea)', 'app.seal_audit(uuid,int)', 'app.check_audit(uuid)']::regprocedure[]
  loop
    execute format('revoke execute on function %s from public', one);
    execute format('grant execute on function %s to service_role', one);
  end loop;
end $$;

create function app.forget_salt() returns trigger language plpgsql set search_path = '' as $$
begin
  if app.is_erased(new.changes) then
    new.changes_salt := null;
  end if;
  return new;
end $$;
create trigger forget_salt before update of changes on app.audit_log for each row execute function app.forget_salt();

-- Lines stay as they are, for everybody: sealed once, their values erased, nothing else; gone only with their organization.
create function app.keep_lines() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  if tg_op = 'TRUNCATE' then
    raise exception 'The audit log cannot be emptied' using errcode = '42501';
  end if;
  if tg_op = 'DELETE' then
    if exists (select from was w join app.organizations o on o.id = w.organization_id) then
      raise exception 'Lines of the audit log cannot be deleted' using errcode = '42501';
    end if;
    return null;
  end if;
  if (select count(*) from was) <> (select count(*) from was w join now_is n on n.id = w.id)
    or exists (
      select from was w join now_is n on n.id = w.id
      where (w.organization_id, w.resource, w.record_id, w.action, w.actor, w.source, w.request_id, w.at)
          is distinct from (n.organization_id, n.resource, n.record_id, n.action, n.actor, n.source, n.request_id, n.at)
        or (w.seal is not null and (w.seal, w.changes_hash) is distinct from (n.seal, n.changes_hash))
        or (w.seal is not null and w.changes_salt is distinct from n.changes_salt and n.changes_salt is not null)
        or (w.changes is distinct from n.changes
          and not (n.changes is not null and app.is_erased(n.changes)
            and array(select jsonb_object_keys(w.changes) order by 1) = array(select jsonb_object_keys(n.changes) order by 1))))
  then
    raise exception 'Lines of the audit log cannot be changed' using errcode = '42501';
  end if;
  return null;
end $$;
revoke execute on function app.keep_lines() from public;
create trigger keep_updated after update on app.audit_log
  referencing old table as was new table as now_is for each statement execute function app.keep_lines();
create trigger keep_deleted after delete on app.audit_log
  referencing old table as was for each statement execute function app.keep_lines();
create trigger keep_all before truncate on app.audit_log for each statement execute function app.keep_lines();
