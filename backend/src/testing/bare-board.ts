// Owns the twins that the board's benchmark compares with: the same board without row-level security, with the totals that are
// kept, and counted on every read as it was before. For loopback and invented deals only.
// Usage: bare-board.ts <postgres address> <organization id> <pipeline id>
import { createServer } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { Hono } from 'hono';
import postgres from 'postgres';
import { z } from 'zod';
import type { Tx } from '../db/tenant.ts';
import { dealItemFields } from '../deals/deal-queries.ts';
import { boardJson } from '../deals/read-board.ts';

const [url, organizationId, pipelineId] = z.tuple([z.url(), z.uuid(), z.uuid()]).parse(process.argv.slice(2));
const limit = 25;
const sql = postgres(url, { max: 8, connection: { TimeZone: 'UTC' } });

const pipeline = (tx: Tx) => tx`app.pipelines p where p.organization_id = ${organizationId} and p.id = ${pipelineId}`;
const counted = (tx: Tx) => tx`
  select t.stage_id, t.currency, sum(t.amount) as amount, count(*) as count from app.deals t
  where t.organization_id = ${organizationId} and t.pipeline_id = ${pipelineId} and t.deleted_at is null group by 1, 2`;

const reads: Record<string, (tx: Tx) => Promise<{ json: string }[]>> = {
  json: (tx) => tx`select (${boardJson(tx, limit)})::text as json from ${pipeline(tx)}`,
  counting: (tx) => tx`
    select json_build_object('board', ${boardJson(tx, limit)}, 'counted', (select json_agg(c) from (${counted(tx)}) c))::text as json
    from ${pipeline(tx)}`,
};

const app = new Hono();
for (const [name, read] of Object.entries(reads)) {
  app.get(`/${name}`, async () => {
    const tx = await sql.reserve();
    try {
      const [row] = await read(tx);
      return new Response(row?.json ?? null, { headers: { 'content-type': 'application/json' } });
    } finally {
      tx.release();
    }
  });
}
// As most programs read it: one query for the stages, one for the cards, and Node writes the JSON.
app.get('/rows', async () => {
  const tx = await sql.reserve();
  try {
    const stages = await tx`
      select s.id, s.name, s.kind, s.probability, t.currency, t.deals::int as count, t.amount::float8 as amount
      from app.pipeline_stages s left join app.stage_totals t on t.organization_id = s.organization_id and t.stage_id = s.id
      where s.organization_id = ${organizationId} and s.pipeline_id = ${pipelineId} and s.deleted_at is null order by s.rank`;
    const cards = await tx`
      select json_build_object(${dealItemFields(tx)}) as item from app.pipeline_stages s
      cross join lateral (
        select d.* from app.deals d
        where d.organization_id = s.organization_id and d.stage_id = s.id and d.deleted_at is null order by d.rank limit ${limit}) d
      where s.organization_id = ${organizationId} and s.pipeline_id = ${pipelineId} and s.deleted_at is null`;
    return Response.json({ stages, cards: cards.map((row) => row['item']) });
  } finally {
    tx.release();
  }
});

const server = createServer(getRequestListener(app.fetch));
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  if (typeof address === 'object' && address) console.log(address.port);
});
