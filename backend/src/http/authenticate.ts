// Owns telling who sends a request, from its bearer token or API key.
import type { HonoRequest } from 'hono';
import type { KeyVerifier } from '../api-keys/verify-key.ts';
import type { Deps } from '../deps.ts';
import { AppError } from '../errors.ts';
import { type Actor, personIn } from './context.ts';

export interface Credentials {
  deps: Deps;
  keys: KeyVerifier;
}

export interface Authenticated {
  actor: Actor;
  /** Requests a minute that the credential says of itself; null: as the install says. */
  rateLimit: number | null;
  /** The one origin whose pages may read the answer; undefined: any. */
  origin?: string;
}

/**
 * Names the sender.
 * @param address where the request came from; null when that is not known.
 * @throws AppError `unauthenticated`, `token_expired`, `api_key_unknown`, `ip_not_allowed`, `secret_key_in_browser`, or
 *   `origin_not_allowed` for an embed token on a foreign page.
 */
export async function authenticate(
  { deps, keys }: Credentials,
  request: HonoRequest,
  address: string | null,
): Promise<Authenticated> {
  const [, token] = /^Bearer +(\S+)\s*$/i.exec(request.header('authorization') ?? '') ?? [];
  if (token === undefined) throw new AppError('unauthenticated', 'Sign in: this needs a bearer token.');
  if (token.startsWith('sk_')) {
    refusePages(deps, request);
    return keys.verify(token, address);
  }
  const claims = await deps.tokens.verify(token);
  if (claims.role !== 'authenticated') throw new AppError('unauthenticated', 'This token signs nobody in.');
  if (claims.kith_embed === undefined) {
    return { actor: personIn(claims), rateLimit: null };
  }
  const { key_id: id, origin } = claims.kith_embed;
  checkOrigin(deps, request, origin);
  return { actor: { kind: 'embed', id, userId: null, claims }, rateLimit: null, origin };
}

/** Whoever can open a page can read the keys in it. Browsers name the page that asks, in a header that it cannot set. */
function refusePages(deps: Deps, request: HonoRequest): void {
  const origin = request.header('origin');
  if (origin === undefined || origin === new URL(deps.apiUrl).origin) return;
  throw new AppError(
    'secret_key_in_browser',
    `A secret key does not belong in a page (${origin}). Call from your server, or give the page an embed key; revoke this key if others saw it.`,
  );
}

function checkOrigin(deps: Deps, request: HonoRequest, bound: string): void {
  const origin = request.header('origin');
  if (origin === bound) return;
  // Browsers leave Origin out of reads within one origin and say so in a header that pages cannot set.
  const sameOrigin = origin === undefined && request.header('sec-fetch-site') === 'same-origin';
  if (sameOrigin && bound === new URL(deps.apiUrl).origin) return;
  throw new AppError(
    'origin_not_allowed',
    `This embed token is for pages on ${bound}; the request came from ${origin ?? 'no page'}.`,
    { headers: { 'access-control-allow-origin': bound } },
  );
}
