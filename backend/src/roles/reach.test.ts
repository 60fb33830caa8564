// What people can rely on whose role does not reach all records: they work with their own as anybody does, and with nobody else's.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { sampleContact, sampleMessage } from '../testing/samples.ts';
import { createTestApi, type TestApi } from '../testing/test-api.ts';
import { createPerson, type TestPerson } from '../testing/test-deps.ts';

describe('a role that reaches', () => {
  let api: TestApi;
  let ann: TestPerson;
  let bea: TestPerson;
  let mia: TestPerson;
  beforeAll(async () => {
    api = await createTestApi();
  });
  afterAll(() => api.close());
  beforeEach(async () => {
    ann = await createPerson(api.deps);
    const place = { organizationId: ann.organizationId, role: 'member' };
    bea = await createPerson(api.deps, place);
    mia = await createPerson(api.deps, place);
  });

  const call = async (who: TestPerson, method: string, path: string, body?: object, version = 1) =>
    api.call(method, path, { token: who.token, headers: { 'if-match': `"${version}"` }, ...(body ? { body } : {}) });
  const narrow = (reach: string, role = 'member', version = 1) =>
    call(ann, 'PATCH', `/v1/roles/${role}`, { reach }, version);
  const names = async (who: TestPerson, path: string) =>
    (await call(who, 'GET', path)).body.items.map(({ name, title, body }) => name ?? title ?? body);
  const boardOf = async (who: TestPerson) => {
    const id = (await call(who, 'GET', '/v1/pipelines')).body.items[0]?.id;
    return (await call(who, 'GET', `/v1/pipelines/${id}/board`)).body;
  };
  const searched = async (who: TestPerson, words: string) =>
    (await call(who, 'GET', `/v1/search?q=${words}`)).body.groups.flatMap(({ kind, hits }) => hits.map(() => kind));

  it('their own: what they make is theirs, and all of it works', async () => {
    await narrow('own');
    await sampleContact(api, ann.token, { name: 'Foreign Ada', companyName: 'Foreign house' });
    const captured = await call(bea, 'POST', '/v1/contacts', {
      name: 'Bert Oak',
      companyName: 'Oak house',
      tags: ['Customer'],
      points: [{ kind: 'email', value: 'bert@oak.example' }],
    });
    const contact = captured.body.contact;
    expect(captured).toMatchObject({
      status: 201,
      body: { contact: { ownerId: bea.userId, company: { name: 'Oak house' } } },
    });
    const record = { type: 'contact', id: contact.id };
    const deal = await call(bea, 'POST', '/v1/deals', {
      name: 'Oak stairs',
      amount: 900,
      currency: 'CHF',
      companyId: contact.company?.id,
      contacts: [{ contactId: contact.id }],
    });
    expect(deal).toMatchObject({ status: 201, body: { ownerId: bea.userId } });
    for (const [path, body] of [
      ['/v1/notes', { record, body: 'Likes oak' }],
      ['/v1/tasks', { title: 'Oak call', record }],
      ['/v1/tasks', { title: 'Oak alone' }],
      ['/v1/interactions', sampleMessage(contact.id, 'oak', { subject: 'Oak', body: 'Oak beams', visibility: 'full' })],
      ['/v1/relations', { kind: 'partner', from: record, to: { type: 'company', id: contact.company?.id } }],
      [`/v1/contacts/${contact.id}/consents`, { purpose: 'newsletter', basis: 'consent', state: 'given' }],
    ] as const)
      expect([path, (await call(bea, 'POST', path, body)).status]).toEqual([path, 201]);
    expect(
      (await call(bea, 'PUT', `/v1/contacts/${contact.id}/cadence`, { every: 2, unit: 'week', zone: 'UTC' })).status,
    ).toBe(200);
    const changed = await call(bea, 'PATCH', `/v1/contacts/${contact.id}`, { title: 'Joiner' }, contact.version);
    expect(changed).toMatchObject({ status: 200, body: { title: 'Joiner', tags: ['Customer'] } });
    expect(await names(bea, '/v1/contacts')).toEqual(['Bert Oak']);
    expect(await names(bea, '/v1/companies')).toEqual(['Oak house']);
    expect((await names(bea, '/v1/tasks')).toSorted()).toEqual(['Oak alone', 'Oak call']);
    const board = (await boardOf(bea)).stages[0];
    expect(board).toMatchObject({
      count: 1,
      sums: [{ currency: 'CHF', amount: 900, count: 1 }],
      deals: [{ name: 'Oak stairs' }],
    });
    expect((await searched(bea, 'oak')).toSorted()).toEqual(['company', 'contact', 'deal', 'message', 'note']);
    expect([await searched(bea, 'bert%40oak'), await searched(bea, 'beams')]).toEqual([['contact'], ['message']]);
    const timeline = (await call(bea, 'GET', `/v1/contacts/${contact.id}/timeline`)).body.items;
    expect(new Set(timeline.map(({ kind }) => kind))).toEqual(
      new Set(['interaction', 'note', 'task_created', 'changed', 'stage_changed']),
    );
    const { undoToken } = (await call(bea, 'DELETE', `/v1/deals/${deal.body.id}`)).body;
    expect((await call(bea, 'POST', '/v1/undo', { undoToken })).status).toBe(200);
  });

  it('their own: the others are not there, and what is about all of them is closed', async () => {
    await narrow('own');
    const contact = await sampleContact(api, ann.token, {
      name: 'Ada',
      points: [{ kind: 'email', value: 'ada@acme.example' }],
    });
    await call(ann, 'POST', '/v1/deals', {
      name: 'Big',
      amount: 5,
      currency: 'EUR',
      contacts: [{ contactId: contact }],
    });
    expect((await boardOf(bea)).stages[0]).toMatchObject({ count: 0, sums: [], deals: [] });
    expect(await searched(bea, 'ada')).toEqual([]);
    const taken = await call(bea, 'POST', '/v1/contacts', {
      name: 'Ada',
      points: [{ kind: 'email', value: 'ada@acme.example' }],
    });
    expect(taken).toMatchObject({ status: 409, body: { code: 'point_taken' } });
    expect(taken.body.contactId).toBeUndefined();
    const own = await sampleContact(api, bea.token, { name: 'Own' });
    for (const path of ['/v1/audit', '/v1/duplicates?kind=contacts'])
      expect([path, (await call(bea, 'GET', path)).body.code]).toEqual([path, 'forbidden']);
    const given = await call(bea, 'PATCH', `/v1/contacts/${own}`, { ownerId: ann.userId });
    expect(given.body.code).toBe('forbidden');
  });

  it('their team’s: those of whoever shares a team with them, as long as they do', async () => {
    await narrow('team');
    const shared = await sampleContact(api, mia.token, { name: 'Of Mia' });
    await sampleContact(api, ann.token, { name: 'Of Ann', ownerId: ann.userId });
    expect(await names(bea, '/v1/contacts')).toEqual([]);
    const { id } = (await call(ann, 'POST', '/v1/teams', { name: 'North', memberIds: [bea.userId, mia.userId] })).body;
    expect(await names(bea, '/v1/contacts')).toEqual(['Of Mia']);
    expect((await call(bea, 'PATCH', `/v1/contacts/${shared}`, { title: 'Buyer', ownerId: bea.userId })).status).toBe(
      200,
    );
    expect(await names(mia, '/v1/contacts')).toEqual(['Of Mia']);
    await call(ann, 'PATCH', `/v1/teams/${id}`, { memberIds: [mia.userId] });
    expect(await names(mia, '/v1/contacts')).toEqual([]);
    expect(await names(bea, '/v1/contacts')).toEqual(['Of Mia']);
  });

  it('is told to clients, holds at once, and never the owners’', async () => {
    const me = async () => (await call(bea, 'GET', '/v1/me')).body;
    expect((await me()).organizations[0]?.reach).toBe('all');
    expect((await narrow('own')).body).toMatchObject({ id: 'member', reach: 'own', version: 2 });
    const told = await me();
    expect(told.organizations[0]?.reach).toBe('own');
    expect(told.permissions).toContain('contacts.write');
    expect(told.permissions).not.toContain('duplicates.read');
    expect((await narrow('all')).status).toBe(412);
    expect((await narrow('all', 'member', 2)).body.reach).toBe('all');
    expect((await me()).permissions).toContain('duplicates.read');
    expect((await narrow('own', 'owner')).status).toBe(422);
    expect((await call(ann, 'PATCH', '/v1/roles/viewer', { name: 'Guest' })).status).toBe(422);
    const admin = await createPerson(api.deps, { organizationId: ann.organizationId, role: 'admin' });
    await narrow('team', 'admin');
    // Nobody who sees some records decides who sees which.
    expect((await call(admin, 'PATCH', '/v1/roles/admin', { reach: 'all' }, 2)).body.code).toBe('forbidden');
    expect((await call(admin, 'POST', '/v1/api-keys', { name: 'Out', permissions: ['contacts.read'] })).body.code).toBe(
      'forbidden',
    );
  });

  it('goes with a role of the organization’s own, too, and with the change of one', async () => {
    const made = await call(ann, 'POST', '/v1/roles', {
      name: 'Seller',
      permissions: ['contacts.write'],
      reach: 'own',
    });
    await sampleContact(api, ann.token, { name: 'Of Ann' });
    await call(ann, 'PATCH', `/v1/members/${bea.userId}`, { role: made.body.id }, 2);
    expect(await names(bea, '/v1/contacts')).toEqual([]);
    await call(ann, 'PATCH', `/v1/roles/${made.body.id}`, { reach: 'all' });
    expect(await names(bea, '/v1/contacts')).toEqual(['Of Ann']);
    await call(ann, 'PATCH', `/v1/roles/${made.body.id}`, { reach: 'team' }, 2);
    expect(await names(bea, '/v1/contacts')).toEqual([]);
  });
});
