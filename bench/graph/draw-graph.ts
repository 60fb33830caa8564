// Owns drawing a graph of a million edges into one organization, by statements over whole sets. Every choice follows from the
// row's number: two runs give the same graph. Triggers are off; the rows are what they would have left.
import type { Sql } from 'postgres';
import type { Account } from '../../tools/testing/fixtures.ts';

const people = 200_000;
const firms = 20_000;
const relations = 570_000;
const teammates = 20;
const hubs = 3;
const hubEdges = 10_000;

/** Number of a person with ten thousand edges. */
export const hubNumber = (index: number) => (index % hubs) * 1000 + 13;

export interface Drawn {
  edges: number;
  /** Ids of the people by number. */
  contacts: string[];
}

export async function drawGraph(sql: Sql, { organizationId, email }: Account): Promise<Drawn> {
  await sql`set session_replication_role = replica`;
  await sql`set synchronous_commit = off`;
  const id = (kind: string, number: string) => sql.unsafe(`md5('${organizationId}${kind}' || (${number})::text)::uuid`);
  await addRecords(sql, organizationId, id);
  await addRelations(sql, organizationId, id);
  await addTies(sql, organizationId, id);
  await addTeam(sql, organizationId, email);
  await sql`set session_replication_role = origin`;
  await sql`vacuum analyze`;
  const contacts = await sql<
    { id: string }[]
  >`select ${id('contact', 'n')} as id from generate_series(0, ${people - 1}::int) as n order by n`;
  return { edges: await countEdges(sql), contacts: contacts.map((row) => row.id) };
}

type IdOf = (kind: string, number: string) => ReturnType<Sql['unsafe']>;
/** A number below `count` that looks like chance. @param seed SQL. */
const chance = (sql: Sql, seed: string, count: number) =>
  sql.unsafe(`(hashtextextended(${seed}, 1) & 2147483647)::int % ${count}`);

async function addRecords(sql: Sql, organizationId: string, id: IdOf): Promise<void> {
  await sql`
    insert into app.companies (id, organization_id, name)
    select ${id('company', 'n')}, ${organizationId}, 'Firm ' || n from generate_series(0, ${firms - 1}::int) as n`;
  await sql`
    insert into app.contacts (id, organization_id, name, company_id)
    select ${id('contact', 'n')}, ${organizationId}, 'Person ' || n, ${id('company', `n % ${firms}`)}
    from generate_series(0, ${people - 1}::int) as n`;
  await sql`
    insert into app.employments (organization_id, contact_id, company_id)
    select ${organizationId}, ${id('contact', 'n')}, ${id('company', `n % ${firms}`)}
    from generate_series(0, ${people - 1}::int) as n`;
}

async function addRelations(sql: Sql, organizationId: string, id: IdOf): Promise<void> {
  await sql`
    insert into app.relations (organization_id, kind, from_contact_id, to_contact_id)
    select ${organizationId}, (array['introduced_by', 'partner', 'reports_to', 'family'])[1 + n % 4],
      ${id('contact', 'a')}, ${id('contact', 'b')}
    from (
      select n, ${chance(sql, "'a' || n", people)} as a, ${chance(sql, "'b' || n", people)} as b
      from generate_series(1, ${relations}::int) as n) pairs
    where a <> b on conflict do nothing`;
  for (let index = 0; index < hubs; index += 1) {
    await sql`
      insert into app.relations (organization_id, kind, from_contact_id, to_contact_id)
      select ${organizationId}, 'introduced_by', ${id('contact', `n * 17 + ${index}`)}, ${id('contact', String(hubNumber(index)))}
      from generate_series(1, ${hubEdges}::int) as n where n * 17 + ${index} <> ${hubNumber(index)} on conflict do nothing`;
  }
}

/** Deals of two people each. */
async function addTies(sql: Sql, organizationId: string, id: IdOf): Promise<void> {
  await sql`
    insert into app.deals (id, organization_id, name, pipeline_id, stage_id, rank)
    select ${id('deal', 'n')}, ${organizationId}, 'Deal ' || n, s.pipeline_id, s.id, lpad(n::text, 7, '0')
    from generate_series(1, 50000) as n,
      (select pipeline_id, id from app.pipeline_stages where organization_id = ${organizationId} order by rank limit 1) s`;
  for (const side of ['x', 'y']) {
    await sql`
      insert into app.deal_contacts (organization_id, deal_id, contact_id)
      select ${organizationId}, ${id('deal', 'n')}, ${id('contact', 'p')}
      from (select n, ${chance(sql, `'${side}' || n`, people)} as p from generate_series(1, 50000) as n) sides
      on conflict do nothing`;
  }
}

/** Teammates who know five thousand people each, the caller among them. */
async function addTeam(sql: Sql, organizationId: string, email: string): Promise<void> {
  await sql`
    insert into auth.users (id, email)
    select gen_random_uuid(), 'mate' || n || '@people.example' from generate_series(2, ${teammates}::int) as n`;
  await sql`
    insert into app.memberships (organization_id, user_id, role)
    select ${organizationId}, id, 'member' from auth.users where email like 'mate%@people.example'`;
  await sql`
    insert into app.connection_strengths (organization_id, contact_id, user_id, inbound, outbound, interactions, last_at)
    select ${organizationId}, c.id, u.id, d.days * app.strength_points(now()), d.days * app.strength_points(now()), d.days, now()
    from (select id, row_number() over (order by email = ${email}, email) - 1 as n from auth.users
      where id in (select user_id from app.memberships where organization_id = ${organizationId})) u
    join (select id, row_number() over (order by id) as n from app.contacts where organization_id = ${organizationId}) c
      on c.n % 40 = u.n
    cross join lateral (select 1 + (c.n % 15)::int as days) d`;
}

async function countEdges(sql: Sql): Promise<number> {
  const [row] = await sql<{ edges: number }[]>`
    select ((select count(*) from app.relations) + (select count(*) from app.employments)
      + (select count(*) from app.deal_contacts) + (select count(*) from app.connection_strengths))::int as edges`;
  return row?.edges ?? 0;
}
