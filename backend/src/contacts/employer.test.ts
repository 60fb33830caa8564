import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createTestApi, type TestApi } from '../testing/test-api.ts';
import { createPerson, type TestPerson } from '../testing/test-deps.ts';

describe('the company of a captured person', () => {
  let api: TestApi;
  let ann: TestPerson;
  beforeAll(async () => {
    api = await createTestApi();
  });
  afterAll(() => api.close());
  beforeEach(async () => {
    ann = await createPerson(api.deps);
  });
  const capture = async (email: string, more: object = {}, token = ann.token) =>
    (await api.call('POST', '/v1/contacts', { token, body: { points: [{ kind: 'email', value: email }], ...more } }))
      .body.contact;
  const create = async (body: object) => (await api.call('POST', '/v1/companies', { token: ann.token, body })).body;
  const companies = async () => (await api.call('GET', '/v1/companies', { token: ann.token })).body.items;

  it('is the one that has the domain of the mail address', async () => {
    const { id } = await create({ name: 'Acme', domains: ['acme.example', 'acme-group.example'] });
    expect((await capture('ada@ACME.example')).company).toEqual({ id, name: 'Acme' });
    expect((await capture('bea@acme-group.example')).company?.id).toBe(id);
    expect((await capture('cy@mail.acme.example')).company?.id).toBe(id);
    expect((await capture('dee@notacme.example')).company).toBeNull();
    expect(await companies()).toHaveLength(1);
  });

  it('is the closest when a firm and its branch have domains', async () => {
    await create({ name: 'Group', domain: 'group.example' });
    const branch = await create({ name: 'Branch', domain: 'north.group.example' });
    expect((await capture('ada@north.group.example')).company?.id).toBe(branch.id);
  });

  it('is made when it is named, and then known by the domain', async () => {
    const named = await capture('ada@acme.example', { companyName: 'Acme' });
    const [acme] = await companies();
    expect(acme).toMatchObject({ id: named.company?.id, domains: ['acme.example'] });
    expect((await capture('bea@acme.example')).company?.id).toBe(acme?.id);
  });

  it('is the named one, though another has the domain', async () => {
    await create({ name: 'Acme', domain: 'acme.example' });
    const agency = await capture('ada@acme.example', { companyName: 'Agency' });
    expect(agency.company?.name).toBe('Agency');
    expect((await companies()).find(({ name }) => name === 'Agency')?.domains).toEqual([]);
  });

  it.each(['gmail.com', 'yandex.ru', 'mailinator.com', 'qq.com'])(
    'is not told by an address at %s',
    async (provider) => {
      const named = await capture(`ada@${provider}`, { companyName: 'Acme' });
      expect((await companies())[0]?.domains).toEqual([]);
      expect((await capture(`bea@${provider}`)).company).toBeNull();
      expect(named.company?.name).toBe('Acme');
    },
  );

  it('is not one that was deleted', async () => {
    const { id } = await create({ name: 'Acme', domain: 'acme.example' });
    await api.call('DELETE', `/v1/companies/${id}`, { token: ann.token });
    expect((await capture('ada@acme.example')).company).toBeNull();
    expect((await capture('bea@acme.example', { companyName: 'Acme' })).company?.name).toBe('Acme');
  });

  it('is never one of another organization', async () => {
    await create({ name: 'Acme', domain: 'acme.example' });
    const bob = await createPerson(api.deps);
    expect((await capture('ada@acme.example', {}, bob.token)).company).toBeNull();
  });

  it('is found for a contact without one when a new address tells, and stays away when somebody took it away', async () => {
    await create({ name: 'Acme', domain: 'acme.example' });
    const made = await capture('ada@home.example');
    const points = ['ada@home.example', 'ada@acme.example'].map((value) => ({ kind: 'email', value }));
    const body = { points };
    expect((await capture('ada@home.example', body)).company?.name).toBe('Acme');
    await api.call('PATCH', `/v1/contacts/${made.id}`, {
      token: ann.token,
      body: { companyName: null },
      headers: { 'if-match': '2' },
    });
    expect((await capture('ada@home.example', body)).company).toBeNull();
  });

  it('is one, however many people of one new firm are captured at once', async () => {
    const names = ['Acme', 'ACME', 'Acmé Inc.', 'Acme Inc.'];
    const captured = await Promise.all(
      Array.from({ length: 24 }, (_, n) => capture(`p${n}@acme.example`, { companyName: names[n % names.length] })),
    );
    const made = await companies();
    expect(made.map(({ name }) => name.toLowerCase().slice(0, 4)).length).toBe(2);
    expect(made.flatMap(({ domains }) => domains)).toEqual(['acme.example']);
    expect(new Set(captured.map(({ company }) => company?.id)).size).toBe(2);
  });
});
