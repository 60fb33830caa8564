// Owns comparing the hot lists with their twins that know no row-level security, on the seeded install.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createKithClient, discoverInstall, unwrap } from '@kith/sdk';
import { createClient } from '@supabase/supabase-js';
import { startKith } from '../tools/testing/kith.ts';
import { databaseUrl } from './database-url.ts';
import { openSeeded, seededHome } from './seed/seed.ts';
import { comparisonHead, startTwins } from './twins.ts';

/** Requests a second of each list, ours and the twins' in turn. Needs `npm run bench seed` first. */
export async function measureLists(): Promise<string[][]> {
  const kith = await startKith({ home: seededHome, env: { KITH_DEMO: 'off', KITH_RATE_LIMIT: '0' } });
  const { token, organizationId } = await signIn(kith.url);
  const contactId = await busiestContact(organizationId);
  const pipelineId = await firstPipeline(kith.url, token);
  const database = await databaseUrl(seededHome);
  const twins = await startTwins({ kith, database, token, organizationId, contactId, pipelineId });
  const rows = [
    await twins.compare('people', '/v1/contacts?limit=50'),
    await twins.compare('timeline', `/v1/contacts/${contactId}/timeline?limit=50`),
    await twins.compare('board', `/v1/pipelines/${pipelineId}/board?limit=25`),
  ];
  await twins.stop();
  await kith.stop();
  return [comparisonHead, ...rows];
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
