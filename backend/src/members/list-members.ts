// Owns listing who works in the organization, by name.
import type { ReadCtx } from '../http/context.ts';
import { decodeCursor, pageJson } from '../http/cursor.ts';
import { memberFields } from './member-fields.ts';

interface Wanted {
  limit: number;
  cursor?: string | undefined;
}

/** Lists one page, as JSON text. The cursor names the last member; their place is looked up again. */
export async function listMembers({ tx }: ReadCtx, { limit, cursor }: Wanted): Promise<string> {
  const after = decodeCursor('members', cursor);
  const beyond = after
    ? tx`where (m.sorted, m.user_id) > (select l.sorted, l.user_id from everybody l where l.user_id = ${after.id}::uuid)`
    : tx``;
  const [page] = await tx<{ items: string; more: boolean; id: string }[]>`
    with everybody as (
      select e.*, app.fold(e.name) collate "C" as sorted
      from app.members((select app.acting_organization())) e),
    found as (
      select m.*, row_number() over (order by m.sorted, m.user_id) as nth from everybody m ${beyond}
      order by m.sorted, m.user_id limit ${limit + 1})
    select
      coalesce(json_agg(json_build_object(${memberFields(tx)}) order by m.nth) filter (where m.nth <= ${limit}),
        '[]'::json)::text as items,
      count(*) > ${limit} as more, (array_agg(m.user_id order by m.nth))[${limit}] as id
    from found m`;
  if (!page) throw new Error('The page query returned no row');
  return pageJson(page.items, page.more ? { of: 'members', id: page.id } : null);
}
