import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createApp } from '../http/app.ts';
import { sampleContact, sampleMessage } from '../testing/samples.ts';
import { createTestApi, type TestApi } from '../testing/test-api.ts';
import { createPerson, type TestPerson } from '../testing/test-deps.ts';
import { newKey } from './key-format.ts';
import { isAllowed } from './verify-key.ts';

const aDay = 24 * 3_600_000;

describe('API keys', () => {
  let api: TestApi;
  let ann: TestPerson;
  beforeAll(async () => {
    api = await createTestApi();
  });
  beforeEach(async () => {
    ann = await createPerson(api.deps);
  });
  afterAll(() => api.close());

  const call = (method: string, path: string, body?: object, headers: Record<string, string> = {}) =>
    api.call(method, path, { token: ann.token, headers, ...(body ? { body } : {}) });
  const create = (more: object = {}) =>
    call('POST', '/v1/api-keys', { name: 'Sync', permissions: ['contacts.read'], ...more });
  const secretOf = async (more: object = {}) => String((await create(more)).body.secret);
  const read = (token: string, headers: Record<string, string> = {}) =>
    api.call('GET', '/v1/contacts', { token, headers });
  /** The API as if so much time had passed: what it remembers of keys is forgotten. */
  const later = (ms: number) => createApp({ ...api.deps, now: () => new Date(Date.now() + ms) });

  it('are shown once, listed by how they begin, and kept as a hash', async () => {
    const { status, body } = await create();
    expect(status).toBe(201);
    expect(body).toMatchObject({
      organizationId: ann.organizationId,
      mode: 'live',
      prefix: body.secret.slice(0, 12),
      permissions: ['contacts.read', 'organization.read'],
      expiresAt: null,
      createdBy: ann.userId,
    });
    const list = await call('GET', '/v1/api-keys');
    expect(list.body.items).toMatchObject([{ id: body.id, prefix: body.prefix }]);
    expect(JSON.stringify(list.body)).not.toContain(body.secret);
    const dump = await api.deps.admin`
      select k::text || coalesce((select string_agg(e::text, '') from app.events e), '')
        || coalesce((select string_agg(a::text, '') from app.audit_log a), '') as text from app.api_keys k`;
    expect(JSON.stringify(dump)).not.toContain(body.secret.slice(12));
  });

  it('are not shown again, and not made twice, when the request is repeated', async () => {
    const once = { 'idempotency-key': 'make-one' };
    const wanted = { name: 'Sync', permissions: ['contacts.read'] };
    const first = await call('POST', '/v1/api-keys', wanted, once);
    const again = await call('POST', '/v1/api-keys', wanted, once);
    expect(first.body.secret).toMatch(/^sk_live_/);
    expect(again.body).toEqual({ ...first.body, secret: null });
    expect((await call('GET', '/v1/api-keys')).body.items).toHaveLength(1);
    const kept = await api.deps.admin`select body from app.idempotency_keys where key = 'make-one'`;
    expect(JSON.stringify(kept)).not.toContain(first.body.secret.slice(12));
  });

  it('open what they were given and nothing else, in their organization alone', async () => {
    const id = await sampleContact(api, ann.token, { name: 'Ada' });
    const secret = await secretOf();
    expect((await read(secret)).body.items).toMatchObject([{ id }]);
    const me = await api.call('GET', '/v1/me', { token: secret });
    expect(me.body).toMatchObject({ user: null, organizations: [{ id: ann.organizationId, role: null }] });
    expect((await api.call('GET', '/v1/companies', { token: secret })).body.code).toBe('forbidden');
    expect((await api.call('POST', '/v1/contacts', { token: secret, body: { name: 'X' } })).body.code).toBe(
      'forbidden',
    );
    const bob = await createPerson(api.deps);
    const elsewhere = await read(secret, { 'kith-organization': bob.organizationId });
    expect([elsewhere.status, elsewhere.body.code]).toEqual([403, 'forbidden']);
  });

  it('write as themselves: nobody’s person, the key in the log and the events', async () => {
    const permissions = [
      'contacts.read',
      'contacts.write',
      'companies.read',
      'companies.write',
      'interactions.read',
      'interactions.write',
      'notes.read',
      'notes.write',
      'tasks.read',
      'tasks.write',
      'deals.read',
      'deals.write',
      'pipelines.read',
    ];
    const created = await create({ permissions });
    const token = created.body.secret;
    const asKey = (method: string, path: string, body: object) => api.call(method, path, { token, body });
    const made = await asKey('POST', '/v1/contacts', {
      name: 'Ada',
      points: [{ kind: 'email', value: 'ada@one.example' }],
    });
    expect(made.status).toBe(201);
    const contactId = made.body.contact.id;
    const message = sampleMessage(contactId, 'm1', { subject: 'Hello', body: 'Hi', visibility: 'full' });
    expect((await asKey('POST', '/v1/interactions', message)).status).toBe(201);
    expect(
      (await asKey('POST', '/v1/notes', { record: { type: 'contact', id: contactId }, body: 'Likes oak' })).status,
    ).toBe(201);
    expect(
      (await asKey('POST', '/v1/tasks', { record: { type: 'contact', id: contactId }, title: 'Call' })).status,
    ).toBe(201);
    const actor = { kind: 'key', id: created.body.id };
    const log = await call('GET', `/v1/audit?recordId=${contactId}&action=created`);
    expect(log.body.items).toMatchObject([{ actor, source: 'api' }]);
    const events = await api.deps.admin`select actor from app.events where subject_id = ${contactId}`;
    expect(events.map((event) => event['actor'])).toContainEqual(actor);
    const wrong = await asKey('POST', '/v1/contacts', { name: 'Wrong' });
    const undone = await asKey('POST', '/v1/undo', { undoToken: wrong.body.undoToken });
    expect(undone.status).toBe(200);
  });

  it('can never be given more than their maker may, nor what is a person’s to decide', async () => {
    for (const permission of [
      'keys.manage',
      'organization.manage',
      'jobs.write',
      'members.manage',
      'privacy.manage',
      'nonsense.read',
    ]) {
      const { status, body } = await create({ permissions: [permission] });
      expect([status, body.code]).toEqual([422, 'invalid_input']);
    }
    const offered = (await call('GET', '/v1/api-keys/permissions')).body.permissions;
    expect(offered).toContain('contacts.write');
    expect(offered).not.toContain('keys.manage');
    const secret = await secretOf();
    expect((await api.call('GET', '/v1/api-keys', { token: secret })).body.code).toBe('forbidden');
    const member = await createPerson(api.deps, { organizationId: ann.organizationId, role: 'member' });
    expect((await api.call('GET', '/v1/api-keys', { token: member.token })).status).toBe(403);
  });

  it('end at once when revoked, and when their time is over', async () => {
    const first = await create();
    expect((await read(first.body.secret)).status).toBe(200);
    const revoked = await call('DELETE', `/v1/api-keys/${first.body.id}`);
    expect(revoked.body.revokedAt).not.toBeNull();
    expect((await call('DELETE', `/v1/api-keys/${first.body.id}`)).body).toEqual(revoked.body);
    // Remembered for a minute, and yet refused: the database asks in every transaction.
    expect(await read(first.body.secret)).toMatchObject({ status: 401, body: { code: 'api_key_unknown' } });

    const short = await create({ expiresAt: new Date(Date.now() + aDay).toISOString() });
    expect((await read(short.body.secret)).status).toBe(200);
    await api.deps.admin`update app.api_keys set expires_at = now() where id = ${short.body.id}`;
    expect((await read(short.body.secret)).body.code).toBe('api_key_unknown');
    expect((await create({ expiresAt: '2020-01-01T00:00:00Z' })).status).toBe(422);
  });

  it('are rotated: the new one works, the old one for a day more', async () => {
    const old = await create({ allowedIps: [], rateLimit: 50 });
    const fresh = await call('POST', `/v1/api-keys/${old.body.id}/rotate`);
    expect(fresh).toMatchObject({
      status: 201,
      body: { replaces: old.body.id, rateLimit: 50, name: 'Sync', expiresAt: null },
    });
    expect((await read(fresh.body.secret)).status).toBe(200);
    expect((await read(old.body.secret)).status).toBe(200);
    const [kept] = await api.deps.admin<{ expiresAt: Date }[]>`
      select expires_at::timestamptz(0) as "expiresAt" from app.api_keys where id = ${old.body.id}`;
    expect(Math.abs(new Date(String(kept?.expiresAt)).getTime() - Date.now() - aDay)).toBeLessThan(60_000);
    await call('DELETE', `/v1/api-keys/${old.body.id}`);
    expect((await call('POST', `/v1/api-keys/${old.body.id}/rotate`)).body.code).toBe('api_key_over');
  });

  it('that were rotated are let in for a day, and not a moment more', async () => {
    const old = await create();
    const fresh = await call('POST', `/v1/api-keys/${old.body.id}/rotate`);
    /** The database's clock cannot be moved, so the key's end is moved towards it. */
    const pass = (time: string) => api.deps.admin`
      update app.api_keys set expires_at = expires_at - ${time}::interval where id = ${old.body.id}`;
    const asked = async () => {
      const response = await later(0).request('/v1/contacts', {
        headers: { authorization: `Bearer ${old.body.secret}` },
      });
      return [response.status, Reflect.get(Object(await response.json()), 'code')];
    };
    await pass('23 hours 58 minutes');
    expect((await asked())[0]).toBe(200);
    expect((await read(old.body.secret)).status).toBe(200);
    await pass('2 minutes');
    expect(await asked()).toEqual([401, 'api_key_unknown']);
    // Remembered as good a moment ago, and refused all the same.
    expect(await read(old.body.secret)).toMatchObject({ status: 401, body: { code: 'api_key_unknown' } });
    expect((await call('POST', `/v1/api-keys/${old.body.id}/rotate`)).body.code).toBe('api_key_over');
    expect((await read(fresh.body.secret)).status).toBe(200);
  });

  it('may be bound to addresses', async () => {
    const secret = await secretOf({ allowedIps: ['203.0.113.0/24', '2001:db8::/32'] });
    const app = createApp({ ...api.deps, env: { ...api.deps.env, KITH_PROXIES: 1 } });
    const from = async (address: string) => {
      const response = await app.request('/v1/contacts', {
        headers: { authorization: `Bearer ${secret}`, 'x-forwarded-for': `198.51.100.1, ${address}` },
      });
      return response.status;
    };
    expect([await from('203.0.113.9'), await from('2001:db8::7'), await from('198.51.100.1')]).toEqual([200, 200, 403]);
    // Nobody vouches for an address that only the sender wrote.
    const spoofed = await read(secret, { 'x-forwarded-for': '203.0.113.9' });
    expect(spoofed.body.code).toBe('ip_not_allowed');
    expect((await create({ allowedIps: ['203.0.113.0/33'] })).status).toBe(422);
    expect(isAllowed('203.0.113.7', ['203.0.113.7'])).toBe(true);
  });

  it('with sk_test_ work on a sandbox beside the organization, and see none of it', async () => {
    await sampleContact(api, ann.token, { name: 'Real' });
    const permissions = ['contacts.read', 'contacts.write'];
    const test = await create({ mode: 'test', permissions });
    expect(test.body.secret).toMatch(/^sk_test_/);
    expect(test.body.organizationId).not.toBe(ann.organizationId);
    await api.call('POST', '/v1/contacts', { token: test.body.secret, body: { name: 'Trial' } });
    expect((await read(test.body.secret)).body.items).toMatchObject([{ name: 'Trial' }]);
    expect((await read(ann.token)).body.items).toMatchObject([{ name: 'Real' }]);
    const second = await create({ mode: 'test', permissions });
    expect(second.body.organizationId).toBe(test.body.organizationId);
    expect((await call('GET', '/v1/api-keys')).body.items.map(({ id }) => id)).toEqual([second.body.id, test.body.id]);
    const me = await call('GET', '/v1/me');
    expect(me.body.organizations).toMatchObject([
      { id: ann.organizationId, sandboxOf: null },
      { id: test.body.organizationId, sandboxOf: ann.organizationId },
    ]);
  });

  it('note when and from where they were last used', async () => {
    const created = await create();
    await read(created.body.secret);
    const [item] = (await call('GET', '/v1/api-keys')).body.items;
    expect(item?.lastUsedAt).not.toBeNull();
  });

  it('are changed by name, addresses and limit, and nothing else', async () => {
    const { body } = await create();
    const path = `/v1/api-keys/${body.id}`;
    const changed = await call(
      'PATCH',
      path,
      { name: 'Warehouse', allowedIps: ['203.0.113.7'], rateLimit: 10 },
      { 'if-match': '"1"' },
    );
    expect(changed.body).toMatchObject({ name: 'Warehouse', allowedIps: ['203.0.113.7/32'], rateLimit: 10 });
    const stale = await call('PATCH', path, { name: 'Late' }, { 'if-match': '"1"' });
    expect(stale.body.code).toBe('version_conflict');
    const other = await call('PATCH', path, { permissions: ['contacts.write'] }, { 'if-match': '"2"' });
    expect(other.body.permissions).toEqual(body.permissions);
    const bob = await createPerson(api.deps);
    expect(
      (await api.call('PATCH', path, { token: bob.token, body: { name: 'X' }, headers: { 'if-match': '"1"' } })).status,
    ).toBe(404);
  });

  it.each([
    ['one that was never made', () => newKey('live')],
    ['one with a slip', () => `${newKey('live').slice(0, -1)}!`],
    ['half of one', () => 'sk_live_'],
    ['64 kB', () => `sk_live_${'a'.repeat(65_536)}`],
  ])('that are %s open nothing', async (_, key) => {
    const { status, body } = await read(key());
    expect([status, body.code]).toEqual([401, 'api_key_unknown']);
  });

  it('are forgotten after a minute, so that changed addresses take hold', async () => {
    const created = await create();
    const app = later(0);
    const ask = (one: ReturnType<typeof createApp>) =>
      one.request('/v1/contacts', { headers: { authorization: `Bearer ${created.body.secret}` } });
    expect((await ask(app)).status).toBe(200);
    await api.deps.admin`update app.api_keys set allowed_ips = '{203.0.113.7}' where id = ${created.body.id}`;
    expect((await ask(app)).status).toBe(200);
    expect((await ask(later(61_000))).status).toBe(403);
  });
});
