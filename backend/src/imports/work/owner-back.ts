// Owns whose a record `c` is again when an import is undone, after what it was before, `was`.
import type { WriteCtx } from '../../http/context.ts';

/** Whoever had it, while they are here. Whoever is narrowed keeps a record that they may not give to its former owner any more. */
export const ownerBack = (tx: WriteCtx['tx']) => tx`(
  select case when m.user_id is not null or c.organization_id <> all((select app.narrowed_places())::uuid[]) then m.user_id
    else c.owner_id end
  from (select was."ownerId" as id) w
  left join app.memberships m on m.organization_id = c.organization_id and m.user_id = w.id
    and (c.organization_id <> all((select app.narrowed_places())::uuid[]) or m.user_id in (
      select p.user_id from app.reached_people() p where p.organization_id = c.organization_id)))`;
