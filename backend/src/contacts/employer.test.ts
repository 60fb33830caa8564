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

  it('is found when an address is added to somebody without one, told of, and taken back', async () => {
    const acme = await create({ name: 'Acme', domain: 'acme.example' });
    const { id } = await capture('ada@home.example', { title: 'Buyer' });
    const [home, work] = ['ada@home.example', 'ada@mail.acme.example'].map((value) => ({ kind: 'email', value }));
    const patch = async (version: number, body: object) =>
      (
        await api.call('PATCH', `/v1/contacts/${id}`, {
          token: ann.token,
          body,
          headers: { 'if-match': `${version}` },
        })
      ).body;
    const added = await patch(1, { points: [home, work] });
    expect(added).toMatchObject({ company: { id: acme.id, name: 'Acme' }, title: 'Buyer' });
    expect(added.employments).toMatchObject([{ company: { id: acme.id }, title: 'Buyer', current: true }]);
    const [event] = await api.deps.admin`
      select payload from app.events where subject_id = ${id} and type = 'contact.updated'`;
    expect(event?.['payload']).toEqual({ changed: ['companyName', 'points'] });
    // The same again changes nothing.
    expect((await patch(added.version, { points: [home, work] })).version).toBe(added.version);
    await api.call('POST', '/v1/undo', { token: ann.token, body: { undoToken: added.undoToken } });
    const back = (await api.call('GET', `/v1/contacts/${id}`, { token: ann.token })).body;
    expect(back).toMatchObject({ company: null, employments: [], title: 'Buyer', points: [home] });
    // Whoever says where somebody works is believed, and who took it away meant it.
    const nowhere = await patch(back.version, { points: [home, work], companyName: null });
    expect(nowhere.company).toBeNull();
    expect((await patch(nowhere.version, { points: [work, home] })).company).toBeNull();
    expect((await patch(nowhere.version + 1, { points: [home], companyName: 'Other' })).company?.name).toBe('Other');
    expect((await patch(nowhere.version + 2, { points: [home, work] })).company?.name).toBe('Other');
  });

  it('is not told by a new address at a public provider', async () => {
    await create({ name: 'Mail giant', domain: 'gmail.com' });
    const { id } = await capture('ada@home.example');
    const points = ['ada@home.example', 'ada@gmail.com'].map((value) => ({ kind: 'email', value }));
    const headers = { 'if-match': '1' };
    const { body } = await api.call('PATCH', `/v1/contacts/${id}`, { token: ann.token, body: { points }, headers });
    expect(body).toMatchObject({ version: 2, company: null });
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
