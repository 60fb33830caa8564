// Owns measuring changes of very many records, which jobs make part by part, in a Kith of its own.
import { unwrap } from '@kith/sdk';
import postgres, { type Sql } from 'postgres';
import { type Account, createAccount } from '../tools/testing/fixtures.ts';
import { startKith } from '../tools/testing/kith.ts';
import { databaseUrl } from './database-url.ts';
import { kithProcessorTime } from './kith-processor-time.ts';
import { milliseconds } from './statistics.ts';
import { untilEnded } from './until-ended.ts';

const people = 50_000;
const messages = 20_000;
const edited = 20_000;

interface World {
  account: Account;
  sql: Sql;
  /** What Kith and its database have used of all processors until now, in milliseconds. */
  used(): Promise<number>;
}

/** 50,000 people who have an option, 20,000 messages with a text each. */
export async function measureParts(): Promise<string[][]> {
  const kith = await startKith({ env: { KITH_DEMO: 'off', KITH_RATE_LIMIT: '0' } });
  const sql = postgres(await databaseUrl(kith.home), { max: 1, onnotice: () => undefined });
  try {
    return await measureAll({ account: await createAccount(kith.url), sql, used: () => kithProcessorTime(kith) });
  } finally {
    await sql.end();
    await kith.stop();
    await kith.remove();
  }
}

async function measureAll(world: World): Promise<string[][]> {
  const { account, sql } = world;
  const { api } = account;
  const field = await fill(world);
  const params = { path: { id: field.id }, header: { 'if-match': `"${field.version}"` } };
  const renamed = [{ key: 'north', label: 'Far north' }];
  const rows = [['a job over', 'took', 'processor time', 'of it in the first half']];
  const measure = async (name: string, count: number, start: () => Promise<string | null | undefined>) =>
    rows.push([name, ...(await followed(world, count, start))]);
  await measure(`an option that ${people} have: renamed`, people, async () => {
    const body = { options: renamed };
    return (await unwrap(api.PATCH('/v1/custom-fields/{id}', { params, body }))).optionsJobId;
  });
  const ids = await sql<{ id: string }[]>`
    select id from app.contacts where organization_id = ${account.organizationId} order by id limit ${edited}`;
  let undoToken = '';
  const undo = async () => (await unwrap(api.POST('/v1/undo', { body: { undoToken } }))).jobId;
  await measure(`${edited} people: a tag added`, edited, async () => {
    const body = { ids: ids.map(({ id }) => id), addTags: ['Fair'] };
    const started = await unwrap(api.POST('/v1/contacts/bulk-job', { body }));
    undoToken = started.undoToken ?? '';
    return started.jobId;
  });
  await measure(`${edited} people: the tag taken back`, edited, undo);
  await measure(`${messages} messages: another level`, messages, async () => {
    const body = { level: 'full' as const, applyToLogged: true };
    const started = await unwrap(api.PUT('/v1/mail-sharing', { body }));
    undoToken = started.undoToken ?? '';
    return started.jobId;
  });
  await measure(`${messages} messages: the level taken back`, messages, undo);
  return rows;
}

/** Everything that triggers keep of them is kept, as for anybody. */
async function fill({ account: { api, organizationId }, sql }: World) {
  const body = {
    recordType: 'contact' as const,
    name: 'Region',
    type: 'select' as const,
    options: [{ key: 'north', label: 'North' }],
  };
  const field = await unwrap(api.POST('/v1/custom-fields', { body }));
  for (let from = 0; from < people; from += 5000) {
    await sql`
      insert into app.contacts (organization_id, name, title, fields)
      select ${organizationId}, 'Person ' || n, 'Engineer ' || n % 40, jsonb_build_object(${field.key}::text, 'north')
      from generate_series(${from}::int + 1, ${from}::int + 5000) n`;
  }
  const [owner] = await sql<{ id: string }[]>`
    select user_id as id from app.memberships where organization_id = ${organizationId}`;
  for (let from = 0; from < messages; from += 5000) {
    await sql.begin(async (tx) => {
      await tx`
        insert into app.interactions (organization_id, contact_id, channel, external_id, direction, occurred_at, visibility, has_body,
          logged_by)
        select ${organizationId}, c.id, 'email', 'm' || ${from}::int + c.nth, 'inbound', now() - c.nth * interval '1 minute', 'subject',
          true, ${owner?.id ?? ''}
        from (
          select id, row_number() over (order by id) as nth from app.contacts
          where organization_id = ${organizationId} order by id offset ${from} limit 5000) c`;
      await tx`
        insert into app.interaction_texts (interaction_id, part, organization_id, logged_by, visibility, content)
        select i.id, 'body', i.organization_id, i.logged_by, i.visibility,
          'Here are the figures for order ' || i.external_id || '. ' || repeat('Shall we talk on Thursday about it? ', 10)
        from app.interactions i where i.organization_id = ${organizationId}
          and not exists (select from app.interaction_texts t where t.interaction_id = i.id)`;
    });
  }
  await sql`vacuum analyze`;
  return field;
}

/** Runs a job to its end. */
async function followed(
  { account: { api }, used }: World,
  count: number,
  start: () => Promise<string | null | undefined>,
) {
  const [began, before] = [performance.now(), await used()];
  const id = await start();
  if (!id) throw new Error('There is no job');
  let half: number | undefined;
  const read = async () => {
    const now = await unwrap(api.GET('/v1/jobs/{id}', { params: { path: { id } } }));
    if (half === undefined && now.done >= count / 2) half = (await used()) - before;
    return now;
  };
  const job = await untilEnded(read, ({ state }) => state !== 'queued' && state !== 'running');
  if (job.state !== 'done' || job.done !== count) throw new Error(`The job ended ${job.state} at ${job.done}`);
  return [
    milliseconds(performance.now() - began),
    milliseconds((await used()) - before),
    half === undefined ? '' : milliseconds(half),
  ];
}
