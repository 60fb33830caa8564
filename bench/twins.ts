// Owns comparing hot reads with their twins that know no row-level security: Kith itself without policies, and a bare program that
// asks nobody who they are; backend/src/testing/bare-server.ts in a process of its own.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import postgres from 'postgres';
import { root, serverFlags } from '../tools/lib/commands.ts';
import type { RunningKith } from '../tools/testing/kith.ts';
import { type Load, putLoadOn, type Target } from './load.ts';
import { processorTime } from './processor-time.ts';
import { percentile } from './statistics.ts';

const rounds = 5;

export interface TwinsOf {
  kith: RunningKith;
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
  /** Measures one list and its three twins in turn, so that whatever else the machine does falls on all alike. */
  compare(name: 'people' | 'timeline' | 'board', path: string): Promise<string[]>;
  stop(): Promise<void>;
}

/** The head of the rows that `compare` gives. */
export const comparisonHead = [
  'list',
  'ours',
  'without RLS',
  'bare JSON',
  'bare rows',
  'ours / without RLS',
  'ours / bare JSON',
  'ours / bare rows',
  'processor time, ours',
  'without RLS',
  'bare JSON',
  'bare rows',
  'without RLS / ours',
  'bare JSON / ours',
  'bare rows / ours',
];

/** Starts the twins of the lists people, timeline and board. */
export async function startTwins(of: TwinsOf): Promise<Twins> {
  const { kith, database, token, organizationId, contactId, pipelineId } = of;
  const claims = Buffer.from(token.split('.')[1] ?? '', 'base64url').toString();
  const args = [database, claims, organizationId, contactId, pipelineId, kith.home, kith.url];
  const child = spawn(process.execPath, [...serverFlags, 'backend/src/testing/bare-server.ts', ...args], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [port] = await Promise.race([once(child.stdout, 'data'), ended(child)]);
  const [bare, itself] = String(port)
    .trim()
    .split(' ')
    .map((one) => `http://127.0.0.1:${one}`);
  const sql = postgres(database, { max: 1, onnotice: () => undefined });
  const pidsOf = async (server: number | undefined, name: string) => {
    const backends = await sql<{ pid: number }[]>`select pid from pg_stat_activity where application_name = ${name}`;
    return [server ?? 0, ...backends.map(({ pid }) => pid)];
  };
  return {
    compare: async (name, path) => {
      const ours = () => pidsOf(kith.process.pid, 'kith');
      const twins = () => pidsOf(child.pid, 'twins');
      const headers = { authorization: `Bearer ${token}` };
      return compare(name, [
        { url: kith.url + path, headers, pids: ours },
        { url: itself + path, headers, pids: twins },
        { url: `${bare}/json/${name}`, pids: twins },
        { url: `${bare}/rows/${name}`, pids: twins },
      ]);
    },
    stop: async () => {
      child.kill();
      await sql.end();
    },
  };
}

async function ended(child: ChildProcess): Promise<never> {
  const [code] = await once(child, 'exit');
  throw new Error(`The twins ended with code ${code}`);
}

interface Measured extends Target {
  /** The server and its database connections. */
  pids(): Promise<number[]>;
}

async function compare(name: string, targets: Measured[]): Promise<string[]> {
  const samples = targets.map((): (Load & { took: number })[] => []);
  // Opens the connections, too.
  for (const target of targets) await putLoadOn(target, 1);
  for (let round = 0; round < rounds; round += 1) {
    for (const [place, target] of targets.entries()) {
      const pids = await target.pids();
      const before = await processorTime(pids);
      const load = await putLoadOn(target);
      samples[place]?.push({ ...load, took: (await processorTime(pids)) - before });
    }
  }
  const rates = samples.map((each) =>
    percentile(
      each.map(({ rate }) => rate),
      0.5,
    ),
  );
  const costs = samples.map((each) =>
    percentile(
      each.map(({ took, requests }) => took / requests),
      0.5,
    ),
  );
  const [ours = 0, ...others] = rates;
  const [cost = 0, ...otherCosts] = costs;
  return [
    name,
    ...rates.map((rate) => `${rate.toFixed(0)} req/s`),
    ...others.map((rate) => (ours / rate).toFixed(2)),
    ...costs.map((one) => `${one.toFixed(2)} ms`),
    ...otherCosts.map((one) => (one / cost).toFixed(2)),
  ];
}
