// Owns the embedded Supabase surface: auth and realtime as unmodified supabase-js uses them, and nothing else of it.
import type { Server } from 'node:http';
import { Hono } from 'hono';
import { cors } from 'hono/cors';
import type { Deps } from '../deps.ts';
import { createApiKeys } from './auth/api-key.ts';
import { createAuthContext } from './auth/context.ts';
import { authRoutes } from './auth/routes.ts';
import { broadcastRoutes } from './realtime/broadcast-routes.ts';
import { createRealtime } from './realtime/realtime.ts';

export interface SupabaseLocal {
  /** Serves `/auth/v1` and `/realtime/v1/api`; tells for the other parts of Supabase what is served. */
  routes: Hono;
  /** Takes WebSocket upgrades on `/realtime/v1/websocket`. */
  attach(server: Server): void;
  /** Waits for what auth does after its answers: mails that are on their way. */
  settled(): Promise<void>;
  /**
   * Ends sockets, timers and the listening connection, and waits for mails that are on their way. Call it before closing the HTTP server, which waits for its
   * sockets. May be called again.
   */
  close(): Promise<void>;
}

export interface SupabaseLocalOptions {
  /** Seconds that an access token lives. Default: 3600. */
  accessTokenLifetime?: number;
  /** Milliseconds before a refused join is answered. Default: 500. */
  refusalDelay?: number;
  /** Milliseconds without a frame after which a socket is cut off. Default: 60,000. */
  longestSilence?: number;
  /** Most realtime sockets at a time. Default: 5,000. */
  mostSockets?: number;
  /** Most of them from one address. Default: 500. */
  mostSocketsOfOne?: number;
}

const served = 'This install serves /auth/v1 and /realtime/v1 of Supabase; data is served under /v1.';

/** Builds the surface over the install's database and keys, and begins to listen for messages. */
export async function createSupabaseLocal(deps: Deps, options: SupabaseLocalOptions = {}): Promise<SupabaseLocal> {
  const { accessTokenLifetime = 3600, refusalDelay = 500, longestSilence = 60_000 } = options;
  const { mostSockets = 5_000, mostSocketsOfOne = 500 } = options;
  const auth = createAuthContext(deps, accessTokenLifetime);
  const apiKeys = createApiKeys(deps.keys);
  const realtime = await createRealtime(deps, apiKeys, {
    refusalDelay,
    longestSilence,
    mostSockets,
    mostSocketsOfOne,
  });
  const routes = new Hono();
  for (const path of [
    '/auth/v1/*',
    '/realtime/v1/*',
    '/rest/v1/*',
    '/storage/v1/*',
    '/functions/v1/*',
    '/graphql/v1',
  ]) {
    routes.use(path, crossOrigin);
  }

  routes.route('/auth/v1', authRoutes(auth, apiKeys));
  routes.route('/realtime/v1/api', broadcastRoutes(deps, apiKeys, realtime.hub));
  for (const path of ['/realtime/v1/*', '/rest/v1/*', '/storage/v1/*', '/functions/v1/*', '/graphql/v1']) {
    routes.all(path, (c) => c.json({ code: 'not_served', message: `${c.req.path} is not served. ${served}` }, 404));
  }
  const close = async () => {
    await Promise.all([realtime.close(), auth.settled()]);
  };
  return { routes, attach: realtime.attach, settled: auth.settled, close };
}

/** Any page may call: what counts is the key and the token in the headers, never a cookie. */
const crossOrigin = cors({
  origin: '*',
  allowMethods: ['GET', 'POST', 'PUT', 'DELETE', 'OPTIONS'],
  allowHeaders: [
    'authorization',
    'apikey',
    'content-type',
    'x-client-info',
    'x-supabase-api-version',
    'x-retry-count',
    'traceparent',
    'tracestate',
    'baggage',
  ],
  exposeHeaders: ['x-supabase-api-version', 'x-total-count', 'link', 'retry-after', 'ratelimit', 'ratelimit-policy'],
  maxAge: 600,
});
