// Owns trading an embed key for a short token that is bound to the key and to the page's origin.
import { z } from 'zod';
import { anonymous, readAs } from '../db/tenant.ts';
import type { Deps } from '../deps.ts';
import { AppError } from '../errors.ts';
import type { OpenCtx } from '../http/context.ts';
import { isOneOf } from './origins.ts';
import type { EmbedSession, NewEmbedSession } from './schema.ts';
import { readVisitor } from './visitor.ts';

/** Seconds. */
const lifetime = 15 * 60;

const Key = z.object({
  id: z.string(),
  organizationId: z.string(),
  allowedOrigins: z.array(z.string()),
  widgets: z.array(z.string()),
  segmented: z.boolean(),
  identified: z.boolean(),
  sealed: z.string().nullable(),
});
type Key = z.infer<typeof Key>;

/**
 * Opens a session, or goes on with one.
 * @throws AppError `embed_key_unknown`, `origin_not_allowed`; `identity_needed` or `identity_refused` for a key that asks who looks.
 */
export async function createEmbedSession({ deps, origin }: OpenCtx, wish: NewEmbedSession): Promise<EmbedSession> {
  const [row] = await readAs(deps.sql, anonymous, (tx) => tx`select app.embed_key_for_session(${wish.key}) as key`);
  const key = Key.nullable().parse(row?.['key'] ?? null);
  if (key === null) {
    throw new AppError('embed_key_unknown', 'This embed key does not exist or was revoked. Check `data-key`.');
  }
  if (origin === null || !isOneOf(origin, key.allowedOrigins)) {
    throw new AppError(
      'origin_not_allowed',
      `This embed key is not for ${origin ?? 'requests without an origin'}. Add the page’s origin to the key.`,
    );
  }
  const bound = {
    key_id: key.id,
    organization_id: key.organizationId,
    origin,
    ...(key.segmented ? { segmented: true } : {}),
    ...(key.identified ? { visitor: await visitorOf(deps, { ...key, origin }, wish) } : {}),
  };
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

/** Who looks: as the page's server says, or as it said when the session that goes on was opened. */
async function visitorOf(deps: Deps, key: Key & { origin: string }, wish: NewEmbedSession): Promise<string> {
  if (wish.identity !== undefined && key.sealed !== null) {
    return readVisitor(deps, { embedKeyId: key.id, sealed: key.sealed, token: wish.identity });
  }
  // A token that is over says nothing any more: the page is to be loaded again.
  const claims = wish.renew === undefined ? null : await deps.tokens.verify(wish.renew).catch(() => null);
  const before = claims?.kith_embed;
  if (before?.visitor !== undefined && before.key_id === key.id && before.origin === key.origin) return before.visitor;
  throw new AppError(
    'identity_needed',
    'This embed key asks who looks. Give the script `data-identity`, a token that your server signs for the visitor.',
  );
}
