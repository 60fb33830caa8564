// Owns how an API key is read and answered.
import type { Tx } from '../db/tenant.ts';
import { AppError } from '../errors.ts';
import type { StoredJson } from '../http/answer.ts';
import type { WriteCtx } from '../http/context.ts';

/** The key `k` as it is on the wire. */
export const keyFields = (tx: Tx) => tx`
  'id', k.id, 'organizationId', k.organization_id, 'name', k.name, 'mode', k.mode, 'prefix', k.prefix,
  'permissions', k.permissions, 'allowedIps', k.allowed_ips, 'rateLimit', k.rate_limit, 'expiresAt', k.expires_at,
  'revokedAt', k.revoked_at, 'lastUsedAt', k.last_used_at, 'lastUsedIp', host(k.last_used_ip), 'replaces', k.replaces,
  'createdBy', k.created_by, 'createdAt', k.created_at, 'version', k.version`;

/** The acting organization and its sandbox: test keys stand in the list of the organization that they test. */
export const housesOfKeys = (tx: Tx) => tx`(
  select array_agg(o.id) from app.organizations o
  where o.id = app.acting_organization() or o.sandbox_of = app.acting_organization())::uuid[]`;

/** Reads one key. @throws AppError `not_found`. */
export async function readKey({ tx }: Pick<WriteCtx, 'tx'>, id: string): Promise<StoredJson> {
  const [row] = await tx<StoredJson[]>`
    select json_build_object(${keyFields(tx)})::text as json, k.version from app.api_keys k
    where k.organization_id = any(${housesOfKeys(tx)}) and k.id = ${id}`;
  if (!row) throw new AppError('not_found', 'There is no such API key here.');
  return row;
}
