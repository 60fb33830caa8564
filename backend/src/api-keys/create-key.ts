// Owns creating an API key, and one that takes the place of another.
import { AppError } from '../errors.ts';
import { recordEvent } from '../events/record-event.ts';
import type { Answer } from '../http/answer.ts';
import type { WriteCtx } from '../http/context.ts';
import { hashOfKey, newKey, prefixOf } from './key-format.ts';
import { housesOfKeys, readKey } from './key-row.ts';
import type { NewApiKey } from './schema.ts';

const aDay = 24 * 3_600_000;

/**
 * Creates a key. @throws AppError `invalid_input` for a permission that the caller cannot give, or a time that has passed.
 */
export async function createKey(ctx: WriteCtx, input: NewApiKey): Promise<Answer> {
  const { tx, organizationId, deps } = ctx;
  if (input.expiresAt !== null && Date.parse(input.expiresAt) <= deps.now().getTime()) {
    const errors = [{ path: 'expiresAt', message: 'Has passed already.' }];
    throw new AppError('invalid_input', 'The key would be over before it is made.', { errors });
  }
  const house = input.mode === 'test' ? await openSandbox(ctx) : organizationId;
  const [may] = await tx<{ give: string[] }[]>`select app.grantable_to_keys(${house}) as give`;
  const permissions = withImplied(input.permissions);
  const beyond = permissions.filter((permission) => !may?.give.includes(permission));
  if (beyond.length > 0) {
    const errors = [{ path: 'permissions', message: `You cannot give ${beyond.join(', ')}.` }];
    throw new AppError('invalid_input', 'A key may do nothing that you may not.', { errors });
  }
  return insertKey(ctx, { ...input, permissions, organizationId: house, replaces: null });
}

/** Makes a key like another, which ends in a day. @throws AppError `not_found`, `api_key_over`. */
export async function rotateKey(ctx: WriteCtx, id: string): Promise<Answer> {
  const { tx, deps } = ctx;
  const [old] = await tx<(Settings & { over: boolean })[]>`
    select k.name, k.mode, k.permissions, k.allowed_ips::text[] as "allowedIps", k.rate_limit as "rateLimit",
      k.expires_at::text as "expiresAt", k.organization_id as "organizationId", k.id as replaces,
      k.revoked_at is not null or coalesce(k.expires_at <= ${deps.now()}, false) as over
    from app.api_keys k where k.organization_id = any(${housesOfKeys(tx)}) and k.id = ${id} for update`;
  if (!old) throw new AppError('not_found', 'There is no such API key here.');
  if (old.over) throw new AppError('api_key_over', 'This API key is revoked, or its time is over. Make a new one.');
  await tx`
    update app.api_keys set expires_at = least(expires_at, ${new Date(deps.now().getTime() + aDay)}) where id = ${id}`;
  return insertKey(ctx, old);
}

/** A statement of its own: what it makes is seen by those after it. */
async function openSandbox({ tx, organizationId }: WriteCtx): Promise<string> {
  const [row] = await tx<{ id: string }[]>`select app.sandbox_of(${organizationId}) as id`;
  if (!row) throw new Error('app.sandbox_of returned no row');
  return row.id;
}

interface Settings extends NewApiKey {
  organizationId: string;
  replaces: string | null;
}

async function insertKey(ctx: WriteCtx, settings: Settings): Promise<Answer> {
  const { tx, actor } = ctx;
  const secret = newKey(settings.mode);
  const [row] = await tx<{ id: string }[]>`
    insert into app.api_keys (organization_id, name, mode, prefix, hash, permissions, allowed_ips, rate_limit, expires_at,
      replaces, created_by)
    values (${settings.organizationId}, ${settings.name}, ${settings.mode}, ${prefixOf(secret)}, ${hashOfKey(secret)},
      ${settings.permissions}, ${settings.allowedIps}::text[]::cidr[], ${settings.rateLimit},
      ${settings.expiresAt}::text::timestamptz, ${settings.replaces}, ${actor.userId})
    returning id`;
  if (!row) throw new Error('The API key was not inserted');
  await recordEvent(ctx, 'api_key.created', { subjectId: row.id, payload: {} });
  const { json, version } = await readKey(ctx, row.id);
  return { status: 201, version, json: withSecret(json, secret), kept: withSecret(json, null) };
}

const withSecret = (json: string, secret: string | null) => `${json.slice(0, -1)},"secret":${JSON.stringify(secret)}}`;

/** Every request reads which organization it acts in, and every change can be undone by who made it. */
function withImplied(permissions: readonly string[]): string[] {
  const writes = permissions.some((permission) => !permission.endsWith('.read'));
  return [...new Set([...permissions, 'organization.read', ...(writes ? ['undo.use'] : [])])].toSorted();
}
