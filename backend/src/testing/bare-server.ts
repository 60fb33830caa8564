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
import { listItemFields } from '../contacts/contact-queries.ts';
import { listContacts } from '../contacts/list-contacts.ts';
import { oneAtATime, reading } from '../db/pool.ts';
import type { Tx } from '../db/tenant.ts';
import { dealItemFields } from '../deals/deal-queries.ts';
import { readBoard } from '../deals/read-board.ts';
import { readEnv } from '../env.ts';
import { createApp } from '../http/app.ts';
import { interactionFields, interactionTexts } from '../interactions/interaction-queries.ts';
import { buildDeps } from '../start/build-deps.ts';
import { listTimeline } from '../timeline/list-timeline.ts';
import { TimelineKind } from '../timeline/schema.ts';

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
const asJson: Record<string, (tx: Tx) => Promise<string>> = {
  people: (tx) => listContacts({ tx }, { limit, deleted: 'false' }),
  timeline: (tx) => listTimeline({ tx }, { type: 'contact', id: contactId, limit, kinds: TimelineKind.options }),
  board: (tx) => readBoard({ tx }, { pipelineId, limit: cards }),
};

type Items = Promise<{ item: unknown }[]>;
const itemsOf = async (rows: Items) => ({ items: (await rows).map(({ item }) => item) });

/** Each list as most programs read it: rows come out, Node writes the JSON. */
const asRows: Record<string, (tx: Tx) => Promise<object>> = {
  people: (tx) =>
    itemsOf(tx`
    select json_build_object(${listItemFields(tx)}) as item from (
      select * from app.contacts where organization_id = ${organizationId} and deleted_at is null
      order by active_at desc, id desc limit ${limit}) c`),
  timeline: (tx) =>
    itemsOf(tx`
    select json_build_object(${interactionFields(tx)}) as item from (
      select * from app.interactions
      where organization_id = ${organizationId} and contact_id = ${contactId} and deleted_at is null
      order by occurred_at desc, id desc limit ${limit}) i ${interactionTexts(tx)}`),
  board: async (tx) => ({
    stages: await tx`
      select s.id, s.name, s.kind, s.probability, t.currency, t.deals::int as count, t.amount::float8 as amount
      from app.pipeline_stages s left join app.stage_totals t on t.organization_id = s.organization_id and t.stage_id = s.id
      where s.organization_id = ${organizationId} and s.pipeline_id = ${pipelineId} and s.deleted_at is null order by s.rank`,
    ...(await itemsOf(tx`
      select json_build_object(${dealItemFields(tx)}) as item from app.pipeline_stages stage
      cross join lateral (
        select * from app.deals
        where organization_id = ${organizationId} and stage_id = stage.id and deleted_at is null order by rank limit ${cards}) d
      where stage.organization_id = ${organizationId} and stage.pipeline_id = ${pipelineId} and stage.deleted_at is null`)),
  }),
};

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
