// Owns deciding how far a built-in role reaches in one organization.
import { AppError } from '../errors.ts';
import type { StoredJson } from '../http/answer.ts';
import type { WriteCtx } from '../http/context.ts';
import { versionConflict } from '../http/etag.ts';
import { getRole } from './role-queries.ts';
import type { RolePatch } from './schema.ts';

interface Change {
  id: string;
  version: number;
  patch: RolePatch;
}

/** @throws AppError `invalid_input` for anything but the reach, and for the owners', `version_conflict`. */
export async function updateBuiltIn(ctx: WriteCtx, { id, version, patch }: Change): Promise<StoredJson> {
  const { tx, organizationId } = ctx;
  const { reach, ...rest } = patch;
  if (id === 'owner' || Object.values(rest).some((value) => value !== undefined)) {
    const path = id === 'owner' ? 'reach' : Object.keys(rest)[0];
    const errors = [{ path: path ?? 'reach', message: 'This is fixed for a built-in role.' }];
    throw new AppError('invalid_input', 'Of a built-in role only the reach changes, and not the owners’.', { errors });
  }
  const held = await getRole(ctx, id);
  if (held.version !== version) throw versionConflict();
  if (reach === undefined) return held;
  // The first decision inserts it; of two at once the second finds the first.
  const saved = await tx`
    insert into app.role_reach (organization_id, role, reach) values (${organizationId}, ${id}, ${reach})
    on conflict (organization_id, role) do update set reach = excluded.reach
      where role_reach.reach <> excluded.reach and role_reach.version = ${version - 1} returning id`;
  const now = await getRole(ctx, id);
  if (saved.length === 0 && now.version !== version) throw versionConflict();
  return now;
}
