// Owns listing what each colleague shows of their messages, by name.
import type { ReadCtx } from '../http/context.ts';
import { decodeCursor, pageJson } from '../http/cursor.ts';

interface Wanted {
  limit: number;
  cursor?: string | undefined;
}

/** Lists one page of everybody but the caller, as JSON text. @throws AppError `invalid_cursor`. */
export async function listColleagueLevels({ tx, actor }: ReadCtx, { limit, cursor }: Wanted): Promise<string> {
  const after = decodeCursor('colleague-levels', cursor);
  const beyond = after
    ? tx`and (m.sorted, m.user_id) > (select l.sorted, l.user_id from everybody l where l.user_id = ${after.id}::uuid)`
    : tx``;
  const rows = await tx<{ id: string; json: string }[]>`
    with everybody as (
      select e.user_id, coalesce(nullif(e.name, ''), e.email, '') as name, app.fold(e.name) collate "C" as sorted
      from app.members((select app.acting_organization())) e)
    select m.user_id as id, json_build_object('userId', m.user_id, 'name', m.name, 'level', coalesce((
      select s.level from app.mail_sharing s
      where s.organization_id = (select app.acting_organization()) and s.user_id = m.user_id), 'subject'))::text as json
    from everybody m where m.user_id is distinct from ${actor.userId}::uuid ${beyond}
    order by m.sorted, m.user_id limit ${limit + 1}`;
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  const next = rows.length > limit && last ? { of: 'colleague-levels', id: last.id } : null;
  return pageJson(`[${page.map(({ json }) => json).join(',')}]`, next);
}
