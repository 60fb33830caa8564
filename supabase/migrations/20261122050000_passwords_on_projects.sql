-- A changed password leaves a line, too, on a Supabase project; who changed it is not told there. A hash that is written anew as somebody
-- signs in, for another key or cost, is the same password.
create function app.note_password() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  if to_jsonb(new) ? 'email_proven_at' then
    return null;
  end if;
  -- Whatever fails here must not keep anybody from changing it.
  begin
    insert into app.audit_log (organization_id, resource, record_id, action, actor, source)
    select m.organization_id, 'sign_in', new.id, 'password_changed', jsonb_build_object('kind', 'system', 'id', null), 'web'
    from app.memberships m where m.user_id = new.id;
  exception when others then
    raise warning 'Kith could not note a changed password: %', sqlerrm;
  end;
  return null;
end $$;
revoke execute on function app.note_password() from public;

create trigger kith_note_password after update on auth.users for each row
  when (old.encrypted_password is distinct from new.encrypted_password
    and old.last_sign_in_at is not distinct from new.last_sign_in_at)
  execute function app.note_password();

select app.open_reading();
