// Owns `kith start`: everything on this machine, in one process, and its clean end.
import { mkdir } from 'node:fs/promises';
import { Hono } from 'hono';
import { pino } from 'pino';
import { freePort } from '../db/embedded/ports.ts';
import { openDatabase } from '../db/open-database.ts';
import type { Deps } from '../deps.ts';
import type { Env } from '../env.ts';
import { createApp } from '../http/app.ts';
import { createMailer } from '../mail/create-mailer.ts';
import { createSupabaseLocal } from '../supabase-local/supabase-local.ts';
import { loadKeys } from '../tokens/keys.ts';
import { createTokens } from '../tokens/tokens.ts';
import { announce } from './announce.ts';
import { ensureDemo } from './demo.ts';
import { frontEndRoutes, intranetRoutes } from './front-ends.ts';
import { listen } from './listen.ts';
import { noteRunning, noteStopped, refuseSecond } from './running-file.ts';

/** Work to undo at the end, the last first. */
type Cleanup = (() => Promise<void>)[];

export interface Started {
  url: string;
  /** Stops serving, then the database. */
  stop(): Promise<void>;
}

/** @param say prints to the terminal. @throws StartError in plain words; then nothing is left running. */
export async function start(env: Env, say: (text: string) => void): Promise<Started> {
  const cleanup: Cleanup = [];
  const stop = async () => {
    for (const step of cleanup.splice(0).reverse()) await step();
  };
  try {
    return { url: await open(env, say, cleanup), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function open(env: Env, say: (text: string) => void, cleanup: Cleanup): Promise<string> {
  await mkdir(env.home, { recursive: true, mode: 0o711 });
  await refuseSecond(env.home);
  const port = env.PORT || (await freePort());
  const deps = await buildDeps(env, port, cleanup);

  const app = new Hono();
  const local = env.SUPABASE_URL ? null : await createSupabaseLocal(deps);
  if (local) {
    cleanup.push(() => local.close());
    app.route('/', local.routes);
  }
  app.route('/', createApp(deps));
  const frontEnds = frontEndRoutes(deps);
  app.notFound((c) => frontEnds.fetch(c.req.raw, c.env));

  const main = await listen(app.fetch, { host: env.HOST, port, setting: 'PORT' });
  cleanup.push(() => main.close());
  if (local) {
    local.attach(main.server);
    // The server's end waits for its sockets, so theirs comes first.
    cleanup.push(() => local.close());
  }

  const sample = env.KITH_DEMO === 'on' && local ? await openSample(deps, app, cleanup) : null;
  await noteRunning(env.home, { url: deps.apiUrl, intranetUrl: sample?.url ?? null });
  cleanup.push(() => noteStopped(env.home));
  say(announce({ env, url: deps.apiUrl, intranetUrl: sample?.url ?? null, demo: sample?.demo ?? null }));
  return deps.apiUrl;
}

async function buildDeps(env: Env, port: number, cleanup: Cleanup): Promise<Deps> {
  const database = await openDatabase(env);
  cleanup.push(() => database.close());
  const apiUrl = env.PUBLIC_URL?.replace(/\/$/, '') ?? `http://localhost:${port}`;
  const supabaseUrl = env.SUPABASE_URL?.replace(/\/$/, '') ?? apiUrl;
  const keys = await loadKeys(env.home);
  const now = () => new Date();
  const tokens = createTokens({ keys, supabaseUrl, hosted: env.SUPABASE_URL !== undefined, now });
  const log = pino(
    { level: env.LOG_LEVEL, redact: ['req.headers.authorization', 'req.headers.apikey', '*.token', '*.password'] },
    pino.destination(2),
  );
  const { sql, admin } = database;
  return { env, log, now, sql, admin, mailer: createMailer(env), keys, tokens, apiUrl, supabaseUrl };
}

/** The demo account and the sample page of another firm, on the next port. */
async function openSample(deps: Deps, app: Hono, cleanup: Cleanup) {
  const { env } = deps;
  const wanted = env.INTRANET_PORT ?? (env.PORT === 0 ? 0 : env.PORT + 1);
  const port = wanted || (await freePort());
  const origin = `http://localhost:${port}`;
  const demo = await ensureDemo(deps, app, origin);
  const routes = intranetRoutes({ apiUrl: deps.apiUrl, supabaseUrl: deps.supabaseUrl, embedKey: demo.embedKey });
  const listening = await listen(routes.fetch, { host: env.HOST, port, setting: 'INTRANET_PORT' });
  cleanup.push(() => listening.close());
  return { demo, url: `${origin}/intranet` };
}
