// Owns running a second Kith as on a Supabase project: the Kith of the browser tests plays the project, with its auth, its realtime
// and its database.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { discoverInstall } from '@kith/sdk';
import { type RunningKith, startKith } from './kith.ts';

/** @param project the one that plays the project. @param env further settings; an empty one is left out. */
export async function startHostedKith(
  project: { url: string; home: string },
  env: Record<string, string> = {},
): Promise<RunningKith> {
  const { publishableKey } = await discoverInstall(project.url);
  const keys: unknown = JSON.parse(await readFile(join(project.home, 'keys.json'), 'utf8'));
  const secretKey = typeof keys === 'object' && keys ? String(Reflect.get(keys, 'secretKey')) : '';
  const password = (await readFile(join(project.home, 'db-password'), 'utf8')).trim();
  // The fourth line of Postgres's own file is its port.
  const port = (await readFile(join(project.home, 'postgres/postmaster.pid'), 'utf8')).split('\n')[3];
  return startKith({
    env: {
      SUPABASE_URL: project.url,
      SUPABASE_PUBLISHABLE_KEY: publishableKey,
      SUPABASE_SECRET_KEY: secretKey,
      DATABASE_URL: `postgres://postgres:${password}@127.0.0.1:${port}/kith`,
      ...env,
    },
  });
}
