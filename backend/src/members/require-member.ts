// Owns refusing an owner who does not belong to the organization.
import { AppError } from '../errors.ts';
import type { WriteCtx } from '../http/context.ts';

/** @throws AppError `invalid_input` naming `path`. */
export async function requireMember({ tx, organizationId }: WriteCtx, userId: string, path = 'ownerId'): Promise<void> {
  const [row] = await tx`
    select from app.memberships where organization_id = ${organizationId} and user_id = ${userId}`;
  if (row) return;
  const errors = [{ path, message: 'This person is not a member of the organization.' }];
  throw new AppError('invalid_input', 'There is no such member here.', { errors });
}
