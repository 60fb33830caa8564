-- What an embed key opens is what its maker may read: as with API keys (app.grantable_to_keys), a permission can be given by nobody who
-- lacks it. Once made, a key can be revoked and nothing else of it changed, so no key becomes wider than it was.
revoke insert, update on app.embed_keys from authenticated;
grant insert (organization_id, name, key, allowed_origins, widgets, permissions, segmented, segment_id, identified, created_by)
  on app.embed_keys to authenticated;
grant update (revoked_at) on app.embed_keys to authenticated;

drop policy add on app.embed_keys;
create policy add on app.embed_keys for insert to authenticated
  with check (
    organization_id = any((select app.orgs_with('keys.manage'))::uuid[]) and created_by = (select auth.uid())
    and permissions <@ app.grantable_to_keys(organization_id));
drop policy change on app.embed_keys;
create policy change on app.embed_keys for update to authenticated
  using (organization_id = any((select app.orgs_with('keys.manage'))::uuid[]) and revoked_at is null)
  with check (organization_id = any((select app.orgs_with('keys.manage'))::uuid[]) and revoked_at is not null);

-- The view of a key that is revoked is free again.
create function app.free_segment() returns trigger language plpgsql set search_path = '' as $$
begin
  new.segment_id := null;
  return new;
end $$;
revoke execute on function app.free_segment() from public;
create trigger free_segment before update of revoked_at on app.embed_keys for each row
  when (new.revoked_at is not null) execute function app.free_segment();

-- Keys that name widgets read what these need (from now on: backend/src/embed/widget-permissions.ts).
update app.embed_keys k set permissions = array(
  select p.permission from unnest(k.permissions) with ordinality as p (permission, nth)
  where p.permission in (select unnest(w.needed::text[]) from (values
    ('kith-board', '{contacts.read,companies.read,deals.read,pipelines.read,tags.read}'),
    ('kith-companies', '{contacts.read,companies.read,tags.read}'),
    ('kith-company', '{contacts.read,companies.read,tags.read}'),
    ('kith-consent', '{contacts.read}'),
    ('kith-contact', '{contacts.read,companies.read,interactions.read,tasks.read,tags.read}'),
    ('kith-deal', '{contacts.read,companies.read,deals.read,pipelines.read,fields.read,tags.read}'),
    ('kith-deals', '{contacts.read,companies.read,deals.read,pipelines.read,tags.read}'),
    ('kith-details', '{contacts.read,companies.read,deals.read,pipelines.read,fields.read,tags.read}'),
    ('kith-duplicates', '{contacts.read,companies.read,fields.read}'),
    ('kith-fields', '{fields.read}'),
    ('kith-merge', '{contacts.read,companies.read,fields.read}'),
    ('kith-people', '{contacts.read,companies.read,interactions.read,tasks.read,tags.read}'),
    ('kith-record-acts', '{contacts.read,companies.read,deals.read,pipelines.read}'),
    ('kith-records', '{contacts.read,companies.read,deals.read,pipelines.read,interactions.read,views.read,fields.read,tags.read}'),
    ('kith-relations', '{contacts.read,companies.read,relations.read}'),
    ('kith-search', '{contacts.read,companies.read,deals.read,pipelines.read,interactions.read,notes.read,tags.read}'),
    ('kith-tags', '{contacts.read,companies.read,deals.read,pipelines.read,tags.read}'),
    ('kith-tasks', '{contacts.read,companies.read,deals.read,pipelines.read,tasks.read}'),
    ('kith-timeline', '{contacts.read,companies.read,deals.read,pipelines.read,interactions.read,notes.read,tasks.read}'),
    ('kith-trash', '{contacts.read,companies.read,deals.read,pipelines.read}')
  ) as w (widget, needed) where w.widget = any(k.widgets))
  order by p.nth)
where k.revoked_at is null and k.widgets <> '{}';

select app.open_reading();
