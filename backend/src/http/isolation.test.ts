import type { RouteConfig } from '@hono/zod-openapi';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestApi, type Reply, type TestApi } from '../testing/test-api.ts';
import { createPerson, type TestPerson } from '../testing/test-deps.ts';
import { allRoutes, askedByPost, ownAffairs } from './registry.ts';
import { askFor } from './testing/ask.ts';
import { createHousehold, type Household, secret } from './testing/household.ts';
import { bodyFor, idFor } from './testing/walked.ts';
import { askedWithIds, unknownParameters } from './testing/walked-ids.ts';

const secured = allRoutes.filter((route) => route.security).map((route) => [route.operationId ?? '', route] as const);
const isWrite = (route: RouteConfig) => route.method !== 'get' && !askedByPost.has(route.operationId ?? '');

describe('two organizations', () => {
  let api: TestApi;
  let ann: Household;
  let bob: Household;
  /** Of Bob's organization, with everything that a key can have. */
  let bobsKey: string;

  const keyOf = async (token: string) => {
    const { permissions } = (await api.call('GET', '/v1/api-keys/permissions', { token })).body;
    return String((await api.call('POST', '/v1/api-keys', { token, body: { name: 'All', permissions } })).body.secret);
  };

  const everythingOf = async (organizationId: string) => {
    const tables = (
      await api.deps.admin`
      select t.relname as name from pg_class t join pg_attribute o on o.attrelid = t.oid and o.attname = 'organization_id'
      where t.relnamespace = 'app'::regnamespace and t.relkind = 'r' and t.relname <> 'idempotency_keys' order by 1`
    ).map((row) => String(row['name']));
    const rows = await Promise.all(
      tables.map(
        (table) => api.deps.admin`
        select to_jsonb(t) as row from app.${api.deps.admin(table)} t where organization_id = ${organizationId} order by 1`,
      ),
    );
    return JSON.stringify(rows);
  };
  const ask = (route: RouteConfig, call: { token?: string; headers?: Record<string, string> }) =>
    askFor(api, ann, route, call);
  const expectNothingOfAnn = ({ text }: Reply) => {
    const { person, plain, embed, ...rows } = ann;
    const ids = [person.organizationId, person.userId, ...Object.values(rows)];
    for (const hidden of [secret, ...ids]) {
      expect(text).not.toContain(hidden);
    }
  };

  /** What a list or a file answered. */
  const rowsOf = ({ body, text }: Reply): unknown[] =>
    body === null ? text.trimEnd().split('\r\n').slice(1) : (body.items ?? body.stages);

  beforeAll(async () => {
    api = await createTestApi();
    ann = await createHousehold(api, await createPerson(api.deps), secret);
    bob = await createHousehold(api, await createPerson(api.deps), 'Of Bob');
    bobsKey = await keyOf(bob.person.token);
  });
  afterAll(() => api.close());

  it('are walked through by every write with a body', () => {
    const forgotten = secured
      .filter(([name, { request }]) => request?.body && !bodyFor(name, ann))
      .map(([name]) => name);
    expect(forgotten).toEqual([]);
  });

  describe.each(secured)('at %s', (_, route) => {
    it('the other’s owner finds and changes nothing', async () => {
      const before = await everythingOf(ann.person.organizationId);
      const reply = await ask(route, { token: bob.person.token });
      expectNothingOfAnn(reply);
      if (route.path.includes('{id}')) expect(reply.status).toBe(404);
      expect(await everythingOf(ann.person.organizationId)).toBe(before);
    });

    it('the other’s owner cannot act in this one', async () => {
      const headers = { 'kith-organization': ann.person.organizationId };
      const reply = await ask(route, { token: bob.person.token, headers });
      expect([reply.status, reply.body.code]).toEqual([403, 'forbidden']);
      expectNothingOfAnn(reply);
    });

    it('the other’s API key finds and changes nothing, and cannot act in this one', async () => {
      const before = await everythingOf(ann.person.organizationId);
      const reply = await ask(route, { token: bobsKey });
      expectNothingOfAnn(reply);
      if (route.path.includes('{id}')) expect([403, 404]).toContain(reply.status);
      const headers = { 'kith-organization': ann.person.organizationId };
      const elsewhere = await ask(route, { token: bobsKey, headers });
      expect([elsewhere.status, elsewhere.body.code]).toEqual([403, 'forbidden']);
      expectNothingOfAnn(elsewhere);
      expect(await everythingOf(ann.person.organizationId)).toBe(before);
    });

    it('the other’s embedded page finds and changes nothing', async () => {
      const before = await everythingOf(ann.person.organizationId);
      const { token, origin } = bob.embed;
      const reply = await ask(route, { token, headers: { origin } });
      expectNothingOfAnn(reply);
      if (route.path.includes('{id}') || isWrite(route)) expect([403, 404]).toContain(reply.status);
      expect(await everythingOf(ann.person.organizationId)).toBe(before);
    });

    it('an embedded page of another origin gets nothing', async () => {
      for (const headers of [{ origin: 'https://evil.example' }, { origin: 'null' }, {}]) {
        const reply = await ask(route, { token: ann.embed.token, headers });
        expect([reply.status, reply.body.code]).toEqual([403, 'origin_not_allowed']);
      }
    });

    it('nobody gets nothing', async () => {
      const reply = await ask(route, {});
      expect([reply.status, reply.body.code]).toEqual([401, 'unauthenticated']);
    });
  });

  it('know what each id of a query names', () => {
    expect(unknownParameters(), 'say in walked-ids.ts which ids stand there, or that none do').toEqual([]);
  });

  describe.each(askedWithIds())('at $title, with an id of the other', ({ route, query }) => {
    const file = route.operationId === 'createImport' ? { file: 'Name\nWalker\n' } : {};
    const isRead = route.method === 'get';

    it('nothing comes and nothing goes, for people, a key and an embedded page', async () => {
      const before = await everythingOf(ann.person.organizationId);
      const { token, origin } = bob.embed;
      for (const call of [{ token: bob.person.token }, { token: bobsKey }, { token, headers: { origin } }]) {
        const reply = await askFor(api, bob, route, { ...call, ...file }, query(bob, ann));
        expectNothingOfAnn(reply);
        if (!isRead || reply.status !== 200) expect(reply.status).toBeGreaterThanOrEqual(400);
        // Whoever left the id out would answer with rows of Bob's.
        else expect(rowsOf(reply)).toEqual([]);
      }
      expect(await everythingOf(ann.person.organizationId)).toBe(before);
    });
  });

  describe('a member of the organization whose role allows next to nothing', () => {
    let clerk: TestPerson;
    beforeAll(async () => {
      const only = { name: 'Clerk', permissions: ['tags.read'] };
      const role = (await api.call('POST', '/v1/roles', { token: ann.person.token, body: only })).body.id;
      clerk = await createPerson(api.deps, { organizationId: ann.person.organizationId, role });
    });

    /** What every role may: to know where one is, who else is there, and one's own sessions. */
    const everybodys = new Set([
      ...['getMe', 'listSessions', 'getOrganization', 'getSignInPolicy', 'listMembers', 'listRoles'],
      ...ownAffairs,
    ]);
    const others = secured.filter(([name]) => name !== 'listTags' && !everybodys.has(name));
    it.each(others)('is refused at %s', async (_, route) => {
      const reply = await ask(route, { token: clerk.token });
      expect([reply.status, reply.body.code]).toEqual([403, 'forbidden']);
      expect(JSON.stringify(reply.body)).not.toContain(secret);
    });

    it('does what the role allows', async () => {
      const reply = await api.call('GET', '/v1/tags', { token: clerk.token });
      expect([reply.status, reply.body.items.length]).toEqual([200, 1]);
    });
  });

  /** Whoever only reads answers, too, when something is given to them. */
  const answers = new Set(['declineMailGrant', 'acceptMailGrant']);
  const ofTheOrganization = secured.filter(
    ([name, route]) => isWrite(route) && !ownAffairs.has(name) && !answers.has(name),
  );
  describe.each(ofTheOrganization)('%s', (_, route) => {
    it('is not for viewers, nor for the organization’s own embedded pages', async () => {
      const viewer = await createPerson(api.deps, { organizationId: ann.person.organizationId, role: 'viewer' });
      const before = await everythingOf(ann.person.organizationId);
      const { token, origin } = ann.embed;
      for (const call of [{ token: viewer.token }, { token, headers: { origin } }]) {
        const reply = await ask(route, call);
        expect([reply.status, reply.body.code]).toEqual([403, 'forbidden']);
      }
      expect(await everythingOf(ann.person.organizationId)).toBe(before);
    });
  });

  describe.each(['own', 'team'])('a colleague whose role reaches %s records', (reach) => {
    let cara: TestPerson;
    /** Of one team with Cara. */
    let mate: TestPerson;
    const records = () => {
      const { contact, company, interaction, deal, twin, relation, task, note } = ann;
      return { contact, company, interaction, deal, twin, relation, task, note };
    };
    const everyRecord = async () => {
      const ids = Object.values(records());
      const tables = ['contacts', 'companies', 'interactions', 'deals', 'relations', 'tasks', 'notes'];
      const { admin } = api.deps;
      const rows = tables.map(
        (table) => admin`select to_jsonb(t) as row from app.${admin(table)} t where id = any(${ids}) order by id`,
      );
      const children = ['contact_points', 'employments', 'deal_contacts'].map(
        (table) =>
          admin`select to_jsonb(t) as row from app.${admin(table)} t where organization_id = ${ann.person.organizationId}`,
      );
      return JSON.stringify(await Promise.all([...rows, ...children]));
    };
    beforeAll(async () => {
      const { organizationId } = ann.person;
      // Whatever an owner may, so that only the reach stands between.
      const [role] = await api.deps.admin<{ id: string }[]>`
        insert into app.roles (organization_id, name, permissions, reach)
        select ${organizationId}, ${`Reaches ${reach}`}, array_agg(permission), ${reach} from app.role_permissions where role = 'owner' returning id`;
      cara = await createPerson(api.deps, { organizationId, role: role?.id ?? '' });
      mate = await createPerson(api.deps, { organizationId, role: 'member' });
      const body = { name: `Reaches ${reach}`, memberIds: [cara.userId, mate.userId] };
      await api.call('POST', '/v1/teams', { token: ann.person.token, body });
    });

    it.each(secured)('finds and changes nothing of the others at %s', async (name, route) => {
      const before = await everyRecord();
      const reply = await ask(route, { token: cara.token });
      const text = JSON.stringify(reply.body);
      for (const [what, id] of Object.entries(records()))
        expect([name, what, text.includes(id)]).toEqual([name, what, false]);
      expect(await everyRecord()).toBe(before);
      if (Object.values(records()).includes(route.path.includes('{id}') ? idFor(ann, route.path) : ''))
        expect([403, 404]).toContain(reply.status);
    });

    it.each(askedWithIds())('is told nothing of the others at $title', async ({ route, query }) => {
      const before = await everyRecord();
      const { text } = await askFor(api, ann, route, { token: cara.token }, query(ann, ann));
      for (const [what, id] of Object.entries(records())) expect([what, text.includes(id)]).toEqual([what, false]);
      expect(await everyRecord()).toBe(before);
    });

    it(reach === 'own' ? 'finds nothing of their team' : 'finds what somebody of their team owns', async () => {
      const body = { name: `Of the team, ${reach}` };
      const made = await api.call('POST', '/v1/contacts', { token: mate.token, body });
      const { id } = made.body.contact;
      await api.deps.admin`update app.contacts set owner_id = ${mate.userId} where id = ${id}`;
      const found = await api.call('GET', `/v1/contacts/${id}`, { token: cara.token });
      expect(found.status).toBe(reach === 'own' ? 404 : 200);
    });
  });
});
