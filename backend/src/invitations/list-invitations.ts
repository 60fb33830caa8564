// Owns listing the invitations that are open or whose time is over.
import type { ReadCtx } from '../http/context.ts';
import { decodeCursor, pageJson } from '../http/cursor.ts';
import { invitationFields } from './invitation-row.ts';

/** Lists one page, the newest first, as JSON text. @throws AppError `invalid_cursor`. */
export async function listInvitations(
  { tx }: ReadCtx,
  { limit, cursor }: { limit: number; cursor?: string | undefined },
): Promise<string> {
  const after = decodeCursor('invitations', cursor);
  const rows = await tx<{ id: string; json: string }[]>`
    select i.id, json_build_object(${invitationFields(tx)})::text as json from app.invitations i
    where i.organization_id = app.acting_organization() and i.accepted_at is null and i.revoked_at is null
      ${after ? tx`and i.id < ${after.id}::uuid` : tx``}
    order by i.id desc limit ${tx.unsafe(String(limit + 1))}`;
  const items = rows.slice(0, limit);
  const last = rows.length > limit ? items.at(-1) : undefined;
  return pageJson(`[${items.map(({ json }) => json).join(',')}]`, last ? { of: 'invitations', id: last.id } : null);
}
