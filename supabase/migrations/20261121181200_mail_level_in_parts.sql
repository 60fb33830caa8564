-- The level of everything that somebody has logged changes part by part, and goes back: one walk over the messages by their ids.
drop function app.share_logged(uuid, text);
create function app.share_logged_part(organization uuid, wanted text, after uuid, most int)
returns table (was text, messages uuid[]) language plpgsql security definer set search_path = '' as $$
declare
  caller uuid := auth.uid();
begin
  if caller is null or not coalesce(organization = any(app.orgs_with('sharing.write')), false) then
    raise exception 'The caller may not share messages here' using errcode = '42501';
  end if;
  return query
    with next_ones as materialized (
      select i.id, i.visibility from app.interactions i
      where i.organization_id = organization and i.id > after and i.logged_by = caller and i.visibility <> wanted
        and i.deleted_at is null and i.expired_at is null
      order by i.id limit most for update),
    changed as (
      update app.interactions i set visibility = wanted from next_ones s where i.organization_id = organization and i.id = s.id returning i.id)
    select s.visibility, array_agg(s.id order by s.id) from next_ones s join changed c on c.id = s.id group by s.visibility;
end $$;

-- Gives messages of the caller their level back where it still is what it became. Returns how many.
create function app.share_back(organization uuid, became text, was text, messages uuid[]) returns int
language plpgsql security definer set search_path = '' as $$
declare
  caller uuid := auth.uid();
  touched int;
begin
  if caller is null or not coalesce(organization = any(app.orgs_with('sharing.write')), false) then
    raise exception 'The caller may not share messages here' using errcode = '42501';
  end if;
  update app.interactions i set visibility = was
  where i.organization_id = organization and i.id = any(messages) and i.logged_by = caller and i.visibility = became
    and i.deleted_at is null and i.expired_at is null;
  get diagnostics touched = row_count;
  return touched;
end $$;
revoke execute on function app.share_logged_part(uuid, text, uuid, int), app.share_back(uuid, text, text, uuid[]) from public;
grant execute on function app.share_logged_part(uuid, text, uuid, int), app.share_back(uuid, text, text, uuid[]) to authenticated;
