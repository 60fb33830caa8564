// Owns embed keys: creating, listing and revoking them.
import { randomBytes } from 'node:crypto';
import type { Tx } from '../db/tenant.ts';
import { AppError } from '../errors.ts';
import { recordEvent } from '../events/record-event.ts';
import type { Answer } from '../http/answer.ts';
import type { ReadCtx, WriteCtx } from '../http/context.ts';
import { decodeCursor, pageJson } from '../http/cursor.ts';
import { requireSegment } from './require-segment.ts';
import type { NewEmbedKey } from './schema.ts';
import { newIdentitySecret, purposeOfIdentity } from './visitor.ts';
import { neededBy } from './widget-permissions.ts';

const fields = (tx: Tx) => tx`
  'id', k.id, 'organizationId', k.organization_id, 'name', k.name, 'key', k.key, 'allowedOrigins', k.allowed_origins,
  'widgets', k.widgets, 'permissions', k.permissions, 'segmentId', k.segment_id, 'identified', k.identified,
  'createdAt', k.created_at, 'revokedAt', k.revoked_at`;

/**
 * Creates a key. It is public: what it opens is bound to the origins, and to the records of its segment.
 * @throws AppError `invalid_input` for a segment that cannot be one, or a permission that the caller cannot give.
 */
export async function createEmbedKey(ctx: WriteCtx, input: NewEmbedKey): Promise<Answer> {
  const { tx, organizationId, actor } = ctx;
  const { segmentId, identified } = input;
  const permissions = neededBy(input.widgets, input.permissions);
  if (permissions.length === 0 && input.permissions.length > 0) throw nothingNeeded();
  await requireGrantable(ctx, permissions);
  if (segmentId !== null) await requireSegment(ctx, segmentId, permissions);
  const key = `pk_${randomBytes(24).toString('base64url')}`;
  const [row] = await tx<{ id: string; json: string }[]>`
    insert into app.embed_keys as k
      (organization_id, name, key, allowed_origins, widgets, permissions, segmented, segment_id, identified, created_by)
    values (${organizationId}, ${input.name}, ${key}, ${input.allowedOrigins}, ${input.widgets}, ${permissions},
      ${segmentId !== null || identified}, ${segmentId}, ${identified}, ${actor.userId})
    returning k.id, json_build_object(${fields(tx)})::text as json`;
  if (!row) throw new Error('The embed key was not inserted');
  const secret = identified ? await keepIdentitySecret(ctx, row.id) : null;
  await recordEvent(ctx, 'embed_key.created', { subjectId: row.id, payload: {} });
  const withSecret = (shown: string | null) => `${row.json.slice(0, -1)},"identitySecret":${JSON.stringify(shown)}}`;
  return { status: 201, json: withSecret(secret), kept: withSecret(null) };
}

const nothingNeeded = () =>
  new AppError('invalid_input', 'The key would open nothing.', {
    errors: [
      { path: 'permissions', message: 'None of the key’s widgets needs these. Name the widgets, or none for all.' },
    ],
  });

/** A key opens nothing that its maker may not read. The policy of the table says so, too; here it is told which. */
async function requireGrantable({ tx, organizationId }: WriteCtx, permissions: readonly string[]): Promise<void> {
  const [may] = await tx<{ give: string[] }[]>`select app.grantable_to_keys(${organizationId}) as give`;
  const beyond = permissions.filter((permission) => !may?.give.includes(permission));
  if (beyond.length === 0) return;
  const errors = [{ path: 'permissions', message: `You cannot give ${beyond.join(', ')}.` }];
  throw new AppError('invalid_input', 'A key may do nothing that you may not.', { errors });
}

/** Makes the secret that the page's server signs with. @returns it, this once. */
async function keepIdentitySecret({ tx, deps, organizationId }: WriteCtx, id: string): Promise<string> {
  const secret = newIdentitySecret();
  await tx`
    insert into app.embed_identities (embed_key_id, organization_id, sealed)
    values (${id}, ${organizationId}, ${deps.secrets.seal(secret, purposeOfIdentity(id))})`;
  return secret;
}

/** Lists one page, the newest first, revoked ones included, as JSON text. */
export async function listEmbedKeys(
  { tx }: ReadCtx,
  { limit, cursor }: { limit: number; cursor?: string | undefined },
): Promise<string> {
  const after = decodeCursor('embed-keys', cursor);
  const beyond = after ? tx`and k.id < ${after.id}::uuid` : tx``;
  const rows = await tx<{ id: string; json: string }[]>`
    select k.id, json_build_object(${fields(tx)})::text as json from app.embed_keys k
    where k.organization_id = (select app.acting_organization()) ${beyond} order by k.id desc limit ${limit + 1}`;
  const items = rows.slice(0, limit);
  const last = rows.length > limit ? items.at(-1) : undefined;
  return pageJson(`[${items.map(({ json }) => json).join(',')}]`, last ? { of: 'embed-keys', id: last.id } : null);
}

/** Revokes a key; its sessions end at once. Doing it again changes nothing. @throws AppError `not_found`. */
export async function revokeEmbedKey(ctx: WriteCtx, id: string): Promise<string> {
  const { tx, organizationId } = ctx;
  const revoked = await tx`
    update app.embed_keys set revoked_at = now()
    where organization_id = ${organizationId} and id = ${id} and revoked_at is null returning id`;
  if (revoked.length > 0) await recordEvent(ctx, 'embed_key.revoked', { subjectId: id, payload: {} });
  const [row] = await tx<{ json: string }[]>`
    select json_build_object(${fields(tx)})::text as json from app.embed_keys k
    where k.organization_id = ${organizationId} and k.id = ${id}`;
  if (!row) throw new AppError('not_found', 'There is no such embed key here.');
  return row.json;
}
