// Owns changing and revoking an API key.
import { recordEvent } from '../events/record-event.ts';
import type { StoredJson } from '../http/answer.ts';
import type { WriteCtx } from '../http/context.ts';
import { versionConflict } from '../http/etag.ts';
import { housesOfKeys, readKey } from './key-row.ts';
import type { ApiKeyChange } from './schema.ts';

export interface KeyChange {
  id: string;
  /** The version that the caller read. */
  version: number;
  change: ApiKeyChange;
}

/** Changes what is given. @throws AppError `not_found`, `version_conflict`. */
export async function changeKey(ctx: WriteCtx, { id, version, change }: KeyChange): Promise<StoredJson> {
  const { tx } = ctx;
  const [held] = await tx<{ version: number }[]>`
    select version from app.api_keys where organization_id = any(${housesOfKeys(tx)}) and id = ${id} for update`;
  if (held && held.version !== version) throw versionConflict();
  const { name = null, allowedIps = null, rateLimit } = change;
  const changed = await tx`
    update app.api_keys k set name = coalesce(${name}, k.name),
      allowed_ips = coalesce(${allowedIps}::text[]::cidr[], k.allowed_ips),
      rate_limit = ${rateLimit === undefined ? tx`k.rate_limit` : tx`${rateLimit}`}
    where k.organization_id = any(${housesOfKeys(tx)}) and k.id = ${id} returning id`;
  if (changed.length > 0) {
    await recordEvent(ctx, 'api_key.updated', { subjectId: id, payload: { fields: Object.keys(change) } });
  }
  return readKey(ctx, id);
}

/** Revokes a key at once. Doing it again changes nothing. @throws AppError `not_found`. */
export async function revokeKey(ctx: WriteCtx, id: string): Promise<StoredJson> {
  const { tx, deps } = ctx;
  const revoked = await tx`
    update app.api_keys set revoked_at = ${deps.now()}
    where organization_id = any(${housesOfKeys(tx)}) and id = ${id} and revoked_at is null returning id`;
  if (revoked.length > 0) await recordEvent(ctx, 'api_key.revoked', { subjectId: id, payload: {} });
  return readKey(ctx, id);
}
