// Owns the headers that every answer carries: request id, cross-origin permission, and what browsers must not do with it.
import type { MiddlewareHandler } from 'hono';
import { cors } from 'hono/cors';
import type { AppEnv } from './endpoint.ts';
import { requestIdFrom } from './request-id.ts';

/** Gives the request its id and the answer the id and the safe defaults. */
export const commonHeaders: MiddlewareHandler<AppEnv> = async (c, next) => {
  const requestId = requestIdFrom(c.req.header('x-request-id'));
  c.set('requestId', requestId);
  await next();
  c.header('x-request-id', requestId);
  c.header('x-content-type-options', 'nosniff');
  c.header('referrer-policy', 'no-referrer');
};

/** Nothing that answers data may be shown or run as a page. */
export const dataOnly: MiddlewareHandler<AppEnv> = async (c, next) => {
  await next();
  c.header('content-security-policy', "default-src 'none'; frame-ancestors 'none'");
};

/** Answers with somebody's data stay out of every cache. */
export const noStore: MiddlewareHandler<AppEnv> = async (c, next) => {
  await next();
  c.header('cache-control', 'no-store');
};

/** Any page may call: credentials are bearer tokens, never cookies. */
export const anyOrigin = cors({
  origin: '*',
  allowMethods: ['GET', 'POST', 'PATCH', 'DELETE'],
  allowHeaders: [
    'authorization',
    'content-type',
    'idempotency-key',
    'if-match',
    'kith-organization',
    'kith-source',
    'x-request-id',
  ],
  exposeHeaders: ['etag', 'x-request-id', 'retry-after', 'idempotent-replayed'],
  maxAge: 600,
});
