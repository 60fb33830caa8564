// Owns measuring search in an organization of 200,000 contacts beside 49 of 2,000: in a caller's name, beside the bare trigram index
// that asks nobody who they are; and what keeping the documents costs those who write.
import postgres, { type PendingQuery, type Row, type Sql } from 'postgres';
import { type Account, createAccount } from '../tools/testing/fixtures.ts';
import { startKith } from '../tools/testing/kith.ts';
import { databaseUrl } from './database-url.ts';
import { fillOrganization } from './seed/fill-organization.ts';
import { firmWords, firstNames, lastNames } from './seed/names.ts';
import { large, neighbours, small } from './seed/sizes.ts';
import { milliseconds, percentile } from './statistics.ts';

const rounds = 3;
const perKind = 40;
/** Search reads texts, too, but their number hardly matters to it. */
const messages = 100_000;

interface World {
  url: string;
  account: Account;
  userId: string;
  sql: Sql;
}

/** Fills a fresh Kith, asks, and removes everything. */
export async function measureSearch(): Promise<string[][]> {
  const kith = await startKith({ env: { KITH_RATE_LIMIT: '0' } });
  const account = await createAccount(kith.url);
  const sql = postgres(await databaseUrl(kith.home), {
    max: 2,
    onnotice: () => undefined,
    connection: { synchronous_commit: 'off' },
  });
  try {
    await fill(kith.url, sql, account);
    return await compareSearch({ url: kith.url, account, userId: await ownerOf(sql, account.organizationId), sql });
  } finally {
    await sql.end();
    await kith.stop();
    await kith.remove();
  }
}

async function fill(url: string, sql: Sql, account: Account): Promise<void> {
  const say = (what: string) => process.stderr.write(`\r${what}      `);
  const { organizationId } = account;
  const size = { ...large, interactions: messages };
  await fillOrganization(sql, { organizationId, members: [await ownerOf(sql, organizationId)], size }, say);
  for (let number = 1; number <= neighbours; number += 1) {
    const { organizationId: other } = await createAccount(url);
    const members = [await ownerOf(sql, other)];
    await fillOrganization(
      sql,
      { organizationId: other, members, size: { ...small, interactions: 0 } },
      () => undefined,
    );
  }
  await sql`vacuum analyze`;
}

async function ownerOf(sql: Sql, organizationId: string): Promise<string> {
  const [row] = await sql<{ id: string }[]>`
    select user_id as id from app.memberships where organization_id = ${organizationId} and role = 'owner'`;
  if (!row) throw new Error('The organization has no owner');
  return row.id;
}

/** Queries of all sorts, each a different one, so that nothing is answered from memory. */
function queries(): Record<string, string[]> {
  const each = (make: (n: number) => string) => Array.from({ length: perKind }, (_, n) => make(n));
  // The bare index folds nothing, so it is asked for what is plain.
  const plain = (names: string[]) => names.filter((name) => /^[A-Za-z]+$/.test(name));
  const [firsts, lasts] = [plain(firstNames), plain(lastNames)];
  const first = (n: number) => firsts[(n * 5) % firsts.length] ?? '';
  const last = (n: number) => lasts[(n * 3) % lasts.length] ?? '';
  return {
    'first names': each(first),
    'both names': each((n) => `${first(n)} ${last(n)}`),
    'beginnings of three letters': each((n) => last(n).slice(0, 3)),
    firms: each((n) => `${firmWords[n % firmWords.length] ?? ''} ${n * 97 + 1}`),
    'parts of addresses': each((n) => `p${n * 4999 + 1}@fi`),
    'parts of numbers': each((n) => String(n * 4877 + 100_001).padStart(8, '0')),
    'nothing there': each((n) => `wxq${n}zv`),
  };
}

/** Compares on a filled database. */
export async function compareSearch(world: World): Promise<string[][]> {
  const rows: string[][] = [];
  for (const [name, words] of Object.entries(queries())) {
    const [list = [], bare = [], all = []] = await interleaved(words, [
      (query) =>
        asCaller(world, (sql) =>
          peopleBy(sql, world, sql`select app.find_records('contact', ${query}, ${world.account.organizationId})`),
        ),
      (query) => peopleBy(world.sql, world, bareIndex(world, query)),
      (query) => get(world, `/v1/search?q=${encodeURIComponent(query)}`),
    ]);
    const ratio = (percentile(list, 0.95) / percentile(bare, 0.95)).toFixed(2);
    rows.push([
      name,
      ...[list, bare].flatMap((times) => [told(times, 0.5), told(times, 0.95)]),
      ratio,
      told(all, 0.5),
      told(all, 0.95),
    ]);
  }
  const slips = Array.from({ length: perKind }, (_, n) => swap(lastNames[n % lastNames.length] ?? ''));
  const [slipped = []] = await interleaved(slips, [(query) => get(world, `/v1/search?q=${encodeURIComponent(query)}`)]);
  rows.push(['two letters swapped', '', '', '', '', '', told(slipped, 0.5), told(slipped, 0.95)]);
  const head = ['query', 'people p50', 'p95', 'bare index p50', 'p95', 'p95 ratio', 'everything over HTTP p50', 'p95'];
  return [head, ...rows, ...(await writing(world))];
}

const told = (times: number[], share: number) => `${percentile(times, share).toFixed(1)} ms`;
const swap = (word: string) => word.replace(/(..)(.)(.)/, '$1$3$2');

type Ask = (query: string) => Promise<unknown>;

/** Times of each way to ask, in turn, several rounds; the first is not counted. */
async function interleaved(words: string[], ways: Ask[]): Promise<number[][]> {
  const times = ways.map((): number[] => []);
  for (let round = 0; round <= rounds; round += 1) {
    for (const word of words) {
      for (const [place, ask] of ways.entries()) {
        const started = performance.now();
        await ask(word);
        if (round > 0) times[place]?.push(performance.now() - started);
      }
    }
  }
  return times;
}

/** A page of people, as the list reads it: live ones, the most recently active first. */
const peopleBy = (sql: Sql, { account }: World, ids: PendingQuery<Row[]>) => sql`
  select c.id, c.name from app.contacts c
  where c.organization_id = ${account.organizationId} and c.deleted_at is null and c.id in (${ids})
  order by c.active_at desc, c.id desc limit 51`;

/** The trigram index without row-level security, without functions. */
function bareIndex({ sql, account }: World, query: string) {
  const [longest, ...others] = query
    .toLowerCase()
    .split(' ')
    .toSorted((a, b) => b.length - a.length)
    .map((word) => `%${word}%`);
  return sql`
    select d.record_id from app.search_documents d
    where d.organization_id = ${account.organizationId} and d.kind = 'contact' and d.kind in ('contact', 'company', 'deal')
      and d.heading like ${longest ?? ''} and d.heading like all (${others})`;
}

/** In one round trip, as the API does. */
async function asCaller({ sql, userId }: World, ask: (sql: Sql) => Promise<unknown>): Promise<void> {
  const tx = await sql.reserve();
  const claims = JSON.stringify({ sub: userId, role: 'authenticated' });
  await Promise.all([
    tx`begin read only`,
    tx`select set_config('request.jwt.claims', ${claims}, true), set_config('role', 'authenticated', true)`,
    ask(tx),
    tx`commit`,
  ]);
  tx.release();
}

async function get({ url, account }: World, path: string): Promise<void> {
  const response = await fetch(url + path, { headers: { authorization: `Bearer ${account.token}` } });
  if (!response.ok) throw new Error(`${path} was answered with ${response.status}`);
  await response.text();
}

/** What 5,000 contacts with a point each cost, with their documents and without. */
async function writing({ sql, account }: World): Promise<string[][]> {
  const times: Record<'with' | 'without', number[]> = { with: [], without: [] };
  for (let round = 0; round < rounds; round += 1) {
    for (const which of ['with', 'without'] as const) {
      const undone = new Error('Undone');
      const started = performance.now();
      await sql
        .begin(async (tx) => {
          if (which === 'without') await tx`set local session_replication_role = replica`;
          await tx`
            insert into app.contacts (id, organization_id, name, title)
            select md5('bench' || n)::uuid, ${account.organizationId}, 'Person ' || md5(n::text), 'Buyer' from generate_series(1, 5000) as n`;
          await tx`
            insert into app.contact_points (organization_id, contact_id, kind, value, normalized)
            select ${account.organizationId}, md5('bench' || n)::uuid, 'email', md5(n::text) || '@bench.example', md5(n::text) || '@bench.example'
            from generate_series(1, 5000) as n`;
          await tx`set constraints all immediate`;
          times[which].push(performance.now() - started);
          throw undone;
        })
        .catch((error: unknown) => {
          if (error !== undone) throw error;
        });
    }
  }
  const median = (which: 'with' | 'without') => milliseconds(percentile(times[which], 0.5));
  return [
    [
      `writing 5,000 contacts: ${median('with')}; without any trigger: ${median('without')}`,
      '',
      '',
      '',
      '',
      '',
      '',
      '',
    ],
  ];
}
