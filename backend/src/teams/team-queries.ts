// Owns how teams are read.
import type { Tx } from '../db/tenant.ts';
import { AppError } from '../errors.ts';
import type { StoredJson } from '../http/answer.ts';
import type { ReadCtx } from '../http/context.ts';

/** Arguments of json_build_object for the team `r`. */
export const teamFields = (tx: Tx) => tx`
  'id', r.id, 'organizationId', r.organization_id, 'name', r.name, 'memberIds', array(
    select m.user_id from app.team_members m
    where m.organization_id = r.organization_id and m.team_id = r.id order by m.user_id),
  'createdAt', r.created_at, 'updatedAt', r.updated_at, 'deletedAt', r.deleted_at, 'version', r.version`;

export const noSuchTeam = () => new AppError('not_found', 'There is no such team here.');

/** Reads one team, deleted ones too, so that they can be restored. @throws AppError `not_found`. */
export async function getTeam({ tx }: ReadCtx, id: string): Promise<StoredJson> {
  const [row] = await tx<StoredJson[]>`
    select json_build_object(${teamFields(tx)})::text as json, r.version
    from app.teams r where r.organization_id = (select app.acting_organization()) and r.id = ${id}`;
  if (!row) throw noSuchTeam();
  return row;
}
