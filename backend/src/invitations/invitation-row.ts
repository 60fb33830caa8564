// Owns how an invitation is read and answered.
import type { Tx } from '../db/tenant.ts';
import { AppError } from '../errors.ts';
import type { StoredJson } from '../http/answer.ts';
import type { WriteCtx } from '../http/context.ts';

/** The invitation `i` as it is on the wire. */
export const invitationFields = (tx: Tx) => tx`
  'id', i.id, 'email', i.email, 'role', i.role, 'roleName', (
    select r.name from app.roles r where r.organization_id = i.organization_id and r.id::text = i.role), 'language', i.language, 'invitedBy', i.invited_by, 'expiresAt', i.expires_at,
  'acceptedAt', i.accepted_at, 'revokedAt', i.revoked_at, 'createdAt', i.created_at, 'version', i.version`;

/** Reads one invitation. @throws AppError `not_found`. */
export async function readInvitation({ tx, organizationId }: WriteCtx, id: string): Promise<StoredJson> {
  const [row] = await tx<StoredJson[]>`
    select json_build_object(${invitationFields(tx)})::text as json, i.version from app.invitations i
    where i.organization_id = ${organizationId} and i.id = ${id}`;
  if (!row) throw new AppError('not_found', 'There is no such invitation here.');
  return row;
}
