// Owns telling who sends a request, from its bearer token.
import type { HonoRequest } from 'hono';
import type { Deps } from '../deps.ts';
import { AppError } from '../errors.ts';
import type { Actor } from './context.ts';

/**
 * Names the sender.
 * @throws AppError `unauthenticated`, `token_expired`, or `origin_not_allowed` for an embed token on a foreign page.
 */
export async function authenticate(deps: Deps, request: HonoRequest): Promise<Actor> {
  const [, token] = /^Bearer +(\S+)\s*$/i.exec(request.header('authorization') ?? '') ?? [];
  if (token === undefined) throw new AppError('unauthenticated', 'Sign in: this needs a bearer token.');
  const claims = await deps.tokens.verify(token);
  if (claims.role !== 'authenticated') throw new AppError('unauthenticated', 'This token signs nobody in.');
  if (claims.kith_embed === undefined) return { kind: 'user', id: claims.sub, claims };
  checkOrigin(deps, request, claims.kith_embed.origin);
  return { kind: 'embed', id: claims.kith_embed.key_id, claims };
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
  );
}
