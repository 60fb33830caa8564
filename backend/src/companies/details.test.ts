import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createTestApi, type TestApi } from '../testing/test-api.ts';
import { createPerson, type TestPerson } from '../testing/test-deps.ts';

describe('what is kept about a company', () => {
  let api: TestApi;
  let ann: TestPerson;
  beforeAll(async () => {
    api = await createTestApi();
  });
  afterAll(() => api.close());
  beforeEach(async () => {
    ann = await createPerson(api.deps);
  });
  const call = (method: string, path: string, body?: object, version = 1) =>
    api.call(method, path, { token: ann.token, headers: { 'if-match': `"${version}"` }, ...(body ? { body } : {}) });
  const create = async (body: object) => (await call('POST', '/v1/companies', body)).body;
  const details = { timeZone: 'Europe/Berlin', language: 'pt-BR', source: 'Fair 2026' };

  it('is created, changed, told of, noted and taken back like that of people', async () => {
    const made = await create({ name: 'Acme', timeZone: 'europe/BERLIN', language: 'pt_br', source: ' Fair 2026 ' });
    expect(made).toMatchObject({ ...details, doNotContact: false, doNotContactSince: null, nextTaskAt: null });
    const path = `/v1/companies/${made.id}`;
    const changed = (await call('PATCH', path, { doNotContact: true, source: '', language: null })).body;
    expect(changed).toMatchObject({
      doNotContact: true,
      source: null,
      language: null,
      timeZone: 'Europe/Berlin',
      version: 2,
    });
    expect(changed.doNotContactSince).not.toBeNull();
    // What does not change anything raises nothing.
    expect((await call('PATCH', path, { doNotContact: true }, 2)).body).toMatchObject({ version: 2, undoToken: null });
    const [event] = await api.deps.admin`
      select payload from app.events where subject_id = ${made.id} and type = 'company.updated'`;
    expect(event?.['payload']).toEqual({ changed: ['language', 'source', 'doNotContact'] });
    const [noted] = (await call('GET', `/v1/audit?resource=company&recordId=${made.id}`)).body.items;
    expect(noted?.changes).toEqual({
      doNotContact: [false, true],
      source: ['Fair 2026', null],
      language: ['pt-BR', null],
    });
    expect((await call('POST', '/v1/undo', { undoToken: changed.undoToken })).status).toBe(200);
    expect((await call('GET', path)).body).toMatchObject({ ...details, doNotContact: false, doNotContactSince: null });
  });

  it.each([
    ['timeZone', 'Mars/Olympus'],
    ['language', 'not a language'],
    ['source', 'x'.repeat(201)],
    ['doNotContact', 'yes'],
  ])('refuses a wrong %s by its name', async (field, value) => {
    const { status, body } = await call('POST', '/v1/companies', { name: 'Acme', [field]: value });
    expect([status, body.errors?.[0]?.path]).toEqual([422, field]);
  });

  it('narrows lists and views, which sort by it', async () => {
    await create({ name: 'Quiet', doNotContact: true, source: 'Fair', timeZone: 'Asia/Tokyo' });
    const loud = await create({ name: 'Loud', source: 'Web' });
    await create({ name: 'Plain' });
    const due = { local: '2030-02-01T09:00', zone: 'UTC' };
    await call('POST', '/v1/tasks', { title: 'Call', record: { type: 'company', id: loud.id }, due });
    const listed = async (value: boolean) =>
      (await call('GET', `/v1/companies?doNotContact=${value}`)).body.items.map(({ name }) => name);
    expect([await listed(true), await listed(false)]).toEqual([['Quiet'], ['Loud', 'Plain']]);
    const columns = ['name', 'source', 'language', 'timeZone', 'doNotContact', 'nextTaskAt'];
    const found = async (where: object | null, field = 'name') => {
      const body = { resource: 'companies', filter: { version: 1, where }, sort: [{ field }], columns };
      return (await call('POST', '/v1/views/preview', body)).body.items;
    };
    const names = async (where: object | null, field?: string) => (await found(where, field)).map(({ name }) => name);
    expect(await names({ field: 'doNotContact', op: 'is', value: true })).toEqual(['Quiet']);
    expect(await names({ field: 'source', op: 'is_filled' })).toEqual(['Loud', 'Quiet']);
    expect(await names({ field: 'timeZone', op: 'contains', value: 'tokyo' })).toEqual(['Quiet']);
    expect(await names({ field: 'nextTaskAt', op: 'on', value: '2030-02-01' })).toEqual(['Loud']);
    expect(await names(null, 'source')).toEqual(['Quiet', 'Loud', 'Plain']);
    expect((await found(null, 'nextTaskAt'))[0]).toMatchObject({
      name: 'Loud',
      values: { source: 'Web', doNotContact: false, nextTaskAt: '2030-02-01T09:00:00+00:00' },
    });
  });
});
