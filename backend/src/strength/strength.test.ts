import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { sampleContact, sampleEmbed, sampleMessage } from '../testing/samples.ts';
import { createTestApi, type TestApi } from '../testing/test-api.ts';
import { createPerson, type TestPerson } from '../testing/test-deps.ts';

const dayMs = 24 * 60 * 60 * 1000;
const noon = Date.parse('2026-06-01T12:00:00Z');
const daysAgo = (days: number) => new Date(noon - days * dayMs).toISOString();
/** Runs of the property tests: each is a round trip to Postgres or several. */
const runs = { numRuns: 60 };

interface Message {
  direction: 'inbound' | 'outbound';
  /** Days before the moment of looking. */
  age: number;
}

describe('strength', () => {
  let api: TestApi;
  let ann: TestPerson;
  let ada: string;
  let sent = 0;
  beforeAll(async () => {
    api = await createTestApi();
    api.deps.now = () => new Date(noon);
  });
  beforeEach(async () => {
    ann = await createPerson(api.deps);
    ada = await sampleContact(api, ann.token, { name: 'Ada' });
  });
  afterAll(() => api.close());

  const log = async (messages: Message[], who = ann, contact = ada) => {
    const items = messages.map(({ direction, age }) => {
      sent += 1;
      return sampleMessage(contact, `m${sent}`, { direction, occurredAt: daysAgo(age) });
    });
    const reply = await api.call('POST', '/v1/interactions/batch', { token: who.token, body: { items } });
    if (reply.status !== 200) throw new Error(`The messages were answered with ${reply.status}`);
    return reply.body.items.map(({ interaction }) => interaction.id);
  };
  const both = (age: number): Message[] => [
    { direction: 'inbound', age },
    { direction: 'outbound', age },
  ];
  const strength = async (contact = ada, who = ann) =>
    (await api.call('GET', `/v1/contacts/${contact}/strength`, { token: who.token })).body;
  const colleague = (role: 'member' | 'viewer' = 'member') =>
    createPerson(api.deps, { organizationId: ann.organizationId, role });
  const rowsOf = async (organization: string) => {
    const rows = await api.deps.admin<{ inbound: number; outbound: number }[]>`
      select contact_id, user_id, inbound, outbound, interactions, last_at from app.connection_strengths
      where organization_id = ${organization} and interactions > 0 order by contact_id, user_id`;
    // Sums of doubles differ in their last digits with the order of adding.
    return rows.map(({ inbound, outbound, ...row }) => ({
      ...row,
      inbound: inbound.toPrecision(9),
      outbound: outbound.toPrecision(9),
    }));
  };
  const recounted = async (organization: string) => {
    await api.deps.admin`select app.recount_strengths(${organization})`;
    return rowsOf(organization);
  };

  it.each([
    ['nothing at all', [], null],
    ['one letter without an answer', [{ direction: 'outbound', age: 0 }], 1],
    [
      'a hundred letters without an answer',
      Array.from({ length: 100 }, (_, age) => ({ direction: 'outbound', age })),
      2,
    ],
    ['one answered letter', both(0), 2],
    ['one answered letter a year ago', both(365), 1],
    ['an exchange on two days', [...both(0), ...both(3)], 3],
    ['a hundred messages on one day', Array.from({ length: 50 }, () => both(0)).flat(), 2],
    ['an exchange a quarter', [0, 90, 180, 270].flatMap(both), 3],
    ['an exchange a month', Array.from({ length: 24 }, (_, month) => both(month * 30)).flat(), 4],
    ['an exchange a week', Array.from({ length: 52 }, (_, week) => both(week * 7)).flat(), 5],
  ] as [string, Message[], number | null][])('of %s is told in a grade', async (_, messages, grade) => {
    if (messages.length > 0) await log(messages);
    expect((await strength()).grade).toBe(grade);
  });

  it('names the teammate who knows the contact best, and the others after them', async () => {
    const bea = await colleague();
    await api.deps.admin`update auth.users set raw_user_meta_data = '{"full_name": "Bea"}' where id = ${bea.userId}`;
    await log([{ direction: 'outbound', age: 1 }]);
    await log([...both(2), ...both(4)], bea);
    expect(await strength()).toMatchObject({
      contactId: ada,
      grade: 3,
      strongest: {
        userId: bea.userId,
        name: 'Bea',
        grade: 3,
        interactions: 4,
        lastInteractionAt: daysAgo(2).replace('.000Z', '+00:00'),
      },
      teammates: [{ userId: bea.userId }, { userId: ann.userId, grade: 1, interactions: 1 }],
    });
    await api.deps.admin`delete from app.memberships where user_id = ${bea.userId}`;
    expect(await strength()).toMatchObject({ grade: 3, strongest: { userId: ann.userId }, teammates: [{ grade: 1 }] });
    await api.deps.admin`delete from auth.users where id = ${bea.userId}`;
    expect((await strength()).grade).toBe(3);
  });

  it('stands in lists and on the contact, for pages that a key embeds without names', async () => {
    const bo = await sampleContact(api, ann.token, { name: 'Bo' });
    // Lists ask the database's clock.
    await api.deps.admin`
      insert into app.interactions (organization_id, contact_id, channel, direction, external_id, occurred_at, logged_by)
      select ${ann.organizationId}, ${ada}, 'email', direction, direction, now(), ${ann.userId}
      from unnest(array['inbound', 'outbound']) as direction`;
    const seen = { grade: 2, strongestUserId: ann.userId };
    const list = (await api.call('GET', '/v1/contacts', { token: ann.token })).body.items;
    expect(list.map((item) => [item.id, item.strength])).toEqual([
      [ada, seen],
      [bo, null],
    ]);
    expect((await api.call('GET', `/v1/contacts/${ada}`, { token: ann.token })).body.strength).toEqual(seen);
    const { token, origin } = await sampleEmbed(api, ann.token);
    const embedded = await api.call('GET', '/v1/contacts', { token, headers: { origin } });
    expect(embedded.body.items[0]?.strength).toEqual({ grade: 2, strongestUserId: null });
    const blind = await sampleEmbed(api, ann.token, { permissions: ['contacts.read'] });
    const unseen = await api.call('GET', '/v1/contacts', { token: blind.token, headers: { origin } });
    expect(unseen.body.items[0]?.strength).toBeNull();
  });

  it('follows what is forgotten, logged anew, moved and removed', async () => {
    const bo = await sampleContact(api, ann.token, { name: 'Bo' });
    const [first = '', second = ''] = await log(both(0));
    await api.call('DELETE', `/v1/interactions/${second}`, { token: ann.token });
    expect((await strength()).grade).toBe(1);
    await log(both(0));
    expect((await strength()).grade).toBe(2);
    await api.deps.admin`update app.interactions set contact_id = ${bo} where contact_id = ${ada}`;
    expect([(await strength()).grade, (await strength(bo)).grade]).toEqual([null, 2]);
    await api.deps.admin`delete from app.interactions where contact_id = ${bo} and id <> ${first}`;
    expect((await strength(bo)).teammates).toMatchObject([{ interactions: 1, grade: 1 }]);
    await api.deps.admin`delete from app.contacts where id = ${bo}`;
    expect(await rowsOf(ann.organizationId)).toEqual([]);
  });

  it('counts a day once, also when two messages of it are logged at the same moment', async () => {
    const bea = await colleague();
    await Promise.all([1, 2, 3, 4].flatMap(() => [log(both(3)), log(both(3), bea)]));
    expect(await rowsOf(ann.organizationId)).toEqual(await recounted(ann.organizationId));
  });

  it('kept as messages come and go is what counting from scratch gives', async () => {
    const message = fc.record({
      direction: fc.constantFrom('inbound' as const, 'outbound' as const),
      // Fractions, so that days are cut at midnight and not at noon.
      age: fc.double({ min: 0, max: 5000, noNaN: true }),
    });
    const step = fc.record({
      messages: fc.array(message, { minLength: 1, maxLength: 6 }),
      mine: fc.boolean(),
      forget: fc.boolean(),
    });
    const bea = await colleague();
    const bo = await sampleContact(api, ann.token, { name: 'Bo' });
    const check = fc.asyncProperty(fc.array(step, { maxLength: 4 }), async (steps) => {
      for (const { messages, mine, forget } of steps) {
        const [id] = await log(messages, mine ? ann : bea, forget ? bo : ada);
        if (forget) await api.call('DELETE', `/v1/interactions/${id}`, { token: ann.token });
      }
      expect(await rowsOf(ann.organizationId)).toEqual(await recounted(ann.organizationId));
    });
    await fc.assert(check, { numRuns: 25 });
  });

  describe('never falls', () => {
    /** The grade that the database gives these days, without storing them. */
    const gradeOf = async (messages: Message[]): Promise<number> => {
      const days = (direction: string) => [
        ...new Set(messages.filter((one) => one.direction === direction).map(({ age }) => daysAgo(age).slice(0, 10))),
      ];
      const [row] = await api.deps.admin<{ grade: number }[]>`
        select app.strength_grade(app.total(${days('inbound')}::text[]) * f.factor, app.total(${days('outbound')}::text[]) * f.factor)
          as grade
        from (select app.strength_factor(${new Date(noon)}) as factor) f`;
      return row?.grade ?? Number.NaN;
    };
    beforeAll(
      () => api.deps.admin`
      create function app.total(days text[]) returns float8 language sql as $$
        select coalesce(sum(app.strength_points((day || 'T00:00:00Z')::timestamptz)), 0) from unnest(days) as day
      $$`,
    );
    afterAll(() => api.deps.admin`drop function app.total(text[])`);
    const messages = fc.array(
      fc.record({
        direction: fc.constantFrom('inbound' as const, 'outbound' as const),
        age: fc.integer({ min: 0, max: 800 }),
      }),
      { maxLength: 30 },
    );

    it('for one message more', () =>
      fc.assert(
        fc.asyncProperty(messages, fc.integer({ min: 0, max: 800 }), fc.boolean(), async (some, age, inbound) => {
          const more: Message = { direction: inbound ? 'inbound' : 'outbound', age };
          expect(await gradeOf([...some, more])).toBeGreaterThanOrEqual(await gradeOf(some));
        }),
        runs,
      ));

    it('for messages that are all more recent', () =>
      fc.assert(
        fc.asyncProperty(messages, fc.integer({ min: 1, max: 400 }), async (some, days) => {
          const older = some.map((one) => ({ ...one, age: one.age + days }));
          expect(await gradeOf(some)).toBeGreaterThanOrEqual(await gradeOf(older));
        }),
        runs,
      ));

    it('for answers to what went one way', () =>
      fc.assert(
        fc.asyncProperty(messages, async (some) => {
          const oneWay = some.map((one) => ({ ...one, direction: 'outbound' as const }));
          const answered = some.flatMap(({ age }) => both(age));
          expect(await gradeOf(answered)).toBeGreaterThanOrEqual(await gradeOf(oneWay));
        }),
        runs,
      ));
  });
});
