// Whoever reaches every record reads as `kith_reader` what they read as `authenticated`, in one organization; nobody else reads at all.
import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readAtOnce, seesSomeOnly } from '../../backend/src/db/read-at-once.ts';
import { createTestDeps, type TestDeps } from '../../backend/src/testing/test-deps.ts';
import { type ActorName, actorNames, buildHouse, type House } from './actors.ts';
import { matrix } from './matrix.ts';
import type { Act } from './rules/rule.ts';

const permission = 'contacts.read';
/** Who may not read this way, and what they are told. */
const refused: Partial<Record<ActorName, string>> = {
  own: seesSomeOnly,
  team: seesSomeOnly,
  outsider: '42501',
  'outside embed': '42501',
  'revoked embed': 'KT002',
  'bare key': '42501',
  'outside key': '42501',
  'revoked key': 'KT004',
  'ended key': 'KT004',
  anon: '42501',
};

describe('reading as kith_reader', () => {
  let deps: TestDeps;
  let house: House;
  beforeAll(async () => {
    deps = await createTestDeps();
    house = await buildHouse(deps);
  });
  afterAll(() => deps.close());

  const reader = () => {
    if (!deps.reader) throw new Error('There is no reader');
    return deps.reader;
  };
  const read = (name: ActorName, act: Act, organization = house.rows.organization) =>
    readAtOnce(reader(), house.claims[name], { organization, permission }, (tx) => act(tx, house.rows));
  const answer = (name: ActorName, act: Act) =>
    read(name, act).then(
      ({ count }) => (count > 0 ? 'seen' : 'not seen'),
      (error: unknown) => (error instanceof postgres.PostgresError ? error.code : String(error)),
    );

  it.each(Object.keys(matrix))('shows %s to the right people', async (table) => {
    const { act, may } = matrix[table]?.select ?? {};
    if (!act || !may) throw new Error('The table has no rule');
    const answers = await Promise.all(actorNames.map((name) => answer(name, act)));
    const seen = actorNames.filter((_, nth) => answers[nth] === 'seen');
    expect(seen).toEqual(actorNames.filter((name) => may.includes(name) && !refused[name]));
  });

  it('refuses everybody else, and says of whom it cannot tell', async () => {
    const act: Act = (tx) => tx`select 1`;
    for (const name of actorNames) expect([name, await answer(name, act)]).toEqual([name, refused[name] ?? 'seen']);
  });

  it('shows one organization, whatever else the caller belongs to', async () => {
    const { organization, outside } = house.rows;
    const [owner] = await deps.admin<{ sub: string }[]>`
      select user_id as sub from app.memberships where organization_id = ${organization} and role = 'owner'`;
    const sub = owner?.sub ?? null;
    const [other] = await deps.admin<{ id: string }[]>`
      insert into app.companies (organization_id, name) values (${outside}, 'Elsewhere') returning id`;
    await deps.admin`insert into app.memberships (organization_id, user_id, role) values (${outside}, ${sub}, 'member')`;
    const sees: Act = (tx) => tx`select from app.companies where id = ${other?.id ?? null}`;
    expect((await read('owner', sees, organization)).count).toBe(0);
    expect((await read('owner', sees, outside)).count).toBe(1);
    await deps.admin`delete from app.memberships where organization_id = ${outside} and user_id = ${sub}`;
  });

  it('has every grant and policy that there is now', async () => {
    const state = () => deps.admin`
      select (select jsonb_agg(to_jsonb(p) order by tablename, policyname) from pg_policies p where p.schemaname = 'app') as policies,
        (select jsonb_agg(jsonb_build_array(c.relname, c.relacl::text) order by c.relname) from pg_class c
          where c.relnamespace = 'app'::regnamespace) as tables,
        (select jsonb_agg(jsonb_build_array(p.oid::regprocedure, p.proacl::text) order by p.oid) from pg_proc p
          where p.pronamespace = 'app'::regnamespace) as functions`;
    const before = await state();
    await deps.admin`select app.open_reading()`;
    expect(await state()).toEqual(before);
  });

  it('may change nothing', async () => {
    const [grants] = await deps.admin<{ writes: number }[]>`
      select count(*)::int as writes from information_schema.role_table_grants
      where grantee = 'kith_reader' and privilege_type <> 'SELECT'`;
    expect(grants?.writes).toBe(0);
  });
});
