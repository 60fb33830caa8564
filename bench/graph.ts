// Owns measuring the graph on one organization of a million edges: paths and neighbourhoods over the API, in a caller's name,
// beside plain SQL that asks nobody who they are.
import postgres, { type Sql } from 'postgres';
import { type Account, createAccount } from '../tools/testing/fixtures.ts';
import { startKith } from '../tools/testing/kith.ts';
import { databaseUrl } from './database-url.ts';
import { drawGraph, hubNumber } from './graph/draw-graph.ts';
import { addTwin, asTwin } from './graph/twin.ts';
import { percentile } from './statistics.ts';

const questions = 100;
const warmUp = 5;

interface World {
  url: string;
  account: Account;
  sql: Sql;
  /** Ids of the people by number, from 0. */
  contacts: string[];
}

/** Draws the graph into a fresh Kith, asks, and removes everything. */
export async function measureGraph(): Promise<string[][]> {
  const kith = await startKith({ env: { KITH_RATE_LIMIT: '0' } });
  const account = await createAccount(kith.url);
  const sql = postgres(await databaseUrl(kith.home), { max: 1, onnotice: () => undefined });
  try {
    const { edges, contacts } = await drawGraph(sql, account);
    await addTwin(sql, account.organizationId);
    const rows = await askAll({ url: kith.url, account, sql, contacts });
    return [[`${edges.toLocaleString('en')} edges`, 'p50', 'p95', 'worst'], ...rows];
  } finally {
    await sql.end();
    await kith.stop();
    await kith.remove();
  }
}

type Ask = (index: number) => Promise<unknown>;

function questionsOf(world: World): Record<string, Ask> {
  const { sql, account, contacts } = world;
  const person = (index: number) => contacts[((index + 1) * 7919) % contacts.length] ?? '';
  const hub = (index: number) => contacts[hubNumber(index)] ?? '';
  const paths = (from: string, to: string) => get(world, `/v1/graph/paths?from=${from}&to=contact:${to}`);
  const around = (id: string) => get(world, `/v1/graph/neighbourhood?record=contact:${id}&depth=2`);
  return {
    'paths between two people': (n) => paths(`contact:${person(n)}`, person(n + 500)),
    'the same, plain SQL without RLS': (n) => sql`select bench.best_paths(${person(n)}, ${person(n + 500)})`,
    'the same, plain SQL under RLS': (n) => asTwin(sql, account, [person(n), person(n + 500)]),
    'paths from a hub of 10,000 edges to another': (n) => paths(`contact:${hub(n)}`, hub(n + 1)),
    'paths from a person to a hub': (n) => paths(`contact:${person(n)}`, hub(n)),
    'which teammate can introduce us': (n) => paths('team', person(n)),
    'whom I know on the way': (n) => paths('me', person(n)),
    'neighbourhood, depth 2': (n) => around(person(n)),
    'neighbourhood of a hub, depth 2': (n) => around(hub(n)),
  };
}

/** Asks in turn, so that whatever else the machine does falls on all alike. */
async function askAll(world: World): Promise<string[][]> {
  const asked = questionsOf(world);
  const samples = new Map<string, number[]>(Object.keys(asked).map((name) => [name, []]));
  for (let index = -warmUp; index < questions; index += 1) {
    for (const [name, ask] of Object.entries(asked)) {
      const started = performance.now();
      await ask(index < 0 ? questions - index : index);
      if (index >= 0) samples.get(name)?.push(performance.now() - started);
    }
  }
  const told = (times: number[]) => [0.5, 0.95, 1].map((share) => `${percentile(times, share).toFixed(1)} ms`);
  return [...samples].map(([name, times]) => [name, ...told(times)]);
}

async function get({ url, account }: World, path: string): Promise<void> {
  const response = await fetch(new URL(path, url), { headers: { authorization: `Bearer ${account.token}` } });
  const text = await response.text();
  if (!response.ok) throw new Error(`${path} was answered with ${response.status}: ${text}`);
}
