// Owns changing the role of a member, taking one out, and leaving. That the last owner stays, the database decides.
import { AppError } from '../errors.ts';
import { recordEvent } from '../events/record-event.ts';
import type { StoredJson } from '../http/answer.ts';
import type { WriteCtx } from '../http/context.ts';
import { versionConflict } from '../http/etag.ts';
import { requireRole } from '../roles/require-role.ts';
import type { Role } from '../roles/schema.ts';
import { memberFields } from './member-fields.ts';

export interface RoleChange {
  id: string;
  /** The version that the caller read. */
  version: number;
  role: Role;
}

/**
 * @throws AppError `not_found`, `version_conflict`, `invalid_input` for a role that is not there, `last_owner`, `sandbox_follows`;
 * `forbidden` when the old or the new role holds more than the caller.
 */
export async function changeMember(ctx: WriteCtx, { id, version, role }: RoleChange): Promise<StoredJson> {
  const { tx, organizationId } = ctx;
  const held = await findMember(ctx, id);
  if (held.version !== version) throw versionConflict();
  if (held.role !== role) {
    await requireRole(ctx, role);
    const changed = await tx`
      update app.memberships set role = ${role}
      where organization_id = ${organizationId} and user_id = ${id} and version = ${version} returning version`;
    if (changed.length === 0) throw await whyNot(ctx, id, version);
    // Whoever gave away their own power may still tell of it: members may tell of members.
    await recordEvent(ctx, 'member.role_changed', { subjectId: id, payload: { from: held.role, to: role } });
  }
  return readMember(ctx, id);
}

/** Takes a member out; oneself: leaves. @throws AppError `not_found`, `last_owner`, `sandbox_follows`, `forbidden`. */
export async function removeMember(ctx: WriteCtx, id: string): Promise<void> {
  const { tx, organizationId, actor } = ctx;
  await findMember(ctx, id);
  // Before it is done: whoever has left may tell nothing more.
  await recordEvent(ctx, 'member.removed', { subjectId: id, payload: { left: id === actor.userId } });
  const removed = await tx`
    delete from app.memberships where organization_id = ${organizationId} and user_id = ${id} returning user_id`;
  if (removed.length === 0) throw notYours();
}

async function findMember({ tx, organizationId }: WriteCtx, id: string): Promise<{ role: Role; version: number }> {
  const [row] = await tx<{ role: Role; version: number }[]>`
    select m.role, m.version from app.memberships m where m.organization_id = ${organizationId} and m.user_id = ${id}`;
  if (!row) throw new AppError('not_found', 'There is no such member here.');
  return row;
}

async function readMember({ tx, organizationId }: WriteCtx, id: string): Promise<StoredJson> {
  const [row] = await tx<StoredJson[]>`
    select json_build_object(${memberFields(tx)})::text as json, m.version
    from app.members(${organizationId}) m where m.user_id = ${id}`;
  if (!row) throw new AppError('not_found', 'There is no such member here.');
  return row;
}

/** Nothing was changed: another was faster, or the policy said no. */
async function whyNot(ctx: WriteCtx, id: string, version: number): Promise<AppError> {
  return (await findMember(ctx, id)).version === version ? notYours() : versionConflict();
}

const notYours = () =>
  new AppError(
    'forbidden',
    'You may not do this to this member: nobody gives or takes a role that may do more than they may.',
  );
