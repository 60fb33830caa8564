// Owns listing API keys, and what a key may be given.
import type { ReadCtx } from '../http/context.ts';
import { decodeCursor, pageJson } from '../http/cursor.ts';
import { housesOfKeys, keyFields } from './key-row.ts';

/** Lists one page, the newest first, as JSON text. @throws AppError `invalid_cursor`. */
export async function listKeys(
  { tx }: ReadCtx,
  { limit, cursor }: { limit: number; cursor?: string | undefined },
): Promise<string> {
  const after = decodeCursor('api-keys', cursor);
  const rows = await tx<{ id: string; json: string }[]>`
    select k.id, json_build_object(${keyFields(tx)})::text as json from app.api_keys k
    where k.organization_id = any(${housesOfKeys(tx)}) ${after ? tx`and k.id < ${after.id}::uuid` : tx``}
    order by k.id desc limit ${limit + 1}`;
  const items = rows.slice(0, limit);
  const last = rows.length > limit ? items.at(-1) : undefined;
  return pageJson(`[${items.map(({ json }) => json).join(',')}]`, last ? { of: 'api-keys', id: last.id } : null);
}

/** What the caller may give a key, as JSON text. */
export async function listKeyPermissions({ tx }: ReadCtx): Promise<string> {
  const [row] = await tx<{ json: string }[]>`
    select json_build_object('permissions', app.grantable_to_keys(app.acting_organization()))::text as json`;
  return row?.json ?? '{"permissions":[]}';
}
