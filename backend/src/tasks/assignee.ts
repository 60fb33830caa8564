// Owns whom a task may be given to.
import { AppError } from '../errors.ts';
import type { WriteCtx } from '../http/context.ts';

/** Makes sure that the assignee belongs to the organization. @throws AppError `not_found`. */
export async function requireMember({ tx, organizationId }: WriteCtx, userId: string | null): Promise<void> {
  if (userId === null) return;
  const [row] = await tx`
    select from app.memberships where organization_id = ${organizationId} and user_id = ${userId}`;
  if (row) return;
  const errors = [{ path: 'assigneeId', message: 'Not a member of this organization.' }];
  throw new AppError('not_found', 'The assignee is not a member here.', { errors });
}
