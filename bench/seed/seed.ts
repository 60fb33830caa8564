// Owns the seeded install that benchmarks read: one large organization beside many small ones, in a data folder of its own.
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import postgres, { type Sql } from 'postgres';
import { root } from '../../tools/lib/commands.ts';
import { type Account, createAccount } from '../../tools/testing/fixtures.ts';
import { type RunningKith, startKith } from '../../tools/testing/kith.ts';
import { databaseUrl } from '../database-url.ts';
import { processorTime } from '../processor-time.ts';
import { fillOrganization } from './fill-organization.ts';
import { inLanes } from './lanes.ts';
import { large, neighbours, small, teammates } from './sizes.ts';

/** Where the seeded install lies. */
export const seededHome = join(root, '.cache/bench');

/** Makes the seeded install anew. */
export async function measureSeed(): Promise<string[][]> {
  await rm(seededHome, { recursive: true, force: true });
  const started = performance.now();
  const kith = await startKith({ home: seededHome, env: { KITH_DEMO: 'off', KITH_RATE_LIMIT: '0' } });
  const sql = await openSeeded();
  let processor = 0;
  try {
    await fill(kith, sql);
    const backends = await sql<{ pid: number }[]>`select pid from pg_stat_activity where application_name = 'seed'`;
    processor = await processorTime(backends.map(({ pid }) => pid));
  } finally {
    await sql.end();
    await kith.stop();
  }
  const seconds = Math.round((performance.now() - started) / 1000);
  return [
    ['organizations', 'contacts', 'interactions', 'took', 'processor time of both connections'],
    [
      String(neighbours + 1),
      String(large.contacts + neighbours * small.contacts),
      String(large.interactions + neighbours * small.interactions),
      `${seconds} s`,
      `${Math.round(processor / 1000)} s`,
    ],
  ];
}

/** A privileged pool on the seeded install. */
export const openSeeded = async (): Promise<Sql> =>
  postgres(await databaseUrl(seededHome), {
    max: 2,
    onnotice: () => undefined,
    connection: { application_name: 'seed', synchronous_commit: 'off', work_mem: '64MB' },
  });

async function fill(kith: RunningKith, sql: Sql): Promise<void> {
  const owner = await createAccount(kith.url);
  const others = await Promise.all(Array.from({ length: teammates }, () => createAccount(kith.url)));
  const members = [await userOf(sql, owner)];
  for (const account of others) members.push(await joinTeam(sql, account, owner.organizationId));
  const say = (what: string) => process.stderr.write(`\r${what}      `);
  await fillOrganization(sql, { organizationId: owner.organizationId, members, size: large }, say);
  let filled = 0;
  await inLanes(neighbours, async ({ from, to }) => {
    for (let number = from; number <= to; number += 1) {
      const account = await createAccount(kith.url);
      const place = { organizationId: account.organizationId, members: [await userOf(sql, account)], size: small };
      await fillOrganization(sql, place, () => undefined);
      filled += 1;
      say(`${filled} of ${neighbours} neighbours`);
    }
  });
  say('tidying');
  await sql`vacuum analyze`;
  const { email, password, organizationId } = owner;
  await writeFile(join(seededHome, 'seed.json'), JSON.stringify({ email, password, organizationId }));
}

async function userOf(sql: Sql, { email }: Account): Promise<string> {
  const [user] = await sql<{ id: string }[]>`select id from auth.users where email = ${email}`;
  if (!user) throw new Error('The new person is not there');
  return user.id;
}

async function joinTeam(sql: Sql, account: Account, organizationId: string): Promise<string> {
  const user = await userOf(sql, account);
  await sql`update app.memberships set organization_id = ${organizationId}, role = 'member' where user_id = ${user}`;
  return user;
}
