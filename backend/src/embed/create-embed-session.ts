// Owns trading an embed key for a short token that is bound to the key and to the page's origin.
import type { Deps } from '../deps.ts';
import { AppError } from '../errors.ts';
import type { OpenCtx } from '../http/context.ts';
import { readTicket, sandboxOrigin } from './frame-ticket.ts';
import { isOneOf } from './origins.ts';
import { type ReadKey, readEmbedKey } from './read-embed-key.ts';
import type { EmbedSession, NewEmbedSession } from './schema.ts';
import { readVisitor } from './visitor.ts';

/** Seconds. */
const lifetime = 15 * 60;
/** Seconds after which the page's server must say again who looks, however often the session went on. */
const longest = 12 * 3600;
/** Seconds that are too few to go on for: clients renew a token before it ends. */
const shortest = 120;

/**
 * Opens a session, or goes on with one.
 * @throws AppError `embed_key_unknown`, `origin_not_allowed`; `identity_needed`, `identity_refused` or `embed_session_over` for a key
 *   that asks who looks.
 */
export async function createEmbedSession({ deps, origin }: OpenCtx, wish: NewEmbedSession): Promise<EmbedSession> {
  const key = await readEmbedKey(deps, wish.key);
  if (key === null) {
    throw new AppError('embed_key_unknown', 'This embed key does not exist or was revoked. Check `data-key`.');
  }
  if (origin === null || !(isFramed({ deps, origin }, key, wish) || isOneOf(origin, key.allowedOrigins))) {
    throw new AppError(
      'origin_not_allowed',
      `This embed key is not for ${origin ?? 'requests without an origin'}. Add the page’s origin to the key.`,
    );
  }
  const looks = key.identified ? await visitorOf(deps, { ...key, origin }, wish) : null;
  const bound = {
    key_id: key.id,
    organization_id: key.organizationId,
    origin,
    ...(key.segmented ? { segmented: true } : {}),
    ...(looks ? { visitor: looks.visitor, until: looks.until } : {}),
  };
  const left = looks ? looks.until - secondsOf(deps) : lifetime;
  const { token, expiresAt } = await deps.tokens.sign(
    { sub: key.id, role: 'authenticated', kith_embed: bound },
    Math.min(lifetime, left),
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

/** Whether a frame of ours asks, which stands in pages of the key's origins alone. @throws AppError `embed_session_over`. */
function isFramed({ deps, origin }: Pick<OpenCtx, 'deps' | 'origin'>, { id }: ReadKey, { frame }: NewEmbedSession) {
  if (origin !== sandboxOrigin || frame === undefined) return false;
  const ticket = readTicket(deps, id, frame);
  if (ticket === 'over') throw sessionOver();
  return ticket === 'good';
}

const secondsOf = (deps: Deps) => Math.floor(deps.now().getTime() / 1000);

interface Looks {
  /** Address of the visitor. */
  visitor: string;
  /** When the session is over for good, in seconds since 1970. */
  until: number;
}

/** Who looks: as the page's server said when the session that goes on was opened, or as it says now. */
async function visitorOf(deps: Deps, key: ReadKey & { origin: string }, wish: NewEmbedSession): Promise<Looks> {
  const before = wish.renew === undefined ? 'none' : await goesOn(deps, key, wish.renew);
  if (typeof before === 'object') return before;
  if (wish.identity !== undefined && key.sealed !== null) {
    const voucher = { embedKeyId: key.id, sealed: key.sealed, token: wish.identity };
    const visitor = await readVisitor(deps, voucher).catch((cause: unknown) => {
      throw before === 'over' ? sessionOver(cause) : cause;
    });
    return { visitor, until: secondsOf(deps) + longest };
  }
  if (before === 'over') throw sessionOver();
  throw new AppError(
    'identity_needed',
    'This embed key asks who looks. Give the script `data-identity`, a token that your server signs for the visitor.',
  );
}

/** What a session's token says of who looks; `over` when its time has run out, `none` when it is no such token. */
async function goesOn(deps: Deps, key: ReadKey & { origin: string }, token: string): Promise<Looks | 'over' | 'none'> {
  const claims = await deps.tokens
    .verify(token)
    .catch((error: unknown) => (error instanceof AppError && error.code === 'token_expired' ? 'over' : 'none'));
  if (claims === 'over' || claims === 'none') return claims;
  const { visitor, until = 0, key_id, origin } = claims.kith_embed ?? {};
  if (visitor === undefined || key_id !== key.id || origin !== key.origin) return 'none';
  return until - secondsOf(deps) < shortest ? 'over' : { visitor, until };
}

const sessionOver = (cause?: unknown) =>
  new AppError(
    'embed_session_over',
    'This visitor’s session is over. Load the page again, or give the script a new `data-identity`.',
    { cause },
  );
