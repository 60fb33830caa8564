// Owns `kith start`: everything on this machine, in one process, and its clean end.
import { mkdir } from 'node:fs/promises';
import type { Hono } from 'hono';
import { freePort } from '../db/embedded/ports.ts';
import type { Deps } from '../deps.ts';
import type { Env } from '../env.ts';
import { uploadPaths } from '../http/upload-paths.ts';
import { createSupabaseLocal } from '../supabase-local/supabase-local.ts';
import { announce } from './announce.ts';
import { buildDeps, type Cleanup, undo } from './build-deps.ts';
import { ensureDemo } from './demo.ts';
import { everything } from './everything.ts';
import { intranetRoutes } from './front-ends.ts';
import { listen } from './listen.ts';
import { openWorker } from './open-worker.ts';
import { noteRunning, noteStopped, refuseSecond } from './running-file.ts';

export interface Started {
  url: string;
  /** Stops serving, then the database. */
  stop(): Promise<void>;
}

/** @param say prints to the terminal. @throws StartError in plain words; then nothing is left running. */
export async function start(env: Env, say: (text: string) => void): Promise<Started> {
  const cleanup: Cleanup = [];
  const stop = () => undo(cleanup);
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

  const local = env.SUPABASE_URL ? null : await createSupabaseLocal(deps);
  if (local) cleanup.push(() => local.close());
  const app = everything(deps, local?.routes);

  const main = await listen(app.fetch, { host: env.HOST, port, setting: 'PORT', uploads: uploadPaths });
  cleanup.push(() => main.close());
  if (local) {
    local.attach(main.server);
    // The server's end waits for its sockets, so theirs comes first.
    cleanup.push(() => local.close());
  }

  await openWorker(deps, cleanup);
  const sample = env.KITH_DEMO === 'on' && local ? await openSample(deps, app, cleanup) : null;
  await noteRunning(env.home, { url: deps.apiUrl, intranetUrl: sample?.url ?? null });
  cleanup.push(() => noteStopped(env.home));
  say(announce({ env, url: deps.apiUrl, intranetUrl: sample?.url ?? null, demo: sample?.demo ?? null }));
  return deps.apiUrl;
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
