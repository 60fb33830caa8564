import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createTestApi, type TestApi } from '../testing/test-api.ts';
import { createPerson, type TestPerson } from '../testing/test-deps.ts';

describe('roles of an organization’s own', () => {
  let api: TestApi;
  let ann: TestPerson;
  let adam: TestPerson;
  let bea: TestPerson;
  beforeAll(async () => {
    api = await createTestApi();
  });
  afterAll(() => api.close());
  beforeEach(async () => {
    ann = await createPerson(api.deps);
    const place = { organizationId: ann.organizationId };
    adam = await createPerson(api.deps, { ...place, role: 'admin' });
    bea = await createPerson(api.deps, { ...place, role: 'member' });
  });

  const make = (permissions: string[], by = ann, name = 'Reader') =>
    api.call('POST', '/v1/roles', { token: by.token, body: { name, permissions } });
  const change = (id: string, body: object, { by = ann, version = 1 } = {}) =>
    api.call('PATCH', `/v1/roles/${id}`, { token: by.token, body, headers: { 'if-match': `"${version}"` } });
  const give = async (person: TestPerson, role: string, by = ann) => {
    const { items } = (await api.call('GET', '/v1/members', { token: by.token })).body;
    const version = items.find(({ id }) => id === person.userId)?.version;
    const headers = { 'if-match': `"${version}"` };
    return api.call('PATCH', `/v1/members/${person.userId}`, { token: by.token, body: { role }, headers });
  };
  const me = async (person: TestPerson) => (await api.call('GET', '/v1/me', { token: person.token })).body;
  const status = async (person: TestPerson, path: string) =>
    (await api.call('GET', path, { token: person.token })).status;

  it('open what they say and nothing else, and change at once for who is signed in', async () => {
    const made = await make(['contacts.write']);
    const permissions = ['contacts.read', 'contacts.write', 'organization.read', 'undo.use'];
    expect(made).toMatchObject({ status: 201, body: { name: 'Reader', permissions, members: 0, mayChange: true } });
    expect((await give(bea, made.body.id)).body).toMatchObject({ role: made.body.id, roleName: 'Reader' });
    const told = await me(bea);
    expect(told).toMatchObject({ organizations: [{ role: made.body.id, roleName: 'Reader' }], permissions });
    expect([await status(bea, '/v1/contacts'), await status(bea, '/v1/deals')]).toEqual([200, 403]);
    expect((await change(made.body.id, { permissions: ['deals.read'] })).body.version).toBe(2);
    expect([await status(bea, '/v1/contacts'), await status(bea, '/v1/deals')]).toEqual([403, 200]);
    const events = await api.deps.admin`select type from app.events where subject_id = ${made.body.id} order by id`;
    expect(events.map(({ type }) => type)).toEqual(['role.created', 'role.updated']);
  });

  it('hold nothing that their maker does not hold', async () => {
    const refused = await make(['contacts.read', 'security.manage'], adam);
    expect(refused).toMatchObject({ status: 422, body: { code: 'invalid_input' } });
    expect(refused.body.errors[0]?.message).toContain('security.manage');
    expect((await make(['contacts.fly'])).status).toBe(422);
    expect((await make(['contacts.read'], bea)).body.code).toBe('forbidden');
    const more = (await make(['security.manage'], ann, 'Guard')).body.id;
    expect((await change(more, { name: 'Mine' }, { by: adam })).body.code).toBe('forbidden');
    expect((await give(bea, more, adam)).body.code).toBe('forbidden');
    const invited = { email: 'guard@people.example', role: more };
    expect((await api.call('POST', '/v1/invitations', { token: adam.token, body: invited })).body.code).toBe(
      'forbidden',
    );
    await give(bea, more);
    expect((await give(bea, 'viewer', adam)).body.code).toBe('forbidden');
    expect((await api.call('DELETE', `/v1/members/${bea.userId}`, { token: adam.token })).body.code).toBe('forbidden');
  });

  it('are not given where there is no such role, nor another organization’s', async () => {
    const stranger = await createPerson(api.deps);
    const theirs = (await make(['contacts.read'], stranger)).body.id;
    for (const role of [theirs, '019aa000-0000-7000-8000-000000000000']) {
      expect(await give(bea, role)).toMatchObject({ status: 422, body: { errors: [{ path: 'role' }] } });
      const invited = { token: ann.token, body: { email: 'new@people.example', role } };
      expect((await api.call('POST', '/v1/invitations', invited)).status).toBe(422);
    }
    const forced = api.deps.admin`update app.memberships set role = ${theirs} where user_id = ${bea.userId}`;
    await expect(forced).rejects.toThrow(/memberships_custom_role/);
    expect((await api.call('GET', '/v1/roles', { token: ann.token })).body.items).toHaveLength(5);
  });

  it('are named in invitations, and joined with', async () => {
    const { id } = (await make(['deals.read'])).body;
    const guest = await createPerson(api.deps);
    await api.deps
      .admin`update auth.users set email_confirmed_at = now(), email_proven_at = now() where id = ${guest.userId}`;
    const invited = await api.call('POST', '/v1/invitations', {
      token: ann.token,
      body: { email: guest.email, role: id },
    });
    expect(invited.body).toMatchObject({ role: id, roleName: 'Reader' });
    await api.deps.admin`update app.invitations set token_hash = sha256('known') where id = ${invited.body.id}`;
    const [joined] = await api.deps.admin.begin(async (tx) => {
      await tx`select set_config('request.jwt.claims', ${JSON.stringify(guest.claims)}, true)`;
      return tx`select app.accept_invitation(sha256('known'), null, 'x') as told`;
    });
    expect(joined?.['told']).toMatchObject({ role: id, roleName: 'Reader' });
  });

  it('in use go when a replacement is named', async () => {
    const { id } = (await make(['deals.read'])).body;
    await give(bea, id);
    const invited = { token: ann.token, body: { email: 'later@people.example', role: id } };
    await api.call('POST', '/v1/invitations', invited);
    const remove = (replacement?: string) =>
      api.call('DELETE', `/v1/roles/${id}${replacement ? `?replacement=${replacement}` : ''}`, { token: ann.token });
    expect(await remove()).toMatchObject({ status: 409, body: { code: 'role_in_use', count: 2 } });
    expect((await remove(id)).status).toBe(422);
    expect((await remove('viewer')).status).toBe(204);
    expect((await me(bea)).organizations[0]).toMatchObject({ role: 'viewer', roleName: null });
    const open = (await api.call('GET', '/v1/invitations', { token: ann.token })).body.items;
    expect(open).toMatchObject([{ role: 'viewer' }]);
    expect((await remove()).status).toBe(404);
    const left = await api.deps.admin`select from app.role_permissions where role = ${id}`;
    expect(left).toHaveLength(0);
  });

  it('make nobody the last owner’s heir', async () => {
    const { id } = (await make((await me(ann)).permissions)).body;
    expect((await give(ann, id)).body.code).toBe('last_owner');
  });

  it('have names of their own', async () => {
    await make(['deals.read']);
    expect((await make(['deals.read'], ann, 'READER')).body.code).toBe('role_name_taken');
  });

  it('are all listed, with what the reader may give', async () => {
    await make(['deals.read']);
    const list = async (by: TestPerson) => (await api.call('GET', '/v1/roles', { token: by.token })).body;
    const { items, grantable } = await list(adam);
    expect(items.map(({ id, name }) => name ?? id)).toEqual([
      'owner',
      'admin',
      'member',
      'approver',
      'viewer',
      'Reader',
    ]);
    expect(items.map(({ mayGrant }) => mayGrant)).toEqual([false, true, true, true, true, true]);
    expect(grantable).toContain('keys.manage');
    expect(grantable).not.toContain('security.manage');
    expect((await list(bea)).grantable).toEqual([]);
  });

  it('go with their organization', async () => {
    await give(bea, (await make(['deals.read'])).body.id);
    await api.deps.admin`delete from app.organizations where id = ${ann.organizationId}`;
    expect(await api.deps.admin`select from app.roles where organization_id = ${ann.organizationId}`).toHaveLength(0);
  });

  it('let an approver read what viewers read, and approve, but change nothing', async () => {
    const place = { organizationId: ann.organizationId };
    const [abe, vic] = [
      await createPerson(api.deps, { ...place, role: 'approver' }),
      await createPerson(api.deps, { ...place, role: 'viewer' }),
    ];
    const granted = async (who: TestPerson) => (await me(who)).permissions;
    expect((await granted(abe)).toSorted()).toEqual([...(await granted(vic)), 'drafts.approve'].toSorted());
    const write = async (by: TestPerson, path: string, body: object) =>
      (await api.call('POST', path, { token: by.token, body })).status;
    expect(await write(abe, '/v1/contacts', { name: 'Bo' })).toBe(403);
    expect(await write(ann, '/v1/api-keys', { name: 'Sync', permissions: ['drafts.approve'] })).toBe(422);
  });
});
