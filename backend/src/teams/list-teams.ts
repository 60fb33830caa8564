// Owns listing teams by name.
import type { ReadCtx } from '../http/context.ts';
import { decodeCursor, pageJson } from '../http/cursor.ts';
import { teamFields } from './team-queries.ts';

interface Wanted {
  limit: number;
  cursor?: string | undefined;
  search?: string | undefined;
}

/** Lists one page of live teams, as JSON text. The cursor names the last team; its place is looked up again. */
export async function listTeams({ tx }: ReadCtx, { limit, cursor, search }: Wanted): Promise<string> {
  const after = decodeCursor('teams', cursor);
  const matching = search ? tx`and position(app.fold(${search}) in app.fold(r.name)) > 0` : tx``;
  const beyond = after
    ? tx`and (app.fold(r.name), r.id) > (
        select app.fold(l.name), l.id from app.teams l
        where l.organization_id = (select app.acting_organization()) and l.id = ${after.id}::uuid)`
    : tx``;
  const [page] = await tx<{ items: string; more: boolean; id: string }[]>`
    with found as (
      select r.*, row_number() over (order by app.fold(r.name), r.id) as nth from app.teams r
      where r.organization_id = (select app.acting_organization()) and r.deleted_at is null ${matching} ${beyond}
      order by app.fold(r.name), r.id limit ${limit + 1})
    select
      coalesce(json_agg(json_build_object(${teamFields(tx)}) order by r.nth) filter (where r.nth <= ${limit}),
        '[]'::json)::text as items,
      count(*) > ${limit} as more, (array_agg(r.id order by r.nth))[${limit}] as id
    from found r`;
  if (!page) throw new Error('The page query returned no row');
  return pageJson(page.items, page.more ? { of: 'teams', id: page.id } : null);
}
