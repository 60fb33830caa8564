// Owns how workspaces are read.
import type { Tx } from '../db/tenant.ts';
import { AppError } from '../errors.ts';
import type { StoredJson } from '../http/answer.ts';
import type { ReadCtx } from '../http/context.ts';
import { decodeCursor, pageJson } from '../http/cursor.ts';

/** Arguments of json_build_object for the row `r`. */
const workspaceFields = (tx: Tx) => tx`
  'id', r.id, 'organizationId', r.organization_id, 'name', r.name, 'slug', r.slug, 'hue', r.hue, 'timeZone', r.time_zone,
  'isDefault', r.is_default, 'archivedAt', r.archived_at, 'createdAt', r.created_at, 'updatedAt', r.updated_at,
  'version', r.version`;

export const noSuchWorkspace = () => new AppError('not_found', 'There is no such workspace here.');

/** Reads one workspace, archived ones too. @throws AppError `not_found`. */
export async function getWorkspace({ tx }: ReadCtx, id: string): Promise<StoredJson> {
  const [row] = await tx<StoredJson[]>`
    select json_build_object(${workspaceFields(tx)})::text as json, r.version
    from app.workspaces r where r.organization_id = (select app.acting_organization()) and r.id = ${id}`;
  if (!row) throw noSuchWorkspace();
  return row;
}

interface Wanted {
  limit: number;
  cursor?: string | undefined;
  archived: 'true' | 'false';
}

/** Lists one page by name, as JSON text. The cursor names the last one; its place is looked up again. */
export async function listWorkspaces({ tx }: ReadCtx, { limit, cursor, archived }: Wanted): Promise<string> {
  const after = decodeCursor('workspaces', cursor);
  const beyond = after
    ? tx`and (app.fold(r.name), r.id) > (
        select app.fold(l.name), l.id from app.workspaces l
        where l.organization_id = (select app.acting_organization()) and l.id = ${after.id}::uuid)`
    : tx``;
  const rows = await tx<{ id: string; json: string }[]>`
    select r.id, json_build_object(${workspaceFields(tx)})::text as json from app.workspaces r
    where r.organization_id = (select app.acting_organization())
      and r.archived_at ${archived === 'true' ? tx`is not null` : tx`is null`} ${beyond}
    order by app.fold(r.name), r.id limit ${limit + 1}`;
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  const next = rows.length > limit && last ? { of: 'workspaces', id: last.id } : null;
  return pageJson(`[${page.map(({ json }) => json).join(',')}]`, next);
}
