import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { sampleContact, sampleEmbed } from '../testing/samples.ts';
import { createTestApi, type TestApi } from '../testing/test-api.ts';
import { createPerson, type TestPerson } from '../testing/test-deps.ts';

describe('a segment of an embed key', () => {
  let api: TestApi;
  let ann: TestPerson;
  beforeAll(async () => {
    api = await createTestApi();
  });
  beforeEach(async () => {
    ann = await createPerson(api.deps);
  });
  afterAll(() => api.close());

  const call = (method: string, path: string, body?: object) =>
    api.call(method, path, { token: ann.token, headers: { 'if-match': '1' }, ...(body ? { body } : {}) });
  const vip = { version: 1, where: { all: [{ field: 'tags', op: 'any_of', value: ['vip'] }] } };
  const view = async (more: object = {}) =>
    (await call('POST', '/v1/views', { name: 'VIP', resource: 'contacts', shared: true, filter: vip, ...more })).body
      .id;
  const create = (more: object) =>
    call('POST', '/v1/embed-keys', { name: 'Page', allowedOrigins: ['https://intranet.example'], ...more });

  it('bounds what its pages list, read and search, live', async () => {
    const inside = await sampleContact(api, ann.token, { name: 'Ada Inside', tags: ['VIP'], companyName: 'Acme' });
    const outside = await sampleContact(api, ann.token, { name: 'Ada Outside', companyName: 'Other' });
    const segmentId = await view();
    const { key, token, origin } = await sampleEmbed(api, ann.token, { segmentId });
    expect(key.segmentId).toBe(segmentId);
    const read = (path: string) => api.call('GET', path, { token, headers: { origin } });
    const names = async (path: string) => (await read(path)).body.items.map(({ name }) => name);
    expect(await names('/v1/contacts')).toEqual(['Ada Inside']);
    expect(await names('/v1/contacts?search=ada')).toEqual(['Ada Inside']);
    expect(await names('/v1/companies')).toEqual(['Acme']);
    expect((await read(`/v1/contacts/${inside}`)).body).toMatchObject({ company: { name: 'Acme' } });
    expect((await read(`/v1/contacts/${outside}`)).status).toBe(404);
    expect((await read(`/v1/contacts/${outside}/interactions`)).status).toBe(404);
    await call('PATCH', `/v1/contacts/${inside}`, { tags: [] });
    expect(await names('/v1/contacts')).toEqual([]);
  });

  it('bounds a board: its cards, counts and sums', async () => {
    const [pipeline] = (await call('GET', '/v1/pipelines')).body.items;
    for (const [name, amount] of [
      ['Large', 900],
      ['Small', 5],
    ] as const)
      await call('POST', '/v1/deals', { name, amount, currency: 'EUR' });
    const filter = { version: 1, where: { field: 'amount', op: 'gt', value: 100, currency: 'EUR' } };
    const segmentId = await view({ resource: 'deals', filter });
    const permissions = ['deals.read', 'pipelines.read'];
    const { token, origin } = await sampleEmbed(api, ann.token, { segmentId, permissions, widgets: ['kith-board'] });
    const { body } = await api.call('GET', `/v1/pipelines/${pipeline?.id}/board`, { token, headers: { origin } });
    expect(body.stages[0]).toMatchObject({
      count: 1,
      sums: [{ currency: 'EUR', amount: 900, count: 1 }],
      deals: [{ name: 'Large' }],
    });
  });

  it('must be a view that is shared, fits the permissions, and means the same to everybody', async () => {
    const refused = async (segmentId: string | undefined, more: object = {}) => {
      const { status, body } = await create({ segmentId, ...more });
      expect([status, body.errors?.[0]?.path]).toEqual([422, 'segmentId']);
    };
    await refused(await view({ shared: false }));
    await refused(await view({ resource: 'deals', filter: { version: 1, where: null } }));
    const mine = { version: 1, where: { any: [{ all: [{ field: 'owner', op: 'any_of', value: ['me'] }] }] } };
    await refused(await view({ filter: mine }));
    expect((await create({ segmentId: ann.userId })).status).toBe(404);
    const bob = await createPerson(api.deps);
    const body = { name: 'His', resource: 'contacts', shared: true };
    const his = await api.call('POST', '/v1/views', { token: bob.token, body });
    expect((await create({ segmentId: his.body.id })).status).toBe(404);
  });

  it('is neither deleted nor taken back while a key names it', async () => {
    const segmentId = await view();
    const { key } = await sampleEmbed(api, ann.token, { segmentId });
    expect(await call('DELETE', `/v1/views/${segmentId}`)).toMatchObject({
      status: 409,
      body: { code: 'view_in_use' },
    });
    expect((await call('PATCH', `/v1/views/${segmentId}`, { shared: false })).body.code).toBe('view_in_use');
    expect((await call('PATCH', `/v1/views/${segmentId}`, { name: 'Renamed' })).status).toBe(200);
    await call('DELETE', `/v1/embed-keys/${key.id}`);
    expect((await call('DELETE', `/v1/views/${segmentId}`)).status).toBe(200);
  });

  it('leaves the other scopes to the key: notes, tasks, relations and views', async () => {
    const contact = await sampleContact(api, ann.token, { name: 'Ada', tags: ['VIP'] });
    await call('POST', '/v1/notes', { record: { type: 'contact', id: contact }, body: 'Seen' });
    const permissions = ['contacts.read', 'notes.read', 'tasks.read', 'relations.read', 'views.read', 'fields.read'];
    const { token, origin } = await sampleEmbed(api, ann.token, {
      segmentId: await view(),
      permissions,
      widgets: [],
    });
    const read = (path: string) => api.call('GET', path, { token, headers: { origin } });
    expect((await read(`/v1/notes?record=contact:${contact}`)).body.items).toMatchObject([{ body: 'Seen' }]);
    expect((await read('/v1/views')).body.items).toHaveLength(1);
    expect((await read('/v1/tasks')).status).toBe(200);
    expect((await read('/v1/companies')).status).toBe(403);
  });
});
