// Owns listing whose messages are not logged.
import type { ReadCtx } from '../http/context.ts';
import { decodeCursor, pageJson } from '../http/cursor.ts';
import { addressFields, type ListName, lists } from './lists.ts';

interface Wanted {
  limit: number;
  cursor?: string | undefined;
}

/** Lists one page, the newest first, as JSON text. @throws AppError `invalid_cursor`. */
export async function listAddresses({ tx }: ReadCtx, name: ListName, { limit, cursor }: Wanted): Promise<string> {
  const after = decodeCursor(name, cursor);
  const rows = await tx<{ id: string; json: string }[]>`
    select r.id, json_build_object(${addressFields(tx)})::text as json from app.${tx(lists[name].table)} r
    where r.organization_id = (select app.acting_organization()) ${after ? tx`and r.id < ${after.id}::uuid` : tx``}
    order by r.id desc limit ${limit + 1}`;
  const items = rows.slice(0, limit);
  const last = rows.length > limit ? items.at(-1) : undefined;
  return pageJson(`[${items.map(({ json }) => json).join(',')}]`, last ? { of: name, id: last.id } : null);
}
