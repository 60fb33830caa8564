// Owns listing merges, the latest first.
import type { ReadCtx } from '../http/context.ts';
import { decodeCursor, pageJson } from '../http/cursor.ts';

/** Lists one page, as JSON text. @throws AppError `invalid_cursor`. */
export async function listMerges(
  { tx }: ReadCtx,
  { limit, cursor }: { limit: number; cursor?: string | undefined },
): Promise<string> {
  const after = decodeCursor('merges', cursor);
  const named = (id: 'winner_id' | 'loser_id') => tx`
    json_build_object('id', m.${tx(id)}, 'name', coalesce(
      (select c.name from app.contacts c where c.organization_id = m.organization_id and c.id = m.${tx(id)}),
      (select f.name from app.companies f where f.organization_id = m.organization_id and f.id = m.${tx(id)}), ''))`;
  const [page] = await tx<{ items: string; more: boolean; id: string }[]>`
    with found as (
      select m.id, m.organization_id, m.record_type, m.winner_id, m.loser_id, m.merged_by, m.created_at, m.expires_at,
        m.undone_at, row_number() over (order by m.id desc) as nth
      from app.merges m
      where m.organization_id = (select app.acting_organization()) ${after ? tx`and m.id < ${after.id}::uuid` : tx``}
      order by m.id desc limit ${limit + 1})
    select
      coalesce(json_agg(json_build_object('id', m.id, 'recordType', m.record_type, 'winner', ${named('winner_id')},
        'loser', ${named('loser_id')}, 'mergedBy', m.merged_by, 'mergedAt', m.created_at, 'expiresAt', m.expires_at,
        'undoneAt', m.undone_at) order by m.nth) filter (where m.nth <= ${limit}), '[]'::json)::text as items,
      count(*) > ${limit} as more, (array_agg(m.id order by m.nth))[${limit}] as id
    from found m`;
  if (!page) throw new Error('The page query returned no row');
  return pageJson(page.items, page.more ? { of: 'merges', id: page.id } : null);
}
