// Owns trading an embed key for a short token that is bound to the key and to the page's origin.
import { z } from 'zod';
import { anonymous, readAs } from '../db/tenant.ts';
import { AppError } from '../errors.ts';
import type { OpenCtx } from '../http/context.ts';
import type { EmbedSession } from './schema.ts';

/** Seconds. */
const lifetime = 15 * 60;

const Key = z.object({
  id: z.string(),
  organizationId: z.string(),
  allowedOrigins: z.array(z.string()),
  widgets: z.array(z.string()),
  segmented: z.boolean(),
});

/** Opens a session. @throws AppError `embed_key_unknown` or `origin_not_allowed`. */
export async function createEmbedSession({ deps, origin }: OpenCtx, wanted: string): Promise<EmbedSession> {
  const [row] = await readAs(deps.sql, anonymous, (tx) => tx`select app.embed_key_for_session(${wanted}) as key`);
  const key = Key.nullable().parse(row?.['key'] ?? null);
  if (key === null) {
    throw new AppError('embed_key_unknown', 'This embed key does not exist or was revoked. Check `data-key`.');
  }
  if (origin === null || !key.allowedOrigins.includes(origin)) {
    throw new AppError(
      'origin_not_allowed',
      `This embed key is not for ${origin ?? 'requests without an origin'}. Add the page’s origin to the key.`,
    );
  }
  const { segmented } = key;
  const bound = { key_id: key.id, organization_id: key.organizationId, origin, ...(segmented ? { segmented } : {}) };
  const { token, expiresAt } = await deps.tokens.sign(
    { sub: key.id, role: 'authenticated', kith_embed: bound },
    lifetime,
  );
  return {
    token,
    expiresAt: expiresAt.toISOString(),
    organizationId: key.organizationId,
    widgets: key.widgets,
    supabaseUrl: deps.supabaseUrl,
    publishableKey: deps.env.SUPABASE_PUBLISHABLE_KEY ?? deps.keys.publishableKey,
  };
}
