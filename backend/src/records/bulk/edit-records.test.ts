import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createTestApi, type TestApi } from '../../testing/test-api.ts';
import { createPerson, type TestPerson } from '../../testing/test-deps.ts';
import { RecordIds } from '../../views/schema.ts';

describe.each(['companies', 'deals'] as const)('many %s', (records) => {
  let api: TestApi;
  let ann: TestPerson;
  let ids: string[];
  beforeAll(async () => {
    api = await createTestApi();
  });
  beforeEach(async () => {
    ann = await createPerson(api.deps);
    ids = [];
    for (const name of ['One', 'Two', 'Three']) ids.push((await call('POST', `/v1/${records}`, { name })).body.id);
  });
  afterAll(() => api.close());

  const call = (method: string, path: string, body?: object) =>
    api.call(method, path, { token: ann.token, ...(body ? { body } : {}) });
  const edit = (body: object) => call('POST', `/v1/${records}/bulk`, { ids, ...body });
  const undo = (undoToken: unknown) => call('POST', '/v1/undo', { undoToken });
  const all = async () => (await call('GET', `/v1/${records}`)).body.items;

  it('get an owner, tags and own fields at once, and lose them again', async () => {
    const recordType = records === 'deals' ? 'deal' : 'company';
    const field = (await call('POST', '/v1/custom-fields', { recordType, name: 'Floor', type: 'number' })).body;
    const set = { ownerId: ann.userId, fields: { [field.key]: 3 } };
    const { body } = await edit({ set, addTags: ['VIP'] });
    expect(body).toMatchObject({ changed: 3, unchanged: 0, missing: 0 });
    for (const item of await all()) {
      expect(item).toMatchObject({ ownerId: ann.userId, tags: ['VIP'], fields: { [field.key]: 3 } });
    }
    expect((await edit({ addTags: ['vip'] })).body).toMatchObject({ changed: 0, unchanged: 3, undoToken: null });
    expect((await undo(body.undoToken)).status).toBe(200);
    for (const item of await all()) expect(item).toMatchObject({ tags: [], fields: {} });
    const told = await api.deps.admin`
      select count(*)::int as count from app.events where subject_id = any(${ids}::uuid[]) and type like '%.updated'`;
    expect(told[0]?.['count']).toBe(6);
  });

  it('are not to be written to, if they are companies: deals are not written to', async () => {
    const { body } = await edit({ set: { doNotContact: true } });
    expect(body).toMatchObject({ changed: records === 'deals' ? 0 : 3 });
    if (records === 'deals') return;
    for (const item of await all())
      expect(item).toMatchObject({ doNotContact: true, doNotContactSince: expect.any(String) });
    expect((await undo(body.undoToken)).status).toBe(200);
    for (const item of await all()) expect(item).toMatchObject({ doNotContact: false, doNotContactSince: null });
  });

  it('are deleted and brought back', async () => {
    const { body } = await edit({ delete: true });
    expect(body).toMatchObject({ changed: 3 });
    expect(await all()).toEqual([]);
    expect((await undo(body.undoToken)).status).toBe(200);
    expect(await all()).toHaveLength(3);
    expect((await edit({ delete: true, addTags: ['x'] })).status).toBe(422);
  });

  it('are all named by what a filter gives', async () => {
    const body = { resource: records, filter: { version: 1, where: { field: 'name', op: 'starts_with', value: 't' } } };
    const answer = RecordIds.parse((await call('POST', '/v1/views/ids', body)).body);
    expect({ ...answer, ids: answer.ids.toSorted() }).toEqual({ ids: ids.slice(1).toSorted(), capped: false });
    const wrong = { ...body, filter: { version: 1, where: { field: 'nothing', op: 'is', value: 't' } } };
    expect((await call('POST', '/v1/views/ids', wrong)).status).toBe(422);
  });
});

describe('many deals', () => {
  let api: TestApi;
  beforeAll(async () => {
    api = await createTestApi();
  });
  afterAll(() => api.close());

  it('come back into an open stage when theirs went meanwhile', async () => {
    const { token } = await createPerson(api.deps);
    const call = (method: string, path: string, body?: object) =>
      api.call(method, path, { token, headers: { 'if-match': '1' }, ...(body ? { body } : {}) });
    const [pipeline] = (await call('GET', '/v1/pipelines')).body.items;
    const [first, second] = pipeline?.stages ?? [];
    const { id } = (await call('POST', '/v1/deals', { name: 'Bridge', stageId: second?.id })).body;
    const { undoToken } = (await call('POST', '/v1/deals/bulk', { ids: [id], delete: true })).body;
    const gone = await call('DELETE', `/v1/pipelines/${pipeline?.id}/stages/${second?.id}?moveTo=${first?.id}`);
    expect(gone.status).toBe(200);
    expect((await call('POST', '/v1/undo', { undoToken })).status).toBe(200);
    expect((await call('GET', `/v1/deals/${id}`)).body).toMatchObject({ deletedAt: null, stage: { kind: 'open' } });
  });
});
