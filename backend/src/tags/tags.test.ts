import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sampleContact } from '../testing/samples.ts';
import { createTestApi, type TestApi } from '../testing/test-api.ts';
import { createPerson, type TestPerson } from '../testing/test-deps.ts';

describe('tags', () => {
  let api: TestApi;
  let ann: TestPerson;
  beforeAll(async () => {
    api = await createTestApi();
    ann = await createPerson(api.deps);
  });
  afterAll(() => api.close());
  const call = (method: string, path: string, body?: object, token = ann.token) =>
    api.call(method, path, { token, headers: { 'if-match': '1' }, ...(body ? { body } : {}) });

  it('are known once a record has one, counted, renamed everywhere and taken away everywhere', async () => {
    const contact = await sampleContact(api, ann.token, { name: 'Ada', tags: ['VIP', 'Élite'] });
    const company = (await call('POST', '/v1/companies', { name: 'Acme', tags: ['vip'] })).body;
    expect(company.tags).toEqual(['VIP']);
    const listed = (await call('GET', '/v1/tags')).body.items;
    expect(listed).toMatchObject([
      { name: 'Élite', uses: { contacts: 1, companies: 0, deals: 0 } },
      { name: 'VIP', hue: null, uses: { contacts: 1, companies: 1, deals: 0 } },
    ]);
    const vip = listed[1]?.id;
    const taken = await call('PATCH', `/v1/tags/${vip}`, { name: 'ELITE' });
    expect(taken).toMatchObject({ status: 422, body: { errors: [{ path: 'name' }] } });
    expect((await call('PATCH', `/v1/tags/${vip}`, { name: 'Key account', hue: 3 })).body).toMatchObject({
      name: 'Key account',
      hue: 3,
      version: 2,
      uses: { contacts: 1, companies: 1 },
    });
    const tagsOf = async (path: string) => (await call('GET', path)).body.tags;
    expect(await tagsOf(`/v1/contacts/${contact}`)).toEqual(['Key account', 'Élite']);
    expect(await tagsOf(`/v1/companies/${company.id}`)).toEqual(['Key account']);
    expect((await call('GET', '/v1/contacts?tag=key%20ACCOUNT')).body.items).toHaveLength(1);
    expect((await call('DELETE', `/v1/tags/${vip}`)).status).toBe(204);
    expect(await tagsOf(`/v1/contacts/${contact}`)).toEqual(['Élite']);
    expect((await call('GET', '/v1/tags?search=elit')).body.items).toMatchObject([{ name: 'Élite' }]);
  });

  it('are listed page by page', async () => {
    const bob = await createPerson(api.deps);
    await sampleContact(api, bob.token, { name: 'Ada', tags: ['c', 'a', 'b'] });
    const first = await call('GET', '/v1/tags?limit=2', undefined, bob.token);
    const rest = await call('GET', `/v1/tags?limit=2&cursor=${first.body.nextCursor}`, undefined, bob.token);
    expect([...first.body.items, ...rest.body.items].map(({ name }) => name)).toEqual(['a', 'b', 'c']);
    expect(rest.body.nextCursor).toBeNull();
  });

  it('of everybody are for owners and admins to change', async () => {
    const member = await createPerson(api.deps, { organizationId: ann.organizationId, role: 'member' });
    await sampleContact(api, member.token, { name: 'Bea', tags: ['Mine'] });
    const tag = (await call('GET', '/v1/tags?search=mine', undefined, member.token)).body.items[0]?.id;
    expect((await call('PATCH', `/v1/tags/${tag}`, { hue: 1 }, member.token)).status).toBe(403);
    expect((await call('DELETE', `/v1/tags/${tag}`, undefined, member.token)).status).toBe(403);
  });
});
