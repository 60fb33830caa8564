// Owns the headers that every answer carries: request id, cross-origin permission, and what browsers must not do with it.
//
// They are set on the answer as it is: Hono's own `c.header` would make a new answer each time, and its text a stream.
import type { MiddlewareHandler } from 'hono';
import { cors } from 'hono/cors';
import type { AppEnv } from './endpoint.ts';
import { rateLimitHeaders } from './rate-limit.ts';
import { requestIdFrom } from './request-id.ts';

/** Gives the request its id and the answer the id and the safe defaults. */
export const commonHeaders: MiddlewareHandler<AppEnv> = async (c, next) => {
  const requestId = requestIdFrom(c.req.header('x-request-id'));
  c.set('requestId', requestId);
  await next();
  const { headers } = c.res;
  headers.set('x-request-id', requestId);
  headers.set('x-content-type-options', 'nosniff');
  headers.set('referrer-policy', 'no-referrer');
  const taken = c.get('taken');
  if (taken) for (const [name, value] of Object.entries(rateLimitHeaders(taken))) headers.set(name, value);
};

/** For installs that browsers reach over HTTPS: they never try without it again (RFC 6797), for a year. */
export const httpsOnly: MiddlewareHandler = async (c, next) => {
  await next();
  c.res.headers.set('strict-transport-security', 'max-age=31536000');
};

/** Nothing that answers data may be shown or run as a page. */
export const dataOnly: MiddlewareHandler<AppEnv> = async (c, next) => {
  await next();
  c.res.headers.set('content-security-policy', "default-src 'none'; frame-ancestors 'none'");
};

/** Nothing of ours is shown inside another page: what says nothing of frames itself says that. */
export const framedNowhere: MiddlewareHandler = async (c, next) => {
  await next();
  const { headers } = c.res;
  if (!headers.has('content-security-policy')) headers.set('content-security-policy', "frame-ancestors 'none'");
  headers.set('x-content-type-options', 'nosniff');
};

/** Answers with somebody's data stay out of every cache. */
export const noStore: MiddlewareHandler<AppEnv> = async (c, next) => {
  await next();
  c.res.headers.set('cache-control', 'no-store');
};

const exposed = [
  'etag',
  'content-disposition',
  'x-request-id',
  'retry-after',
  'ratelimit',
  'ratelimit-policy',
  'idempotent-replayed',
];
const allowed = 'access-control-allow-origin';
const preflight = cors({
  origin: '*',
  allowMethods: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'],
  allowHeaders: [
    'authorization',
    'content-type',
    'idempotency-key',
    'if-match',
    'kith-organization',
    'kith-source',
    'x-request-id',
  ],
  maxAge: 600,
});

/**
 * Any page may call: credentials are bearer tokens, never cookies. What is answered to an embed token is for the page that it is bound to.
 * A preflight names no credential, so it lets every page ask; whether it may is decided when the credential is there.
 */
export const anyOrigin: MiddlewareHandler<AppEnv> = async (c, next) => {
  if (c.req.method === 'OPTIONS') return preflight(c, next);
  await next();
  const { headers } = c.res;
  // A refusal may have said so already.
  if (!headers.has(allowed)) headers.set(allowed, c.get('onlyOrigin') ?? '*');
  headers.set('access-control-expose-headers', exposed.join(','));
  return undefined;
};
