// Owns refusing a role that there is not.
import { AppError } from '../errors.ts';
import type { WriteCtx } from '../http/context.ts';
import { isBuiltIn, type Role } from './schema.ts';

/** @throws AppError `invalid_input` naming `path`. */
export async function requireRole({ tx, organizationId }: WriteCtx, role: Role, path = 'role'): Promise<void> {
  if (isBuiltIn(role)) return;
  const [row] = await tx`select from app.roles where organization_id = ${organizationId} and id = ${role}`;
  if (row) return;
  throw new AppError('invalid_input', 'There is no such role here.', {
    errors: [{ path, message: 'This role is not one of the organization.' }],
  });
}
