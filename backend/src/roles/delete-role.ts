// Owns deleting a role, and what those get who have it.
import { AppError } from '../errors.ts';
import { recordEvent, recordEvents } from '../events/record-event.ts';
import type { WriteCtx } from '../http/context.ts';
import { requireRole } from './require-role.ts';
import { holdRole } from './save-role.ts';
import type { Role } from './schema.ts';

/**
 * Deletes a role. Its members and open invitations get the replacement first.
 * @throws AppError `not_found`, `role_in_use` without a replacement, `invalid_input`; `forbidden` for more than the caller holds.
 */
export async function deleteRole(ctx: WriteCtx, id: string, replacement: Role | undefined): Promise<void> {
  const { tx, organizationId } = ctx;
  await holdRole(ctx, id);
  if (replacement !== undefined) await replace(ctx, id, replacement);
  const [used] = await tx<{ count: number }[]>`
    select (select count(*) from app.memberships where organization_id = ${organizationId} and role = ${id})::int
      + (select count(*) from app.invitations
        where organization_id = ${organizationId} and role = ${id} and accepted_at is null and revoked_at is null)::int as count`;
  if ((used?.count ?? 0) > 0) {
    const extra = { count: used?.count ?? 0 };
    throw new AppError(
      'role_in_use',
      'Somebody has this role, or is invited into it. Say which one they get instead.',
      extra,
    );
  }
  await recordEvent(ctx, 'role.deleted', { subjectId: id, payload: {} });
  await tx`delete from app.roles where organization_id = ${organizationId} and id = ${id}`;
}

async function replace(ctx: WriteCtx, id: string, replacement: Role): Promise<void> {
  const { tx, organizationId } = ctx;
  await requireRole(ctx, replacement, 'replacement');
  if (replacement === id) {
    const errors = [{ path: 'replacement', message: 'This is the role that is deleted.' }];
    throw new AppError('invalid_input', 'Name another role.', { errors });
  }
  const moved = await tx<{ userId: string }[]>`
    update app.memberships set role = ${replacement}
    where organization_id = ${organizationId} and role = ${id} returning user_id as "userId"`;
  await tx`
    update app.invitations set role = ${replacement}
    where organization_id = ${organizationId} and role = ${id} and accepted_at is null and revoked_at is null`;
  const payload = { from: id, to: replacement };
  await recordEvents(
    ctx,
    'member.role_changed',
    moved.map(({ userId }) => ({ subjectId: userId, payload })),
  );
}
