// Owns the twins that benchmarks compare the API with: the same reads over the same tables as a program without row-level
// security would serve them. Whoever reaches it reads everything of one organization: for loopback and invented people only.
// Usage: bare-server.ts <postgres address> <organization id> <contact id>
import { createServer } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { Hono } from 'hono';
import postgres from 'postgres';
import { z } from 'zod';
import { listItemFields } from '../contacts/contact-queries.ts';
import type { Tx } from '../db/tenant.ts';
import { interactionFields, interactionTexts } from '../interactions/interaction-queries.ts';

const [url, organizationId, contactId] = z.tuple([z.url(), z.uuid(), z.uuid()]).parse(process.argv.slice(2));
const limit = 50;

const sql = postgres(url, { max: 8, connection: { TimeZone: 'UTC' } });

const people = (tx: Tx) => tx`
  select c.* from app.contacts c where c.organization_id = ${organizationId} and c.deleted_at is null
  order by c.active_at desc, c.id desc limit ${limit}`;
const messages = (tx: Tx) => tx`
  select i.* from app.interactions i
  where i.organization_id = ${organizationId} and i.contact_id = ${contactId} and i.deleted_at is null
  order by i.occurred_at desc, i.id desc limit ${limit}`;

/** Each list as one JSON text that Postgres wrote. */
const asJson: Record<string, (tx: Tx) => Promise<{ json: string }[]>> = {
  people: (tx) => tx`
    select json_build_object('items', json_agg(json_build_object(${listItemFields(tx)})))::text as json
    from (${people(tx)}) c`,
  timeline: (tx) => tx`
    select json_build_object('items', json_agg(json_build_object(${interactionFields(tx)})))::text as json
    from (${messages(tx)}) i ${interactionTexts(tx)}`,
};

/** Each list as most programs read it: rows come out, Node writes the JSON. */
const asRows: Record<string, (tx: Tx) => Promise<{ item: unknown }[]>> = {
  people: (tx) => tx`select json_build_object(${listItemFields(tx)}) as item from (${people(tx)}) c`,
  timeline: (tx) => tx`
    select json_build_object(${interactionFields(tx)}) as item from (${messages(tx)}) i ${interactionTexts(tx)}`,
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
    const [row] = await plainly(read);
    return new Response(row?.json ?? null, { headers: { 'content-type': 'application/json' } });
  });
}
for (const [name, read] of Object.entries(asRows)) {
  app.get(`/rows/${name}`, async (c) => c.json({ items: (await plainly(read)).map(({ item }) => item) }));
}

const server = createServer(getRequestListener(app.fetch)).listen(0, '127.0.0.1', () => {
  const address = server.address();
  console.log(typeof address === 'object' && address ? address.port : '');
});
