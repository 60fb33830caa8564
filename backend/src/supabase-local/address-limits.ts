// Owns how many requests one address may send to this surface in a minute: before anybody is signed in there is nobody else to count.
import type { MiddlewareHandler } from 'hono';
import type { Deps } from '../deps.ts';
import { AppError } from '../errors.ts';
import { clientAddress } from '../http/client-address.ts';
import { isLoopback, networkOf } from '../http/network-of.ts';
import { createRateLimits, type LimitName, rateLimitHeaders } from '../http/rate-limit.ts';
import type { ApiKeys } from './auth/api-key.ts';
import { AuthError } from './auth/errors.ts';

/** What a stranger can guess at, learn from or have mails sent by counts by itself, and tighter. */
const tight: Record<string, LimitName> = {
  '/auth/v1/signup': 'sign_up',
  '/auth/v1/token?password': 'sign_in',
  '/auth/v1/otp': 'mail',
  '/auth/v1/magiclink': 'mail',
  '/auth/v1/recover': 'mail',
  '/auth/v1/resend': 'mail',
  '/auth/v1/verify': 'verify',
};

/**
 * Counts requests by address. Servers with the secret key and this machine itself are not counted. Refuses as Supabase does: 429
 * `over_request_rate_limit`.
 * @param rest what other requests count for.
 */
export function limitAddresses({ env, counters }: Deps, apiKeys: ApiKeys, rest: LimitName): MiddlewareHandler {
  const limits = createRateLimits(counters, env.KITH_RATE_LIMIT);
  return async (c, next) => {
    const address = clientAddress(c, env.KITH_PROXIES);
    const { path } = c.req;
    if (env.KITH_RATE_LIMIT === 0 || isLoopback(address) || isServer(apiKeys, c.req.raw.headers)) return next();
    const grant = path === '/auth/v1/token' ? `?${c.req.query('grant_type')}` : '';
    const taken = await limits.take(tight[`${path}${grant}`] ?? rest, networkOf(address)).catch(asAuthError);
    for (const [name, value] of Object.entries(rateLimitHeaders(taken))) c.header(name, value);
    return next();
  };
}

function isServer(apiKeys: ApiKeys, headers: Headers): boolean {
  return apiKeys.roleOf(headers.get('apikey') ?? '') === 'service_role';
}

function asAuthError(error: unknown): never {
  if (!(error instanceof AppError)) throw error;
  throw new AuthError(429, 'over_request_rate_limit', 'Request rate limit reached', {}, error.headers);
}
