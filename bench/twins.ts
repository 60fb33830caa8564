// Owns comparing hot reads with their twins that know no row-level security: backend/src/testing/bare-server.ts in a process of its own.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { nodeFlags, root } from '../tools/lib/commands.ts';
import { requestsPerSecond, type Target } from './load.ts';
import { percentile } from './statistics.ts';

const rounds = 5;

export interface TwinsOf {
  /** Privileged Postgres address. */
  database: string;
  /** Access token of whom the API is asked as. */
  token: string;
  organizationId: string;
  /** Whose timeline is read. */
  contactId: string;
  /** Whose board is read. */
  pipelineId: string;
}

export interface Twins {
  url: string;
  stop(): void;
}

/** Starts the twins: `/json/<list>` and `/rows/<list>` for the lists people, timeline and board. */
export async function startTwins({ database, token, organizationId, contactId, pipelineId }: TwinsOf): Promise<Twins> {
  const claims = Buffer.from(token.split('.')[1] ?? '', 'base64url').toString();
  const args = [database, claims, organizationId, contactId, pipelineId];
  const child = spawn(process.execPath, [...nodeFlags, 'backend/src/testing/bare-server.ts', ...args], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [port] = await once(child.stdout, 'data');
  return { url: `http://127.0.0.1:${String(port).trim()}`, stop: () => child.kill() };
}

/** The head of the rows that `compareWithTwins` gives. */
export const comparisonHead = [
  'list',
  'ours, req/s',
  'JSON without RLS',
  'rows without RLS',
  'ours / JSON',
  'ours / rows',
];

/** Measures one list and its two twins in turn, so that whatever else the machine does falls on all alike. */
export async function compareWithTwins(name: string, ours: Target, twins: Twins): Promise<string[]> {
  const targets = [ours, { url: `${twins.url}/json/${name}` }, { url: `${twins.url}/rows/${name}` }];
  const rates = targets.map((): number[] => []);
  for (const target of targets) await requestsPerSecond(target, 1);
  for (let round = 0; round < rounds; round += 1) {
    for (const [place, target] of targets.entries()) rates[place]?.push(await requestsPerSecond(target));
  }
  const medians = rates.map((rate) => percentile(rate, 0.5));
  const [first = 0, ...others] = medians;
  return [name, ...medians.map((rate) => rate.toFixed(0)), ...others.map((rate) => (first / rate).toFixed(2))];
}
