// Owns comparing the hot lists with their twins that know no row-level security, on the seeded install.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createKithClient, discoverInstall, unwrap } from '@kith/sdk';
import { createClient } from '@supabase/supabase-js';
import { nodeFlags, root } from '../tools/lib/commands.ts';
import { startKith } from '../tools/testing/kith.ts';
import { requestsPerSecond, type Target } from './load.ts';
import { databaseUrl, openSeeded, seededHome } from './seed/seed.ts';
import { percentile } from './statistics.ts';

const rounds = 5;

/** Requests a second of each list, ours and the twins' in turn. Needs `npm run bench seed` first. */
export async function measureLists(): Promise<string[][]> {
  const kith = await startKith({ home: seededHome, env: { KITH_DEMO: 'off' } });
  const { token, organizationId } = await signIn(kith.url);
  const contactId = await busiestContact(organizationId);
  const pipelineId = await firstPipeline(kith.url, token);
  const claims = Buffer.from(token.split('.')[1] ?? '', 'base64url').toString();
  const bare = await startBare([await databaseUrl(), claims, organizationId, contactId, pipelineId]);
  const headers = { authorization: `Bearer ${token}` };
  const ours: Record<string, string> = {
    people: '/v1/contacts?limit=50',
    timeline: `/v1/contacts/${contactId}/timeline?limit=50`,
    board: `/v1/pipelines/${pipelineId}/board?limit=20`,
  };
  const rows: string[][] = [];
  for (const [name, path] of Object.entries(ours)) {
    rows.push([
      name,
      ...(await compare([
        { url: kith.url + path, headers },
        { url: `${bare.url}/json/${name}` },
        { url: `${bare.url}/rows/${name}` },
      ])),
    ]);
  }
  bare.stop();
  await kith.stop();
  return [['list', 'ours, req/s', 'JSON without RLS', 'rows without RLS', 'ours / JSON', 'ours / rows'], ...rows];
}

/** Measures the targets in turn, several times. @returns medians, and the first's ratio to each other one. */
async function compare(targets: Target[]): Promise<string[]> {
  const rates = targets.map((): number[] => []);
  for (const target of targets) await requestsPerSecond(target, 1);
  for (let round = 0; round < rounds; round += 1) {
    for (const [place, target] of targets.entries()) rates[place]?.push(await requestsPerSecond(target));
  }
  const medians = rates.map((rate) => percentile(rate, 0.5));
  const [first = 0, ...others] = medians;
  return [...medians.map((rate) => rate.toFixed(0)), ...others.map((rate) => (first / rate).toFixed(2))];
}

async function signIn(url: string): Promise<{ token: string; organizationId: string }> {
  const seed: { email: string; password: string; organizationId: string } = JSON.parse(
    await readFile(join(seededHome, 'seed.json'), 'utf8'),
  );
  const install = await discoverInstall(url);
  const supabase = createClient(install.supabaseUrl, install.publishableKey, { auth: { persistSession: false } });
  const { data, error } = await supabase.auth.signInWithPassword(seed);
  if (error) throw error;
  return { token: data.session.access_token, organizationId: seed.organizationId };
}

async function firstPipeline(url: string, token: string): Promise<string> {
  const api = createKithClient({ apiUrl: url, getToken: async () => token });
  const { items } = await unwrap(api.GET('/v1/pipelines'));
  const [first] = items;
  if (!first) throw new Error('The seeded organization has no pipeline');
  return first.id;
}

async function busiestContact(organizationId: string): Promise<string> {
  const sql = await openSeeded();
  const [found] = await sql<{ id: string }[]>`
    select contact_id as id from app.interactions where organization_id = ${organizationId}
    group by contact_id order by count(*) desc limit 1`;
  await sql.end();
  if (!found) throw new Error('The seeded organization has no interactions');
  return found.id;
}

async function startBare(args: string[]) {
  const child = spawn(process.execPath, [...nodeFlags, 'backend/src/testing/bare-server.ts', ...args], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [port] = await once(child.stdout, 'data');
  return { url: `http://127.0.0.1:${String(port).trim()}`, stop: () => child.kill() };
}
