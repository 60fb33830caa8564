// Owns the twins that benchmarks compare the API with: Kith itself on connections that no policy binds, and the same reads over the
// same tables as a bare program serves them that asks nobody who they are. Whoever reaches these reads everything of one organization:
// for loopback and invented people only. Prints the ports of both.
// Usage: bare-server.ts <postgres address> <claims as JSON> <organization id> <contact id> <pipeline id> <KITH_HOME> <Kith's address>
import { once } from 'node:events';
import { createServer } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { Hono } from 'hono';
import postgres from 'postgres';
import { z } from 'zod';
import { listContacts } from '../contacts/list-contacts.ts';
import { oneAtATime, reading } from '../db/pool.ts';
import type { Tx } from '../db/tenant.ts';
import { readBoard } from '../deals/read-board.ts';
import { readEnv } from '../env.ts';
import { createApp } from '../http/app.ts';
import { buildDeps } from '../start/build-deps.ts';
import { listTimeline } from '../timeline/list-timeline.ts';
import { TimelineKind } from '../timeline/schema.ts';
import { rowsTwins } from './rows-twins.ts';

const [url, claims, organizationId, contactId, pipelineId, home, kithUrl] = z
  .tuple([z.url(), z.string(), z.uuid(), z.uuid(), z.uuid(), z.string(), z.url()])
  .parse(process.argv.slice(2));
const limit = 50;
const cards = 25;

// Whom and where a connection asks for is settled once, when it opens; a read is one query and nothing else. Its plan is kept, as
// that of the API is.
const sql = postgres(url, {
  max: 8,
  connection: {
    plan_cache_mode: 'force_generic_plan',
    application_name: 'twins',
    TimeZone: 'UTC',
    'kith.organization': organizationId,
    'request.jwt.claims': claims,
  },
});

/** The API's own queries, with nobody to ask whether the caller may. */
const asJson: Record<string, (tx: Tx) => Promise<Buffer<ArrayBuffer>>> = {
  people: (tx) => listContacts({ tx }, { limit, deleted: 'false' }),
  timeline: (tx) => listTimeline({ tx }, { type: 'contact', id: contactId, limit, kinds: TimelineKind.options }),
  board: (tx) => readBoard({ tx }, { pipelineId, limit: cards }),
};

/** Each list as most programs read it. */
const asRows = rowsTwins({ organizationId, contactId, pipelineId, limit, cards });

/** Runs a read on a connection outside any transaction. */
async function plainly<T>(read: (tx: Tx) => Promise<T>): Promise<T> {
  const tx = await sql.reserve();
  try {
    return await read(tx);
  } finally {
    tx.release();
  }
}

const app = new Hono();
for (const [name, read] of Object.entries(asJson)) {
  app.get(`/json/${name}`, async () => {
    return new Response(await plainly(read), { headers: { 'content-type': 'application/json' } });
  });
}
for (const [name, read] of Object.entries(asRows)) {
  app.get(`/rows/${name}`, async () => Response.json(await plainly(read)));
}

/** The whole of Kith, gate included, but for policies. */
async function withoutPolicies() {
  const env = readEnv({ KITH_HOME: home, DATABASE_URL: url, PUBLIC_URL: kithUrl, KITH_RATE_LIMIT: '0' });
  const deps = await buildDeps(env, 0, []);
  return createApp({ ...deps, reader: oneAtATime(url, 8, { ...reading, application_name: 'twins' }) });
}

const portOf = async ({ fetch }: Pick<Hono, 'fetch'>) => {
  const server = createServer(getRequestListener(fetch)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return typeof address === 'object' && address ? address.port : '';
};
console.log(await portOf(app), await portOf(await withoutPolicies()));
