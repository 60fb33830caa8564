// Owns measuring the board on a pipeline of a hundred thousand deals: reads beside twins without row-level security, and how long
// a move takes from click to answer.
import { unwrap } from '@kith/sdk';
import postgres, { type Sql } from 'postgres';
import { type Account, createAccount } from '../tools/testing/fixtures.ts';
import { startKith } from '../tools/testing/kith.ts';
import { databaseUrl } from './database-url.ts';
import { percentile } from './statistics.ts';
import { comparisonHead, startTwins } from './twins.ts';

const deals = 100_000;
const moves = 100;

/** Seeds a fresh Kith, asks, and removes everything. */
export async function measureBoard(): Promise<string[][]> {
  const kith = await startKith({ env: { KITH_DEMO: 'off', KITH_RATE_LIMIT: '0' } });
  const account = await createAccount(kith.url);
  const address = await databaseUrl(kith.home);
  const sql = postgres(address, { max: 1, onnotice: () => undefined });
  try {
    const pipelineId = await seed(sql, account);
    const { token, organizationId } = account;
    // Nobody's timeline is asked for.
    const twins = await startTwins({
      kith,
      database: address,
      token,
      organizationId,
      contactId: organizationId,
      pipelineId,
    });
    const read = await twins.compare('board', `/v1/pipelines/${pipelineId}/board?limit=25`);
    await twins.stop();
    return [comparisonHead, read, ...(await moveMany(account, pipelineId))];
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
