// Owns changing, deleting and restoring a team.
import { recordEvent } from '../events/record-event.ts';
import type { StoredJson } from '../http/answer.ts';
import type { WriteCtx } from '../http/context.ts';
import { versionConflict } from '../http/etag.ts';
import { offerUndo, withUndo } from '../undo/offer-undo.ts';
import type { TeamPatch } from './schema.ts';
import { setTeamMembers } from './set-team-members.ts';
import { getTeam, noSuchTeam } from './team-queries.ts';

interface Held {
  version: number;
  name: string;
  deleted: boolean;
}

/** Holds a team against other changes. @throws AppError `not_found`. */
export async function holdTeam({ tx, organizationId }: WriteCtx, id: string): Promise<Held> {
  const [row] = await tx<Held[]>`
    select version, name, deleted_at is not null as deleted from app.teams
    where organization_id = ${organizationId} and id = ${id} for update`;
  if (!row) throw noSuchTeam();
  return row;
}

export interface TeamChange {
  id: string;
  /** The version that the caller read. */
  version: number;
  patch: TeamPatch;
}

/** Changes name and members. @throws AppError `not_found` (deleted ones too), `version_conflict`, `invalid_input`. */
export async function updateTeam(ctx: WriteCtx, { id, version, patch }: TeamChange): Promise<StoredJson> {
  const { tx, organizationId } = ctx;
  const row = await holdTeam(ctx, id);
  if (row.deleted) throw noSuchTeam();
  if (row.version !== version) throw versionConflict();
  const changed: string[] = [];
  if (patch.name !== undefined && patch.name !== row.name) changed.push('name');
  if (patch.memberIds && (await setTeamMembers(ctx, id, patch.memberIds))) changed.push('memberIds');
  if (changed.length > 0) {
    await tx`
      update app.teams set name = ${patch.name ?? row.name}, updated_at = now()
      where organization_id = ${organizationId} and id = ${id}`;
    await recordEvent(ctx, 'team.updated', { subjectId: id, payload: { changed } });
  }
  return getTeam(ctx, id);
}

/** Deletes a team; its members see at once what they saw without it. Again changes nothing. @throws AppError `not_found`. */
export async function deleteTeam(ctx: WriteCtx, id: string): Promise<StoredJson> {
  const changed = await setDeleted(ctx, id, true);
  const team = await getTeam(ctx, id);
  return withUndo(team, changed ? await offerUndo(ctx, 'team.delete', { id, version: team.version }) : null);
}

/** Restores a team with its members; one that is not deleted stays as it is. @throws AppError `not_found`. */
export async function restoreTeam(ctx: WriteCtx, id: string): Promise<StoredJson> {
  await setDeleted(ctx, id, false);
  return getTeam(ctx, id);
}

async function setDeleted(ctx: WriteCtx, id: string, deleted: boolean): Promise<boolean> {
  const { tx, organizationId } = ctx;
  const row = await holdTeam(ctx, id);
  if (row.deleted === deleted) return false;
  await tx`
    update app.teams set deleted_at = ${deleted ? tx`now()` : null}
    where organization_id = ${organizationId} and id = ${id}`;
  await recordEvent(ctx, deleted ? 'team.deleted' : 'team.restored', { subjectId: id, payload: {} });
  return true;
}
