import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connect } from '../db/pool.ts';
import { createApp } from '../http/app.ts';
import { createTestApi, type TestApi } from '../testing/test-api.ts';
import { createPerson } from '../testing/test-deps.ts';

describe('the install', () => {
  let api: TestApi;
  beforeAll(async () => {
    api = await createTestApi();
  });
  afterAll(() => api.close());

  it('says where it answers', async () => {
    const { body, headers } = await api.call('GET', '/.well-known/kith.json');
    expect(body).toEqual({
      name: 'Kith',
      version: expect.stringMatching(/^\d+\.\d+\.\d+$/),
      apiUrl: 'http://kith.test',
      supabaseUrl: 'http://kith.test',
      publishableKey: api.deps.keys.publishableKey,
      pairing: true,
      passwordLength: 8,
    });
    expect(headers.get('access-control-allow-origin')).toBe('*');
  });

  it('says that it is alive and ready', async () => {
    expect((await api.call('GET', '/health/live')).body).toEqual({ status: 'ok' });
    expect((await api.call('GET', '/health/ready')).body).toEqual({ status: 'ok', checks: { database: 'ok' } });
  });

  it('is not ready without its database, and says that it is not available', async () => {
    const sql = connect('postgres://nobody@127.0.0.1:1/none', 1);
    const { token } = await createPerson(api.deps);
    const app = createApp({ ...api.deps, sql, reader: sql });
    const ready = await app.request('/health/ready');
    expect([ready.status, await ready.json()]).toEqual([
      503,
      { status: 'unavailable', checks: { database: 'unavailable' } },
    ]);
    const asked = await app.request('/v1/contacts', { headers: { authorization: `Bearer ${token}` } });
    expect([asked.status, await asked.json()]).toMatchObject([503, { code: 'unavailable' }]);
    expect(asked.headers.get('retry-after')).toBe('2');
    await sql.end();
  });

  it('describes itself', async () => {
    const { body } = await api.call('GET', '/openapi.json');
    expect(body).toMatchObject({ openapi: '3.1.0', servers: [{ url: 'http://kith.test' }] });
  });

  it.each([
    ['owner', true, true],
    ['admin', true, true],
    ['member', true, false],
    ['viewer', false, false],
  ] as const)('tells the %s who they are and what they may do', async (role, writes, manages) => {
    const owner = await createPerson(api.deps);
    const { organizationId } = owner;
    const person = role === 'owner' ? owner : await createPerson(api.deps, { organizationId, role });
    const { body } = await api.call('GET', '/v1/me', { token: person.token });
    expect(body.user).toEqual({ id: person.userId, email: person.email });
    expect(body.organizations).toEqual([
      {
        id: organizationId,
        name: expect.any(String),
        role,
        roleName: null,
        reach: 'all',
        sandboxOf: null,
        mfaMissing: false,
      },
    ]);
    expect(body.permissions).toContain('contacts.read');
    expect(body.permissions.includes('contacts.write')).toBe(writes);
    expect(body.permissions.includes('keys.manage')).toBe(manages);
  });

  it('lists all organizations of a person, the first joined first, with the permissions of the chosen one', async () => {
    const [ann, bob] = [await createPerson(api.deps), await createPerson(api.deps)];
    await api.deps.admin`insert into app.memberships (organization_id, user_id, role)
      values (${bob.organizationId}, ${ann.userId}, 'viewer')`;
    const own = await api.call('GET', '/v1/me', { token: ann.token });
    expect(own.body.organizations).toMatchObject([
      { id: ann.organizationId, role: 'owner' },
      { id: bob.organizationId, role: 'viewer' },
    ]);
    const headers = { 'kith-organization': bob.organizationId.toUpperCase() };
    const other = await api.call('GET', '/v1/me', { token: ann.token, headers });
    expect(other.body.permissions).not.toContain('contacts.write');
  });

  it('lets those who manage an organization rename it, at the version that was read', async () => {
    const ann = await createPerson(api.deps);
    const vic = await createPerson(api.deps, { organizationId: ann.organizationId, role: 'viewer' });
    const rename = (token: string, name: string, version: number) =>
      api.call('PATCH', '/v1/organization', { token, body: { name }, headers: { 'if-match': `${version}` } });
    expect((await rename(vic.token, 'Taken over', 1)).body.code).toBe('forbidden');
    expect((await rename(ann.token, '  ', 1)).body.code).toBe('invalid_input');
    expect((await rename(ann.token, ' Stair builders ', 1)).body).toMatchObject({ name: 'Stair builders', version: 2 });
    expect((await rename(ann.token, 'Again', 1)).body.code).toBe('version_conflict');
    expect((await api.call('GET', '/v1/organization', { token: vic.token })).body.name).toBe('Stair builders');
    const log = await api.deps.admin`
      select changes from app.audit_log where record_id = ${ann.organizationId} and resource = 'organization'`;
    expect(log).toMatchObject([{ changes: { name: [expect.any(String), 'Stair builders'] } }]);
  });
});
