// Owns listing the pairs of which somebody said that they are not the same, the latest first.
import type { Reading } from '../http/context.ts';
import { decodeCursor, pageJson } from '../http/cursor.ts';
import { kindOf } from './list-duplicates.ts';
import { pairColumns } from './pair-columns.ts';
import { previewOf } from './previews.ts';
import type { DuplicateKind } from './schema.ts';

interface Wanted {
  kind: DuplicateKind;
  limit: number;
  cursor?: string | undefined;
}

/** Lists one page of pairs that are both live, as JSON text. @throws AppError `invalid_cursor`. */
export async function listDismissed({ tx }: Reading, { kind: list, limit, cursor }: Wanted): Promise<string> {
  const kind = kindOf[list];
  const after = decodeCursor(`dismissed.${list}`, cursor);
  const [one, other] = pairColumns[kind];
  const table = tx(kind === 'contact' ? 'contacts' : 'companies');
  const live = (column: string) => tx`exists (
    select from app.${table} r
    where r.organization_id = d.organization_id and r.id = d.${tx(column)} and r.deleted_at is null)`;
  const [page] = await tx<{ items: string; more: boolean; id: string }[]>`
    with found as materialized (
      select d.id, d.${tx(one)} as one, d.${tx(other)} as other, d.created_by, d.created_at,
        row_number() over (order by d.id desc) as nth
      from app.distinct_pairs d
      where d.organization_id = (select app.acting_organization()) and d.${tx(one)} is not null
        ${after ? tx`and d.id < ${after.id}::uuid` : tx``} and ${live(one)} and ${live(other)}
      order by d.id desc limit ${tx.unsafe(String(limit + 1))})
    select
      coalesce(json_agg(json_build_object('id', d.id, 'kind', ${list}::text, 'first', ${previewOf(tx, kind, tx`d.one`)},
        'second', ${previewOf(tx, kind, tx`d.other`)}, 'dismissedBy', d.created_by, 'dismissedAt', d.created_at)
        order by d.nth) filter (where d.nth <= ${limit}), '[]'::json)::text as items,
      count(*) > ${limit} as more, (array_agg(d.id order by d.nth))[${limit}] as id
    from found d`;
  if (!page) throw new Error('The page query returned no row');
  return pageJson(page.items, page.more ? { of: `dismissed.${list}`, id: page.id } : null);
}
