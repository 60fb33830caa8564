-- Why the organization may use what it knows of a contact, for which purpose: entries that are only ever added. The newest one of a
-- purpose holds; withdrawing adds one, too. An entry made by mistake is struck out, and stays to be read.
insert into app.role_permissions (role, permission)
select role, permission
from (values
  ('consents.read', array['owner', 'admin', 'member', 'viewer']),
  ('consents.write', array['owner', 'admin', 'member'])
) as granted (permission, roles), unnest(roles) as role;
insert into app.event_subjects (subject_type, permission) values ('consent', 'consents.write');

create table app.consents (
  id uuid primary key default app.uuid_v7(),
  organization_id uuid not null references app.organizations on delete cascade,
  contact_id uuid not null,
  -- `contact`, `marketing`, `newsletter`, or words of the organization's own.
  purpose text not null check (length(purpose) between 1 and 60),
  folded text not null generated always as (app.fold(purpose)) stored,
  -- Article 6 (1) of the GDPR, a to f.
  basis text not null check (basis in
    ('consent', 'contract', 'legal_obligation', 'vital_interests', 'public_task', 'legitimate_interests')),
  state text not null check (state in ('given', 'withdrawn')),
  -- When the person said so, which may be before somebody wrote it down.
  at timestamptz not null,
  -- How it was obtained, and the words that the person agreed to.
  source text check (length(source) between 1 and 200),
  wording text check (length(wording) between 1 and 5000),
  recorded_by uuid references auth.users on delete set null,
  struck_at timestamptz,
  struck_by uuid references auth.users on delete set null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  version int not null default 1,
  unique (organization_id, id),
  foreign key (organization_id, contact_id) references app.contacts (organization_id, id) on delete cascade
);
create index consents_contact on app.consents (organization_id, contact_id, folded, at desc, id desc);
-- Filters of lists, and the purposes that there are.
create index consents_purpose on app.consents (organization_id, folded, contact_id, at desc, id desc) where struck_at is null;

create trigger touch before update on app.consents for each row execute function app.touch();
create trigger live_insert after insert on app.consents referencing new table as changed
  for each statement execute function app.broadcast('consents', 'contact_id');
create trigger live_update after update on app.consents referencing new table as changed
  for each statement execute function app.broadcast('consents', 'contact_id');
-- The line names the contact, so that erasing finds it.
select app.keep_audit('app.consents', 'consent', '{folded,recorded_by,struck_by}', 'contact_id');
select app.keep_merged('contact', 'consents', 'contact_id');

alter table app.consents enable row level security;
grant select, insert on app.consents to authenticated;
-- Nothing else of an entry ever changes.
grant update (struck_at, struck_by) on app.consents to authenticated;
grant all on app.consents to service_role;
create policy read on app.consents for select to authenticated
  using (organization_id = any((select app.orgs_with('consents.read'))::uuid[]));
create policy add on app.consents for insert to authenticated
  with check (organization_id = any((select app.orgs_with('consents.write'))::uuid[]) and struck_at is null
    and recorded_by is not distinct from (select auth.uid()));
create policy strike on app.consents for update to authenticated
  using (organization_id = any((select app.orgs_with('consents.write'))::uuid[]) and struck_at is null)
  with check (organization_id = any((select app.orgs_with('consents.write'))::uuid[]) and struck_at is not null
    and struck_by is not distinct from (select auth.uid()));

-- That somebody withdrew stays, with the day and the purpose, where the purpose is no words of the organization's own. Nothing tells any
-- more who it was.
create function app.erase_from_consents(organization uuid, ids uuid[]) returns int language plpgsql set search_path = '' as $$
declare
  dropped int;
  emptied int;
begin
  delete from app.consents
  where organization_id = organization and contact_id = any(ids) and (state = 'given' or struck_at is not null);
  get diagnostics dropped = row_count;
  update app.consents set source = null, wording = null, recorded_by = null,
    purpose = case when purpose in ('contact', 'marketing', 'newsletter') then purpose else 'other' end
  where organization_id = organization and contact_id = any(ids);
  get diagnostics emptied = row_count;
  return dropped + emptied;
end $$;
revoke execute on function app.erase_from_consents(uuid, uuid[]) from public;

-- As before, with what people consented to and withdrew.
create or replace function app.view_field(resource text, wanted text, organization uuid, out kind text, out folded boolean, out shape text)
language sql stable set search_path = '' as $$
  with standard (resources, key, kind, folded, shape) as (values
    ('{contacts,companies}'::text[], 'name', 'text', true, '{case when length(r.name) <= 75 then r.sort_name else app.fold(r.name) end}'),
    ('{deals}', 'name', 'text', false, '{r.name}'),
    ('{contacts}', 'title', 'text', false, '{r.title}'),
    ('{contacts,deals}', 'company', 'ref', false, '{r.company_id}'),
    ('{contacts,deals}', 'companyName', 'text', false, '{(select f.name from app.companies f
      where f.organization_id = r.organization_id and f.id = r.company_id and f.deleted_at is null)}'),
    ('{contacts}', 'source', 'text', false, '{r.source}'),
    ('{contacts}', 'language', 'text', false, '{r.language}'),
    ('{contacts}', 'timeZone', 'text', false, '{r.time_zone}'),
    ('{contacts,deals}', 'notes', 'text', false, '{r.notes}'),
    ('{contacts}', 'doNotContact', 'boolean', false, '{r.do_not_contact}'),
    ('{contacts,companies}', 'lastInteractionAt', 'time', false, '{r.last_interaction_at}'),
    ('{contacts}', 'nextTaskAt', 'time', false, '{r.next_task_at}'),
    ('{contacts,companies,deals}', 'owner', 'ref', false, '{r.owner_id}'),
    ('{contacts,companies,deals}', 'tags', 'choices', true, 'exists (select from unnest(r.tags) as t where {app.fold(t)})'),
    ('{contacts,companies,deals}', 'createdAt', 'time', false, '{r.created_at}'),
    ('{contacts,companies,deals}', 'updatedAt', 'time', false, '{r.updated_at}'),
    ('{companies}', 'domain', 'text', false, 'exists (select from unnest(r.domains) as v (value) where {v.value})'),
    ('{companies}', 'description', 'text', false, '{r.description}'),
    ('{deals}', 'pipeline', 'ref', false, '{r.pipeline_id}'),
    ('{deals}', 'stage', 'ref', false, '{r.stage_id}'),
    ('{deals}', 'state', 'choice', false, '{(select s.kind from app.pipeline_stages s
      where s.organization_id = r.organization_id and s.pipeline_id = r.pipeline_id and s.id = r.stage_id)}'),
    ('{deals}', 'amount', 'money', false, '{r.amount::float8}'),
    ('{deals}', 'currency', 'choice', false, '{r.currency}'),
    ('{deals}', 'expectedClose', 'date', false, '{r.expected_close}'),
    ('{deals}', 'contact', 'ref', false, 'exists (select from app.deal_contacts dc
      where dc.organization_id = r.organization_id and dc.deal_id = r.id and {dc.contact_id})'),
    ('{deals}', 'lostReason', 'text', false, '{r.lost_reason}'),
    ('{deals}', 'stageSince', 'time', false, '{r.stage_since}'),
    ('{deals}', 'wonAt', 'time', false, '{r.won_at}'),
    ('{deals}', 'lostAt', 'time', false, '{r.lost_at}'))
  select s.kind, s.folded, s.shape from standard s where s.key = wanted and resource = any(s.resources)
  union all
  -- The newest entry of a purpose that was not struck out holds.
  select 'choices', true, format('r.id in (select k.contact_id from app.consents k
      where k.organization_id = %L and k.struck_at is null and k.state = %L and {k.folded}
        and not exists (select from app.consents n
          where n.organization_id = k.organization_id and n.contact_id = k.contact_id and n.folded = k.folded
            and n.struck_at is null and (n.at, n.id) > (k.at, k.id)))',
    organization, case wanted when 'consentGiven' then 'given' else 'withdrawn' end)
  where resource = 'contacts' and wanted in ('consentGiven', 'consentWithdrawn')
  union all
  select 'text', false, format('exists (select from app.contact_points p
      where p.organization_id = r.organization_id and p.contact_id = r.id and p.kind = %L and {p.value})', wanted)
  where resource = 'contacts' and wanted in ('email', 'phone', 'telegram', 'linkedin')
  union all
  select case c.type when 'select' then 'choice' when 'multi_select' then 'choices' when 'person' then 'ref' when 'url' then 'text'
      else c.type end, c.type in ('text', 'url'),
    format('r.id in (select v.record_id from app.field_values v where v.organization_id = %L and v.field_id = %L and {v.%s})',
      organization, c.id, case when c.type in ('number', 'money') then 'number_value' when c.type = 'date' then 'date_value'
        when c.type = 'person' then 'ref_id' else 'text_value' end)
  from app.custom_fields c
  where c.organization_id = organization and 'fields.' || c.key = wanted and c.archived_at is null
    and c.record_type = case resource when 'contacts' then 'contact' when 'companies' then 'company' else 'deal' end
$$;
