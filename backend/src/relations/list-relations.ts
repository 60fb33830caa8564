// Owns listing relations: the newest first, all or those of one record.
import type { Tx } from '../db/tenant.ts';
import type { ReadCtx } from '../http/context.ts';
import { decodeCursor, pageJson } from '../http/cursor.ts';
import { readRecord } from './record.ts';
import { bothLive, relationEnds, relationFields } from './relation-queries.ts';
import type { RelationKind } from './schema.ts';

interface Wanted {
  limit: number;
  cursor?: string | undefined;
  record?: string | undefined;
  kind?: RelationKind | undefined;
  deleted: 'true' | 'false';
}

/** Lists one page, as JSON text; relations with deleted people and companies are left out. @throws AppError `invalid_cursor`. */
export async function listRelations({ tx }: ReadCtx, wanted: Wanted): Promise<string> {
  const { limit, kind, deleted } = wanted;
  const after = decodeCursor('relations', wanted.cursor);
  const [page] = await tx<{ items: string; more: boolean; id: string }[]>`
    with found as (
      select r.id, json_build_object(${relationFields(tx)}) as item, row_number() over (order by r.id desc) as nth
      from app.relations r ${relationEnds(tx)}
      where r.organization_id = (select app.acting_organization()) ${ofRecord(tx, wanted.record)}
        and r.deleted_at ${deleted === 'true' ? tx`is not null` : tx`is null`} and ${bothLive(tx)}
        ${kind ? tx`and r.kind = ${kind}` : tx``} ${after ? tx`and r.id < ${after.id}::uuid` : tx``}
      order by r.id desc limit ${limit + 1})
    select
      coalesce(json_agg(f.item order by f.nth) filter (where f.nth <= ${limit}), '[]'::json)::text as items,
      count(*) > ${limit} as more, (array_agg(f.id order by f.nth))[${limit}] as id
    from found f`;
  if (!page) throw new Error('The page query returned no row');
  return pageJson(page.items, page.more ? { of: 'relations', id: page.id } : null);
}

function ofRecord(tx: Tx, record: string | undefined) {
  if (record === undefined) return tx``;
  const { id } = readRecord(record);
  return tx`and (r.from_id = ${id} or r.to_id = ${id})`;
}
