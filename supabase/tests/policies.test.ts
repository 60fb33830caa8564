import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Tx } from '../../backend/src/db/tenant.ts';
import { createTestDeps, type TestDeps } from '../../backend/src/testing/test-deps.ts';
import { type ActorName, actorNames, buildHouse, type House, reaches } from './actors.ts';
import { matrix } from './matrix.ts';
import type { Rows } from './rows.ts';
import {
  type Act,
  authors,
  insiders,
  keepers,
  managers,
  nobody,
  type Operation,
  readers,
  writers,
} from './rules/rule.ts';

const operations: Operation[] = ['select', 'insert', 'update', 'delete'];
const cases = Object.entries(matrix).flatMap(([table, rules]) =>
  operations.map((operation) => [operation, table, rules[operation]] as const),
);

/** Who is not narrowed. */
const whole = actorNames.filter((name) => name !== 'own' && name !== 'team');

describe('row-level security', () => {
  let deps: TestDeps;
  let house: House;
  beforeAll(async () => {
    deps = await createTestDeps();
    house = await buildHouse(deps);
  });
  afterAll(() => deps.close());

  it.each(cases)('lets exactly the right people %s %s', async (_, __, { may, act }) => {
    const reached = await Promise.all(
      whole.map((name) => reaches(deps, house.claims[name], (tx) => act(tx, house.rows))),
    );
    expect(whole.filter((__, index) => reached[index])).toEqual(whole.filter((name) => may.includes(name)));
  });

  it('holds every table of the schema', async () => {
    const tables = await deps.admin`
      select relname as name, relrowsecurity as secured from pg_class
      where relnamespace = 'app'::regnamespace and relkind in ('r', 'p') order by relname`;
    expect(tables.map((table) => table['name'])).toEqual(Object.keys(matrix).sort());
    expect(tables.filter((table) => !table['secured'])).toEqual([]);
  });

  describe('of texts', () => {
    const sees = async (name: ActorName, visibility: string, part: string) =>
      reaches(
        deps,
        house.claims[name],
        async (tx) => tx`
        select from app.interaction_texts where interaction_id = ${house.rows.bare} and part = ${part}
          and visibility = ${visibility}`,
      );

    it.each([
      ['metadata', 'subject', ['member']],
      ['metadata', 'body', ['member']],
      ['subject', 'subject', readers],
      ['subject', 'body', ['member']],
      ['full', 'subject', readers],
      ['full', 'body', readers],
    ])('with visibility %s shows the %s to the right people', async (visibility, part, may) => {
      const { bare, organization, member } = house.rows;
      await deps.admin`delete from app.interaction_texts where interaction_id = ${bare}`;
      await deps.admin`
        insert into app.interaction_texts (interaction_id, part, organization_id, logged_by, visibility, content)
        values (${bare}, ${part}, ${organization}, ${member}, ${visibility}, 'Text')`;
      const seen = await Promise.all(actorNames.map((name) => sees(name, visibility, part)));
      await deps.admin`delete from app.interaction_texts where interaction_id = ${bare}`;
      expect(actorNames.filter((_, index) => seen[index])).toEqual(actorNames.filter((name) => may.includes(name)));
    });
  });

  describe('keeps people from passing as others', () => {
    const tries = (name: ActorName, act: (tx: Tx, rows: Rows) => Promise<{ count: number }>) =>
      reaches(deps, house.claims[name], (tx) => act(tx, house.rows));

    it('when they log', async () => {
      const reached = await tries(
        'colleague',
        (tx, { organization, contact, member }) => tx`
        insert into app.interactions (organization_id, contact_id, channel, direction, external_id, occurred_at, logged_by)
        values (${organization}, ${contact}, 'email', 'inbound', 'forged', now(), ${member})`,
      );
      expect(reached).toBe(false);
    });

    it('when they take over a log', async () => {
      const reached = await tries(
        'colleague',
        (tx, { interaction }) => tx`
        update app.interactions set logged_by = auth.uid() where id = ${interaction}`,
      );
      expect(reached).toBe(false);
    });

    it('when they keep an answer for a replay', async () => {
      const reached = await tries(
        'colleague',
        (tx, { organization, member }) => tx`
        insert into app.idempotency_keys (organization_id, actor_id, key, request_hash)
        values (${organization}, ${member}, 'forged', 'hash')`,
      );
      expect(reached).toBe(false);
    });

    it('when they start jobs', async () => {
      const reached = await tries(
        'colleague',
        (tx, { organization, member }) => tx`
        insert into app.jobs (organization_id, kind, started_by) values (${organization}, 'test.run', ${member})`,
      );
      expect(reached).toBe(false);
    });

    it('when they say how a job fared', async () => {
      const reached = await tries('member', (tx, { job }) => tx`update app.jobs set state = 'done' where id = ${job}`);
      expect(reached).toBe(false);
    });

    it('when they record events', async () => {
      const record =
        (subject: string): Act =>
        (tx, { organization, contact }) =>
          tx`
        select app.record_events(${organization}, 'x.changed', ${subject},
          jsonb_build_array(jsonb_build_object('id', ${contact}::uuid, 'payload', '{}'::jsonb)), null)`;
      const may: Record<string, ActorName[]> = {
        contact: writers,
        company: writers,
        interaction: writers,
        embed_key: managers,
        deal: writers,
        pipeline: keepers,
        custom_field: keepers,
        tag: keepers,
        role: managers,
        team: managers,
        view: authors,
        organization: managers,
        invitation: managers,
        // Whoever leaves tells of it.
        member: insiders,
        // The database alone tells of it.
        user: nobody,
      };
      for (const [subject, allowed] of Object.entries(may)) {
        const reached = await Promise.all(whole.map((name) => tries(name, record(subject))));
        expect([subject, whole.filter((_, index) => reached[index])]).toEqual([subject, allowed]);
      }
    });

    it('when they save views', async () => {
      const forged = await tries(
        'colleague',
        (tx, { organization, member }) => tx`
        insert into app.views (organization_id, name, resource, owner_id)
        values (${organization}, 'Forged', 'contacts', ${member})`,
      );
      const taken = await tries(
        'owner',
        (tx, { view }) => tx`update app.views set owner_id = auth.uid() where id = ${view}`,
      );
      const hidden = await tries('owner', (tx, { view }) => tx`update app.views set shared = false where id = ${view}`);
      expect([forged, taken, hidden]).toEqual([false, false, false]);
      const acts: Act[] = [
        (tx, { ownView }) => tx`select from app.views where id = ${ownView}`,
        (tx, { ownView }) => tx`update app.views set name = 'X' where id = ${ownView}`,
      ];
      for (const act of acts) {
        const reached = await Promise.all(actorNames.map((name) => tries(name, act)));
        expect(actorNames.filter((_, index) => reached[index])).toEqual(['member']);
      }
    });

    it('when they move a row into an organization where they only read', async () => {
      const both = house.claims['owner'];
      if (!('sub' in both)) throw new Error('The owner has an id');
      await deps.admin`insert into app.memberships (organization_id, user_id, role)
        values (${house.rows.outside}, ${both.sub}, 'viewer')`;
      const reached = await tries(
        'owner',
        (tx, { key, outside }) => tx`
        update app.embed_keys set organization_id = ${outside} where id = ${key}`,
      );
      await deps.admin`delete from app.memberships where user_id = ${both.sub} and organization_id = ${house.rows.outside}`;
      expect(reached).toBe(false);
    });
  });
});
