// Whoever reaches some records only may do with these what members may, and nothing with the others: table by table, both ways.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDeps, type TestDeps } from '../../backend/src/testing/test-deps.ts';
import { buildHouse, type House, reaches } from './actors.ts';
import { matrix } from './matrix.ts';
import { narrowedMay } from './reach.ts';
import type { Act, Operation } from './rules/rule.ts';

const operations: Operation[] = ['select', 'insert', 'update', 'delete'];
const cases = Object.entries(matrix).flatMap(([table, rules]) =>
  operations.map((operation) => [operation, table, rules[operation]] as const),
);
const reads = cases.filter(([operation]) => operation === 'select');
const holders = [
  ['nobody owns', undefined, reads],
  ['the member owns, in the team of one of them', 'member', cases],
  ['one of them owns', 'own', cases],
] as const;

describe('a role that does not reach everything', () => {
  let deps: TestDeps;
  beforeAll(async () => {
    deps = await createTestDeps();
  });
  afterAll(() => deps.close());

  describe.each(holders)('where records are there that %s', (_, holder, acts) => {
    let house: House;
    beforeAll(async () => {
      house = await buildHouse(deps, holder);
    });

    it.each(acts)('may %s %s as far as it reaches', async (operation, table, rule) => {
      const of = (who: 'own' | 'team') => reaches(deps, house.claims[who], (tx) => rule.act(tx, house.rows));
      const may = (who: 'own' | 'team') => narrowedMay(who, house, [operation, table, rule]);
      const [own, team] = await Promise.all([of('own'), of('team')]);
      expect({ own, team }).toEqual({ own: may('own'), team: may('team') });
    });
  });

  it('reaches nothing of a team that was left or deleted', async () => {
    const { claims, rows } = await buildHouse(deps, 'member');
    const sees = () => reaches(deps, claims.team, (tx) => tx`select from app.deals where id = ${rows.deal}`);
    const teams = deps.admin`select id from app.teams where organization_id = ${rows.organization} and name = 'South'`;
    const id = String((await teams)[0]?.['id']);
    expect(await sees()).toBe(true);
    await deps.admin`update app.teams set deleted_at = now() where id = ${id}`;
    expect(await sees()).toBe(false);
    await deps.admin`update app.teams set deleted_at = null where id = ${id}`;
    await deps.admin`delete from app.team_members where team_id = ${id} and user_id = ${rows.member}`;
    expect(await sees()).toBe(false);
  });

  it('gives no record away, and takes none', async () => {
    const { claims, rows } = await buildHouse(deps, 'own');
    const tries = (who: 'own' | 'team', act: Act) => reaches(deps, claims[who], (tx) => act(tx, rows));
    const acts: Act[] = [
      (tx) => tx`update app.contacts set owner_id = null where id = ${rows.contact}`,
      (tx) => tx`
        update app.contacts set owner_id = (select user_id from app.memberships where role = 'owner') where id = ${rows.contact}`,
      (tx) => tx`
        insert into app.deals (organization_id, name, pipeline_id, stage_id, rank, owner_id)
        select ${rows.organization}, 'Planted', ${rows.pipeline}, ${rows.stage}, 'z1', user_id from app.memberships where role = 'owner'`,
    ];
    for (const act of acts) expect(await tries('own', act)).toBe(false);
    expect(
      await tries('team', (tx) => tx`update app.contacts set owner_id = auth.uid() where id = ${rows.contact}`),
    ).toBe(false);
  });

  it('tells of nothing beyond it', async () => {
    const { claims, rows } = await buildHouse(deps, 'own');
    const subjects = {
      contact: rows.contact,
      deal: rows.deal,
      note: rows.note,
      task: rows.task,
      relation: rows.relation,
    };
    for (const [subject, id] of Object.entries(subjects)) {
      const tells = (who: 'own' | 'team') =>
        reaches(
          deps,
          claims[who],
          (tx) => tx`
          select app.record_events(${rows.organization}, 'x.changed', ${subject},
            jsonb_build_array(jsonb_build_object('id', ${id}::uuid, 'payload', '{}'::jsonb)), null)`,
        );
      expect([subject, await tells('own'), await tells('team')]).toEqual([subject, true, false]);
    }
  });

  it('holds nothing that a program asks the database by other ways', async () => {
    const { claims, rows } = await buildHouse(deps, 'own');
    const { organization, contact } = rows;
    const finds: Act[] = [
      (tx) => tx`select from app.find_records('contact', 'ada', ${organization})`,
      (tx) => tx`select from app.search('ada', '{contact,company,deal}', ${organization}, 10)`,
      (tx) => tx`select from app.search('oak', '{note}', ${organization}, 10)`,
      (tx) => tx`select from app.search('adda', '{contact}', ${organization}, 10)`,
      (tx) => tx`select from app.record_changes(${organization}, 'contact', ${contact}, null, null, 10)`,
      (tx) => tx`
        select from (select set_config('kith.organization', ${organization}, true)) as here,
          lateral app.field_matches('contact', 'tea', 'filled', 'null')`,
      (tx) => tx`select where app.neighbourhood(${organization}, 'contact', ${contact}, 1, 10, now()) is not null`,
      (tx) => tx`
        select where app.find_paths(${organization}, 'team', null, 'contact', ${contact}, 2, 3, now()) is not null`,
    ];
    for (const [index, find] of finds.entries()) {
      const found = await Promise.all(
        (['custom', 'own', 'team'] as const).map((who) => reaches(deps, claims[who], (tx) => find(tx, rows))),
      );
      expect([index, ...found]).toEqual([index, true, true, false]);
    }
  });

  it('hears of records by their ids, as pages of a view do, and of nothing that is closed', async () => {
    const { claims, rows } = await buildHouse(deps, 'own');
    const hears = (topic: string) =>
      reaches(deps, claims.own, (tx) => tx`select where app.may_listen(${`org:${rows.organization}:${topic}`})`);
    expect([await hears('contacts'), await hears('organization'), await hears('audit')]).toEqual([true, true, false]);
  });

  it('reaches nothing without the second factor that the organization asks for', async () => {
    const { claims, rows } = await buildHouse(deps, 'own');
    await deps.admin`update app.organizations set mfa_required = true where id = ${rows.organization}`;
    const acts: Act[] = [
      (tx) => tx`select from app.contacts`,
      (tx) => tx`select from app.notes`,
      (tx) => tx`insert into app.companies (organization_id, name) values (${rows.organization}, 'New')`,
    ];
    for (const act of acts) expect(await reaches(deps, claims.own, (tx) => act(tx, rows))).toBe(false);
  });
});
