-- On a Supabase project nobody of ours sees a sign-in: the project's Auth writes its time into auth.users, and that leaves a line in the
-- log of each of the person's organizations. Kith's own auth writes its lines itself, with more in them; it is known by a column of its own.
create function app.note_sign_in() returns trigger language plpgsql security definer set search_path = '' as $$
declare
  seen inet;
begin
  if to_jsonb(new) ? 'email_proven_at' then
    return null;
  end if;
  -- Whatever fails here must not keep anybody from signing in.
  begin
    if new.email is distinct from old.email then
      insert into app.audit_log (organization_id, resource, record_id, action, changes, actor, source)
      select m.organization_id, 'sign_in', new.id, 'email_changed',
        jsonb_build_object('email', jsonb_build_array(old.email, new.email)), jsonb_build_object('kind', 'system', 'id', null), 'web'
      from app.memberships m where m.user_id = new.id;
    end if;
    if new.last_sign_in_at is distinct from old.last_sign_in_at then
      begin
        select s.ip into seen from auth.sessions s where s.user_id = new.id order by s.created_at desc limit 1;
      exception when others then
        seen := null;
      end;
      insert into app.audit_log (organization_id, resource, record_id, action, changes, actor, source)
      select m.organization_id, 'sign_in', new.id, 'signed_in',
        case when seen is not null then jsonb_build_object('address', jsonb_build_array(null, host(seen))) end,
        jsonb_build_object('kind', 'user', 'id', new.id), 'web'
      from app.memberships m where m.user_id = new.id;
    end if;
  exception when others then
    raise warning 'Kith could not note a sign-in: %', sqlerrm;
  end;
  return null;
end $$;
revoke execute on function app.note_sign_in() from public;

-- At the end of the transaction: the session that tells the address is begun after the time is written.
create constraint trigger kith_note_sign_in after update on auth.users deferrable initially deferred for each row
  when (old.last_sign_in_at is distinct from new.last_sign_in_at or old.email is distinct from new.email)
  execute function app.note_sign_in();

select app.open_reading();
