// Owns what a role may be given: nothing beyond what the caller holds.
import { AppError } from '../errors.ts';
import type { WriteCtx } from '../http/context.ts';
import { withImplied } from './with-implied.ts';

/** @returns the permissions with what they need. @throws AppError `invalid_input` naming what the caller does not hold. */
export async function grantedPermissions({ tx, organizationId }: WriteCtx, wanted: string[]): Promise<string[]> {
  const [row] = await tx<{ own: string[] }[]>`select app.my_permissions(${organizationId}) as own`;
  const own = row?.own ?? [];
  const permissions = withImplied(wanted, own);
  const beyond = permissions.filter((permission) => !own.includes(permission));
  if (beyond.length > 0) {
    const errors = [{ path: 'permissions', message: `You cannot give ${beyond.join(', ')}.` }];
    throw new AppError('invalid_input', 'A role can hold nothing that you may not do yourself.', { errors });
  }
  return permissions;
}
