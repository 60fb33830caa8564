// Owns measuring what the exports of a large organization take. Run by bench/export.ts; prints JSON.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Deps } from '../../deps.ts';
import { readEnv } from '../../env.ts';
import { createApp } from '../../http/app.ts';
import { buildDeps, type Cleanup, undo } from '../../start/build-deps.ts';

const contacts = 50_000;

interface Measured {
  name: string;
  seconds: number;
  bytes: number;
  /** How much the process grew at most, in bytes. */
  grown: number;
}

async function measureExports(): Promise<Measured[]> {
  const home = await mkdtemp(join(tmpdir(), 'kith-bench-'));
  const cleanup: Cleanup = [() => rm(home, { recursive: true, force: true })];
  try {
    const deps = await buildDeps(readEnv({ KITH_HOME: home, LOG_LEVEL: 'error' }), 0, cleanup);
    const token = await fill(deps);
    const app = createApp(deps);
    const measured: Measured[] = [];
    // The first warms up.
    for (const name of ['companies.csv', 'contacts.csv', 'contacts.vcf', 'full.json']) {
      const ask = () => app.request(`/v1/export/${name}`, { headers: { authorization: `Bearer ${token}` } });
      measured.push({ name, ...(await measure(ask)) });
    }
    return measured.slice(1);
  } finally {
    await undo(cleanup);
  }
}

async function measure(ask: () => Response | Promise<Response>): Promise<Omit<Measured, 'name'>> {
  const before = process.memoryUsage.rss();
  const began = performance.now();
  let [bytes, most] = [0, before];
  const { body } = await ask();
  if (!body) throw new Error('The export has no body');
  for await (const piece of body) {
    bytes += piece.length;
    most = Math.max(most, process.memoryUsage.rss());
  }
  return { seconds: (performance.now() - began) / 1000, bytes, grown: most - before };
}

/** @returns the token of the owner of an organization with so many contacts, each with an address and a phone number. */
async function fill({ admin, tokens }: Deps): Promise<string> {
  const [user] = await admin<
    { id: string }[]
  >`insert into auth.users (email) values ('bench@people.example') returning id`;
  if (!user) throw new Error('The user was not inserted');
  await admin`
    with place as (select organization_id from app.memberships where user_id = ${user.id})
    insert into app.contacts (organization_id, name, title, notes)
    select organization_id, 'Person ' || n, 'Buyer', repeat('Met at the fair. ', 5) from place, generate_series(1, ${contacts}) as n`;
  await admin`
    insert into app.contact_points (organization_id, contact_id, kind, value, normalized)
    select c.organization_id, c.id, k.kind, k.value, k.value from app.contacts c,
      lateral (values ('email', 'p' || substr(c.name, 8) || '@people.example'), ('phone', '+4930' || substr(c.name, 8)))
        as k (kind, value)`;
  return (await tokens.sign({ sub: user.id, role: 'authenticated' }, 3600)).token;
}

process.stdout.write(JSON.stringify(await measureExports()));
