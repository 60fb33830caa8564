// Owns what security events say of the request that they came in: its id, where it came from and the sender's address.
import { AsyncLocalStorage } from 'node:async_hooks';
import type { MiddlewareHandler } from 'hono';
import { requestIdFrom } from '../../http/request-id.ts';
import type { AuthContext, AuthEnv } from './context.ts';
import { requestFacts } from './request-facts.ts';

interface RequestOrigin {
  source: 'web' | 'extension';
  requestId: string;
  address: string | null;
}

const origins = new AsyncLocalStorage<RequestOrigin>();

/** What is known of the request under way, also in work that it left for later; undefined outside of requests of auth. */
export const originNow = (): RequestOrigin | undefined => origins.getStore();

/** Lets whatever a request does know where it came from. */
export const keepOrigin =
  (ctx: AuthContext): MiddlewareHandler<AuthEnv> =>
  (c, next) => {
    const source = /^(?:chrome|moz)-extension:/.test(c.req.header('origin') ?? '') ? 'extension' : 'web';
    const requestId = requestIdFrom(c.req.header('x-request-id'));
    return origins.run({ source, requestId, address: requestFacts(ctx, c).address }, next);
  };
