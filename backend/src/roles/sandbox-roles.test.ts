import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createTestApi, type TestApi } from '../testing/test-api.ts';
import { createPerson, type TestPerson } from '../testing/test-deps.ts';

const ofKeys = ['contacts.read', 'contacts.write', 'keys.manage', 'organization.read', 'undo.use'];

describe('roles in a sandbox', () => {
  let api: TestApi;
  let ann: TestPerson;
  let bea: TestPerson;
  beforeAll(async () => {
    api = await createTestApi();
  });
  afterAll(() => api.close());
  beforeEach(async () => {
    ann = await createPerson(api.deps);
    bea = await createPerson(api.deps, { organizationId: ann.organizationId, role: 'member' });
  });

  const make = async (name: string, permissions: string[]) =>
    (await api.call('POST', '/v1/roles', { token: ann.token, body: { name, permissions } })).body.id;
  const change = (id: string, body: object, version: number) =>
    api.call('PATCH', `/v1/roles/${id}`, { token: ann.token, body, headers: { 'if-match': `"${version}"` } });
  const testKey = async (by = ann) => {
    const body = { name: 'Trial', mode: 'test', permissions: ['contacts.read'] };
    return api.call('POST', '/v1/api-keys', { token: by.token, body });
  };
  const openSandbox = async () => (await testKey()).body.organizationId;
  const give = (person: TestPerson, role: string) =>
    api.deps.admin`update app.memberships set role = ${role}
      where user_id = ${person.userId} and organization_id = ${ann.organizationId}`;
  const rolesIn = (house: string) =>
    api.deps.admin`
    select name, permissions, reach from app.roles where organization_id = ${house} order by name`.then((rows) => [
      ...rows,
    ]);
  /** What somebody is told of the sandbox. */
  const inSandbox = async (person: TestPerson, sandbox: string) => {
    const { body } = await api.call('GET', '/v1/me', {
      token: person.token,
      headers: { 'kith-organization': sandbox },
    });
    return { name: body.organizations?.find(({ id }) => id === sandbox)?.roleName, permissions: body.permissions };
  };

  it('are those of the organization, from the first day and after each change', async () => {
    const early = await make('Early', ['contacts.read']);
    const sandbox = await openSandbox();
    const late = await make('Late', ofKeys);
    const same = async () => expect(await rolesIn(sandbox)).toEqual(await rolesIn(ann.organizationId));
    await same();
    expect((await change(early, { name: 'Renamed', permissions: ['deals.read'], reach: 'own' }, 1)).status).toBe(200);
    await same();
    await api.call('DELETE', `/v1/roles/${late}`, { token: ann.token });
    await same();
    expect(await rolesIn(sandbox)).toMatchObject([{ name: 'Renamed', reach: 'own' }]);
    const there = await api.deps.admin`select 1 from app.role_permissions p join app.roles r on r.id::text = p.role
      where r.organization_id = ${sandbox} and p.permission = 'deals.read'`;
    expect(there).toHaveLength(1);
  });

  it('let whoever’s role manages keys make test keys and work there, with just that role', async () => {
    const role = await make('Keys', ofKeys);
    await give(bea, role);
    const made = await testKey(bea);
    expect(made.status).toBe(201);
    const sandbox = made.body.organizationId;
    expect(await inSandbox(bea, sandbox)).toEqual({ name: 'Keys', permissions: ofKeys });
    const asked = (path: string) =>
      api
        .call('GET', path, { token: bea.token, headers: { 'kith-organization': sandbox } })
        .then(({ status }) => status);
    expect([await asked('/v1/contacts'), await asked('/v1/deals')]).toEqual([200, 403]);
  });

  it('let nobody in whose role does not, and out who loses it', async () => {
    const role = await make('Changing', ['contacts.read']);
    await give(bea, role);
    const sandbox = await openSandbox();
    const isIn = async () => (await inSandbox(bea, sandbox)).name !== undefined;
    expect(await isIn()).toBe(false);
    expect((await testKey(bea)).status).toBe(403);
    await change(role, { permissions: ofKeys }, 1);
    expect(await isIn()).toBe(true);
    await change(role, { permissions: ['contacts.read'] }, 2);
    expect(await isIn()).toBe(false);
    await change(role, { permissions: ofKeys }, 3);
    await give(bea, 'viewer');
    expect(await isIn()).toBe(false);
    await give(bea, role);
    expect(await isIn()).toBe(true);
    await api.deps
      .admin`delete from app.memberships where user_id = ${bea.userId} and organization_id = ${ann.organizationId}`;
    expect(await isIn()).toBe(false);
  });

  it('are changed in the organization alone', async () => {
    await make('Fixed', ['contacts.read']);
    const sandbox = await openSandbox();
    const headers = { 'kith-organization': sandbox };
    const { items } = (await api.call('GET', '/v1/roles', { token: ann.token, headers })).body;
    const mirror = items.find(({ name }) => name === 'Fixed');
    expect(items.some(({ mayChange }) => mayChange)).toBe(false);
    const tries = await Promise.all([
      api.call('POST', '/v1/roles', {
        token: ann.token,
        headers,
        body: { name: 'Own', permissions: ['contacts.read'] },
      }),
      api.call('PATCH', `/v1/roles/${mirror?.id}`, {
        token: ann.token,
        headers: { ...headers, 'if-match': '"1"' },
        body: { name: 'Other' },
      }),
      api.call('DELETE', `/v1/roles/${mirror?.id}`, { token: ann.token, headers }),
    ]);
    expect(tries.map(({ status, body }) => [status, body.code])).toEqual(tries.map(() => [409, 'sandbox_follows']));
  });

  it('reach as far as at home, the built-in ones, too', async () => {
    const set = (reach: string, version: number) =>
      api.call('PATCH', '/v1/roles/admin', {
        token: ann.token,
        body: { reach },
        headers: { 'if-match': `"${version}"` },
      });
    await give(bea, 'admin');
    expect((await set('own', 1)).status).toBe(200);
    const sandbox = await openSandbox();
    const reach = async () => {
      const [row] = await api.deps.admin`
        select reach from app.memberships where organization_id = ${sandbox} and user_id = ${bea.userId}`;
      return row?.['reach'];
    };
    expect(await reach()).toBe('own');
    expect((await set('all', 2)).status).toBe(200);
    expect(await reach()).toBe('all');
  });
});
