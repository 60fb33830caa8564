// Owns running Kith on a Supabase project in tests: the embedded surface of one listener plays the project, and a whole second
// Kith stands on it as an operator would set it up. What it may know of the project is address, keys and DATABASE_URL.
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Sql } from 'postgres';
import { inject } from 'vitest';
import { readEnv } from '../env.ts';
import { start } from '../start/start.ts';
import { startSurface, type TestSurface } from '../supabase-local/testing/test-surface.ts';
import { loadKeys } from '../tokens/keys.ts';

export interface Hosted {
  /** Plays the project; its `client()` is an unmodified supabase-js. */
  project: TestSurface;
  /** Where Kith answers. */
  url: string;
  /** Its data folder, with its mails. */
  home: string;
  /** Asks Kith's API. */
  ask(
    method: string,
    path: string,
    wish?: { token?: string; body?: unknown; headers?: Record<string, string> },
  ): Promise<Response>;
  close(): Promise<void>;
}

/**
 * @param env settings of Kith besides those of the project; an empty one is left out.
 * @param imported whether the project was given Kith's signing key, as one of its own.
 */
export async function startHosted(env: Record<string, string> = {}, imported = false): Promise<Hosted> {
  const project = await startSurface();
  // There, confirming is proving.
  await project.deps.admin`alter table auth.users alter column email_proven_at set default now()`;
  const home = await mkdtemp(join(tmpdir(), 'kith-hosted-'));
  const { publishableKey, secretKey } = project.deps.keys;
  if (imported) await shareSigningKey(project.deps.env.home, home);
  const settings = {
    KITH_HOME: home,
    PORT: '0',
    LOG_LEVEL: 'silent',
    SUPABASE_URL: project.url,
    SUPABASE_PUBLISHABLE_KEY: publishableKey,
    SUPABASE_SECRET_KEY: secretKey,
    DATABASE_URL: await projectDatabase(project.deps.admin),
    ...env,
  };
  const kith = await start(readEnv(settings), () => undefined);
  return {
    project,
    url: kith.url,
    home,
    ask: (method, path, { token, body, headers } = {}) =>
      fetch(`${kith.url}${path}`, {
        method,
        headers: {
          ...(token && { authorization: `Bearer ${token}` }),
          ...(body !== undefined && { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      }),
    close: async () => {
      await kith.stop();
      await project.close();
      await rm(home, { recursive: true, force: true });
    },
  };
}

/** The one key on both sides; keys of other kinds stay apart. */
async function shareSigningKey(from: string, to: string): Promise<void> {
  await loadKeys(to);
  const [theirs, ours] = await Promise.all(
    [from, to].map(async (home): Promise<object> => JSON.parse(await readFile(join(home, 'keys.json'), 'utf8'))),
  );
  await writeFile(
    join(to, 'keys.json'),
    JSON.stringify({ ...ours, privateJwk: Reflect.get(Object(theirs), 'privateJwk') }),
  );
}

/** Address of the project's database, as a role that may what `postgres` may there: no superuser. */
async function projectDatabase(superuser: Sql): Promise<string> {
  const { port, password } = inject('cluster');
  const { database } = superuser.options;
  // Roles are the cluster's: other test files may make it at the same moment.
  await superuser.begin(async (tx) => {
    await tx`select pg_advisory_xact_lock(7311)`;
    const [made] = await tx`select from pg_roles where rolname = 'project_owner'`;
    if (made) return;
    await tx.unsafe(`create role project_owner login inherit bypassrls password '${password}'`);
    await tx`grant kith_owner, anon, authenticated, service_role to project_owner`;
    await tx`alter role project_owner set search_path = "$user", public, extensions`;
  });
  await superuser`grant create, connect on database ${superuser(database)} to project_owner`;
  return `postgres://project_owner:${password}@127.0.0.1:${port}/${database}`;
}
