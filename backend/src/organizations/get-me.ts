// Owns telling a caller who they are and what they may do.
import type { z } from 'zod';
import { readAs } from '../db/tenant.ts';
import { AppError } from '../errors.ts';
import type { Caller } from '../http/context.ts';
import type { Reach, Role } from '../roles/schema.ts';
import type { Me } from './schema.ts';

interface Belonging {
  id: string;
  name: string;
  role: Role | null;
  roleName: string | null;
  reach: Reach | null;
  permissions: string[];
  sandboxOf: string | null;
  mfaMissing: boolean;
}

/**
 * Describes the caller. People without any organization get empty lists.
 * @throws AppError `forbidden` for an organization that is not theirs, `embed_key_unknown` or
 * `api_key_unknown` for a revoked key.
 */
export async function getMe({ deps, actor, wantedOrganization }: Caller): Promise<z.infer<typeof Me>> {
  const belongings = await readAs(
    deps.sql,
    actor.claims,
    (tx) => tx<
      Belonging[]
    >`select id, name, role, role_name as "roleName", reach, permissions, sandbox_of as "sandboxOf",
      mfa_missing as "mfaMissing" from app.my_organizations()`,
  );
  if (actor.userId === null && belongings.length === 0) {
    throw actor.kind === 'embed'
      ? new AppError('embed_key_unknown', 'This embed key was revoked.')
      : new AppError('api_key_unknown', 'This API key was revoked.');
  }
  const wanted = wantedOrganization?.toLowerCase() ?? null;
  const acting = wanted === null ? belongings[0] : belongings.find(({ id }) => id === wanted);
  if (wanted !== null && !acting) throw new AppError('forbidden', 'You do not belong to this organization.');
  return {
    user: actor.kind === 'user' ? { id: actor.id, email: actor.claims.email || null } : null,
    organizations: belongings.map(({ permissions: _, ...belonging }) => belonging),
    permissions: acting?.permissions ?? [],
  };
}
