// Owns the twin that paths are measured against: the same question in one plain statement over the tables, two steps from each
// end, without limits, names or a caller. It gives the score of the best path alone.
import type { Sql } from 'postgres';
import type { Account } from '../../tools/testing/fixtures.ts';

/** Adds `bench.best_paths(from, to)`, bound to the organization as a hand-written query would be. */
export async function addTwin(sql: Sql, organizationId: string): Promise<void> {
  const org = `'${organizationId}'::uuid`;
  await sql`create schema bench`;
  await sql`grant usage on schema bench to authenticated`;
  await sql.unsafe(`
    create function bench.edges(node uuid) returns table (id uuid, weight float8) language sql stable as $$
      select r.to_id, app.relation_weight(r.kind) from app.relations r
        where r.organization_id = ${org} and r.from_id = node and r.deleted_at is null
      union all
      select r.from_id, app.relation_weight(r.kind) from app.relations r
        where r.organization_id = ${org} and r.to_id = node and r.deleted_at is null
      union all
      select o.contact_id, 0.5 from app.employments e join app.employments o
        on o.organization_id = e.organization_id and o.company_id = e.company_id and o.is_current
        where e.organization_id = ${org} and e.contact_id = node and e.is_current
      union all
      select o.contact_id, 0.6 from app.deal_contacts d join app.deal_contacts o
        on o.organization_id = d.organization_id and o.deal_id = d.deal_id
        where d.organization_id = ${org} and d.contact_id = node
      union all
      select k.user_id, 0.6 from app.connection_strengths k where k.organization_id = ${org} and k.contact_id = node
      union all
      select k.contact_id, 0.6 from app.connection_strengths k where k.organization_id = ${org} and k.user_id = node
    $$`);
  await sql.unsafe(`
    create function bench.best_paths(a uuid, b uuid) returns float8 language sql stable as $$
      with a1 as materialized (select e.id, max(e.weight) as w from bench.edges(a) e group by 1),
      a2 as materialized (select e.id, max(a1.w * e.weight) as w from a1 cross join lateral bench.edges(a1.id) e group by 1),
      b1 as materialized (select e.id, max(e.weight) as w from bench.edges(b) e group by 1),
      b2 as materialized (select e.id, max(b1.w * e.weight) as w from b1 cross join lateral bench.edges(b1.id) e group by 1)
      select max(w) from (
        select w from a1 where id = b
        union all select a1.w * b1.w from a1 join b1 using (id)
        union all select a2.w * b1.w from a2 join b1 using (id)
        union all select a2.w * b2.w from a2 join b2 using (id)) found
    $$`);
}

/** Asks the twin in the caller's name, so that row-level security answers for every edge. */
export async function asTwin(sql: Sql, { token }: Account, [from, to]: [string, string]): Promise<void> {
  const claims = Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8');
  await sql.begin(async (tx) => {
    await tx`select set_config('request.jwt.claims', ${claims}, true), set_config('role', 'authenticated', true)`;
    await tx`select bench.best_paths(${from}, ${to})`;
  });
}
