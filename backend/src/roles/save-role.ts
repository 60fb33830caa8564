// Owns making and changing roles of the organization's own.
import { AppError } from '../errors.ts';
import { recordEvent } from '../events/record-event.ts';
import type { StoredJson } from '../http/answer.ts';
import type { WriteCtx } from '../http/context.ts';
import { versionConflict } from '../http/etag.ts';
import { grantedPermissions } from './granted-permissions.ts';
import { getRole, noSuchRole } from './role-queries.ts';
import { isBuiltIn, type NewRole, type Reach, type RolePatch } from './schema.ts';
import { updateBuiltIn } from './update-built-in.ts';

const most = 100;

/** @throws AppError `invalid_input` for what the caller cannot give, `role_name_taken`, `too_many_roles`. */
export async function createRole(ctx: WriteCtx, { name, permissions, reach }: NewRole): Promise<StoredJson> {
  const { tx, organizationId, actor } = ctx;
  const granted = await grantedPermissions(ctx, permissions);
  const [many] = await tx<{ count: number }[]>`
    select count(*)::int as count from app.roles where organization_id = ${organizationId}`;
  if ((many?.count ?? 0) >= most) throw new AppError('too_many_roles', `An organization has ${most} roles at most.`);
  const [row] = await tx<{ id: string }[]>`
    insert into app.roles (organization_id, name, permissions, reach, created_by)
    values (${organizationId}, ${name}, ${granted}, ${reach}, ${actor.userId}) returning id`;
  if (!row) throw new Error('The role was not inserted');
  await recordEvent(ctx, 'role.created', { subjectId: row.id, payload: {} });
  return getRole(ctx, row.id);
}

export interface RoleChange {
  id: string;
  /** The version that the caller read. */
  version: number;
  patch: RolePatch;
}

/**
 * Changes a role; whoever has it may do at once what it says.
 * @throws AppError `not_found`, `version_conflict`, `invalid_input`, `role_name_taken`; `forbidden` when it holds more than the caller.
 */
export async function updateRole(ctx: WriteCtx, { id, version, patch }: RoleChange): Promise<StoredJson> {
  if (isBuiltIn(id)) return updateBuiltIn(ctx, { id, version, patch });
  const { tx, organizationId } = ctx;
  const held = await holdRole(ctx, id);
  if (held.version !== version) throw versionConflict();
  const { name = held.name, reach = held.reach } = patch;
  const permissions = patch.permissions ? await grantedPermissions(ctx, patch.permissions) : held.permissions;
  const changed = [
    ...(name === held.name ? [] : ['name']),
    ...(reach === held.reach ? [] : ['reach']),
    ...(permissions.join() === held.permissions.toSorted().join() ? [] : ['permissions']),
  ];
  if (changed.length > 0) {
    // Told first: whoever takes a permission from themselves may tell of it still.
    await recordEvent(ctx, 'role.updated', { subjectId: id, payload: { changed } });
    await tx`
      update app.roles set name = ${name}, permissions = ${permissions}, reach = ${reach}
      where organization_id = ${organizationId} and id = ${id}`;
  }
  return getRole(ctx, id);
}

export interface HeldRole {
  name: string;
  permissions: string[];
  reach: Reach;
  version: number;
}

/** Holds a role against other changes. @throws AppError `not_found`; `forbidden` when it holds more than the caller. */
export async function holdRole({ tx, organizationId }: WriteCtx, id: string): Promise<HeldRole> {
  // Rows that the caller may not change are not held, but read.
  const [held] = await tx<HeldRole[]>`
    select name, permissions, reach, version from app.roles where organization_id = ${organizationId} and id = ${id} for update`;
  if (held) return held;
  const [row] = await tx`select from app.roles where organization_id = ${organizationId} and id = ${id}`;
  throw row
    ? new AppError('forbidden', 'This role may do more than you: only who holds all of it changes it.')
    : noSuchRole();
}
