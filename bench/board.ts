// Owns measuring the board on a pipeline of a hundred thousand deals: reads beside twins without row-level security, and how long
// a move takes from click to answer.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { unwrap } from '@kith/sdk';
import postgres, { type Sql } from 'postgres';
import { nodeFlags, root } from '../tools/lib/commands.ts';
import { type Account, createAccount } from '../tools/testing/fixtures.ts';
import { startKith } from '../tools/testing/kith.ts';
import { requestsPerSecond, type Target } from './load.ts';
import { percentile } from './statistics.ts';

const deals = 100_000;
const rounds = 5;
const moves = 100;

/** Seeds a fresh Kith, asks, and removes everything. */
export async function measureBoard(): Promise<string[][]> {
  const kith = await startKith({ env: { KITH_DEMO: 'off' } });
  const account = await createAccount(kith.url);
  const [password, port] = await Promise.all(
    ['db-password', 'db-port'].map((name) => readFile(join(kith.home, name), 'utf8')),
  );
  const address = `postgres://postgres:${password}@127.0.0.1:${port}/kith`;
  const sql = postgres(address, { max: 1, onnotice: () => undefined });
  try {
    const pipelineId = await seed(sql, account);
    const bare = await startBare([address, account.organizationId, pipelineId]);
    const headers = { authorization: `Bearer ${account.token}` };
    const read = await compare({
      ours: { url: `${kith.url}/v1/pipelines/${pipelineId}/board?limit=25`, headers },
      'JSON without RLS': { url: `${bare.url}/json` },
      'rows without RLS': { url: `${bare.url}/rows` },
      'JSON without RLS that counts': { url: `${bare.url}/counting` },
    });
    bare.stop();
    return [['board of 100,000 deals', 'median', 'ours / this'], ...read, ...(await moveMany(account, pipelineId))];
  } finally {
    await sql.end();
    await kith.stop();
    await kith.remove();
  }
}

/** Deals in every stage, by one statement past the triggers; the totals are then counted once. @returns the pipeline's id. */
async function seed(sql: Sql, { organizationId }: Account): Promise<string> {
  await sql`set session_replication_role = replica`;
  await sql`
    insert into app.deals (organization_id, name, pipeline_id, stage_id, rank, amount, currency)
    select ${organizationId}, 'Pilot ' || n, s.pipeline_id, s.id, 'h' || lpad(to_hex(n), 8, '0') || 'V', n * 100,
      (array['EUR', 'USD', 'RUB'])[1 + n % 3]
    from generate_series(1, ${deals}::int) as n
    join (select s.*, row_number() over (order by rank) - 1 as nth from app.pipeline_stages s
      where organization_id = ${organizationId}) s on s.nth = n % 6`;
  await sql`set session_replication_role = origin`;
  await sql`select app.recount_stages(${organizationId})`;
  await sql`vacuum analyze`;
  const [row] = await sql<{ id: string }[]>`select id from app.pipelines where organization_id = ${organizationId}`;
  return row?.id ?? '';
}

/** In turn, so that whatever else the machine does falls on all alike. */
async function compare(targets: Record<string, Target>): Promise<string[][]> {
  const rates = Object.keys(targets).map((): number[] => []);
  for (const target of Object.values(targets)) await requestsPerSecond(target, 1);
  for (let round = 0; round < rounds; round += 1) {
    for (const [nth, target] of Object.values(targets).entries()) rates[nth]?.push(await requestsPerSecond(target));
  }
  const medians = rates.map((rate) => percentile(rate, 0.5));
  const [first = 0] = medians;
  return Object.keys(targets).map((name, nth) => {
    const rate = medians[nth] ?? Number.NaN;
    return [name, `${rate.toFixed(0)} req/s`, (first / rate).toFixed(2)];
  });
}

async function moveMany({ api }: Account, pipelineId: string): Promise<string[][]> {
  const params = { path: { id: pipelineId }, query: { limit: 100 } };
  const { stages } = await unwrap(api.GET('/v1/pipelines/{id}/board', { params }));
  const [from, to] = stages;
  const times: number[] = [];
  for (const deal of from?.deals.slice(0, moves) ?? []) {
    const started = performance.now();
    const body = { stageId: to?.id ?? '' };
    await unwrap(api.POST('/v1/deals/{id}/move', { params: { path: { id: deal.id } }, body }));
    times.push(performance.now() - started);
  }
  const told = (share: number) => `${percentile(times, share).toFixed(1)} ms`;
  return [[`${times.length} moves to another stage`, `p50 ${told(0.5)}`, `p95 ${told(0.95)}`]];
}

async function startBare(args: string[]) {
  const child = spawn(process.execPath, [...nodeFlags, 'backend/src/testing/bare-board.ts', ...args], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [port] = await once(child.stdout, 'data');
  return { url: `http://127.0.0.1:${String(port).trim()}`, stop: () => child.kill() };
}
