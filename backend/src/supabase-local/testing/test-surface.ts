// Owns what the surface's tests stand on: a real server on loopback over a fresh database, and unmodified clients.
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { createClient, type SupabaseClient, type SupabaseClientOptions } from '@supabase/supabase-js';
import type { Env } from '../../env.ts';
import { createMemoryCounters } from '../../limits/memory-counters.ts';
import { createMailer } from '../../mail/create-mailer.ts';
import { createTestDeps, type TestDeps } from '../../testing/test-deps.ts';
import { createTokens } from '../../tokens/tokens.ts';
import { createSupabaseLocal, type SupabaseLocalOptions } from '../supabase-local.ts';
import { type ReceivedMail, receivedMails } from './mails.ts';

export interface TestSurface {
  deps: TestDeps;
  url: string;
  server: Server;
  /** An unmodified client of its own, signed in as nobody. */
  client(options?: SupabaseClientOptions<'public'>): SupabaseClient;
  /** A client with the secret key. */
  adminClient(): SupabaseClient;
  /** A bare request with the publishable key. @param body JSON value, or text to send as it is. */
  post(path: string, body: unknown, headers?: Record<string, string>): Promise<Response>;
  /** The mails that an address has got so far, the oldest first. */
  mailsTo(address: string): Promise<ReceivedMail[]>;
  /** The newest of them. @throws when there is none. */
  lastMailTo(address: string): Promise<ReceivedMail>;
  /** Moves the server's clock ahead. @param milliseconds from now on. */
  advance(milliseconds: number): void;
  /** From now on the server's clock stands still but for `advance`, so that a slow machine counts the same. */
  stopClock(): void;
  close(): Promise<void>;
}

/** Starts the surface. @param env settings that differ from the defaults. */
export async function startSurface(options: SupabaseLocalOptions = {}, env: Partial<Env> = {}): Promise<TestSurface> {
  const server = createServer();
  const url = await listen(server);
  let ahead = 0;
  let stopped: number | undefined;
  const now = () => new Date((stopped ?? Date.now()) + ahead);
  const base = await createTestDeps(url);
  const tokens = createTokens({ keys: base.keys, supabaseUrl: url, hosted: false, sessions: base.sessions, now });
  const settings = { ...base.env, ...env };
  const deps = {
    ...base,
    env: settings,
    mailer: createMailer(settings),
    counters: createMemoryCounters(now),
    now,
    tokens,
  };
  const surface = await createSupabaseLocal(deps, { refusalDelay: 10, ...options });
  server.on('request', getRequestListener(surface.routes.fetch));
  surface.attach(server);
  const clients: SupabaseClient[] = [];
  const open = (key: string, more: SupabaseClientOptions<'public'> = {}) => {
    const client = createClient(url, key, {
      ...more,
      auth: { persistSession: false, autoRefreshToken: false, ...more.auth },
    });
    clients.push(client);
    return client;
  };
  const mailsTo = async (address: string) => {
    await surface.settled();
    return receivedMails(deps.env.home, address);
  };
  return {
    deps,
    url,
    mailsTo,
    lastMailTo: async (address) => {
      const mail = (await mailsTo(address)).at(-1);
      if (!mail) throw new Error(`${address} got no mail`);
      return mail;
    },
    server,
    client: (more) => open(deps.keys.publishableKey, more),
    adminClient: () => open(deps.keys.secretKey),
    post: (path, body, headers) =>
      fetch(`${url}${path}`, {
        method: 'POST',
        headers: { apikey: deps.keys.publishableKey, 'content-type': 'application/json', ...headers },
        body: typeof body === 'string' ? body : JSON.stringify(body),
      }),
    advance: (milliseconds) => {
      ahead += milliseconds;
    },
    stopClock: () => {
      stopped = Date.now();
    },
    close: async () => {
      await Promise.all(clients.map((client) => client.realtime.disconnect()));
      await surface.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await deps.close();
    },
  };
}

async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address: AddressInfo | string | null = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port');
  return `http://127.0.0.1:${address.port}`;
}
