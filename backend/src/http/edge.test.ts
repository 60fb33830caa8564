import { Hono } from 'hono';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listen } from '../start/listen.ts';
import { sampleEmbed } from '../testing/samples.ts';
import { createTestApi, type TestApi } from '../testing/test-api.ts';
import { createPerson, createTestDeps, type TestPerson } from '../testing/test-deps.ts';
import { createApp } from './app.ts';
import { allRoutes } from './registry.ts';

describe('the edge of the API', () => {
  let api: TestApi;
  let ann: TestPerson;
  beforeAll(async () => {
    api = await createTestApi();
    ann = await createPerson(api.deps);
  });
  afterAll(() => api.close());

  const codeOf = async (...[method, path, call]: Parameters<TestApi['call']>) => {
    const { status, body } = await api.call(method, path, { token: ann.token, ...call });
    return [status, body.code];
  };

  describe('credentials', () => {
    it('are required, and the answer says how', async () => {
      const { status, body, headers } = await api.call('GET', '/v1/contacts');
      expect([status, body.code]).toEqual([401, 'unauthenticated']);
      expect(headers.get('www-authenticate')).toBe('Bearer realm="kith"');
      expect(headers.get('content-type')).toBe('application/problem+json');
    });

    it.each(['Basic YTpi', 'Bearer', 'Bearer x', `Bearer ${'x'.repeat(9000)}`])('%.12s… is none', async (value) => {
      expect(await codeOf('GET', '/v1/me', { headers: { authorization: value } })).toEqual([401, 'unauthenticated']);
    });

    it('that have expired say so', async () => {
      const { token } = await api.deps.tokens.sign({ sub: ann.userId, role: 'authenticated' }, -60);
      expect(await codeOf('GET', '/v1/me', { token })).toEqual([401, 'token_expired']);
    });

    it('of a role that is nobody sign nobody in', async () => {
      const { token } = await api.deps.tokens.sign({ sub: ann.userId, role: 'service_role' }, 60);
      expect(await codeOf('GET', '/v1/contacts', { token })).toEqual([401, 'unauthenticated']);
    });
  });

  describe('the organization', () => {
    it('is refused when it is not the caller’s', async () => {
      const bob = await createPerson(api.deps);
      const headers = { 'kith-organization': bob.organizationId };
      expect(await codeOf('GET', '/v1/contacts', { headers })).toEqual([403, 'forbidden']);
      expect(await codeOf('GET', '/v1/me', { headers })).toEqual([403, 'forbidden']);
      expect(await codeOf('POST', '/v1/contacts', { headers, body: { name: 'Ada' } })).toEqual([403, 'forbidden']);
    });

    it('must be an id', async () => {
      const { body } = await api.call('GET', '/v1/contacts', {
        token: ann.token,
        headers: { 'kith-organization': 'mine' },
      });
      expect([body.code, body.errors[0]?.path]).toEqual(['invalid_input', 'header.kith-organization']);
    });

    it('is missing for people who belong to none', async () => {
      const loner = await createPerson(api.deps);
      await api.deps.admin`delete from app.memberships where user_id = ${loner.userId}`;
      expect(await codeOf('GET', '/v1/contacts', { token: loner.token })).toEqual([400, 'organization_required']);
      const me = await api.call('GET', '/v1/me', { token: loner.token });
      expect(me.body).toMatchObject({ user: { id: loner.userId }, organizations: [], permissions: [] });
    });

    it('is the one that the header names, for people in several', async () => {
      const [bob, carl] = [await createPerson(api.deps), await createPerson(api.deps)];
      await api.deps.admin`insert into app.memberships (organization_id, user_id, role)
        values (${carl.organizationId}, ${bob.userId}, 'viewer')`;
      const made = await api.call('POST', '/v1/contacts', { token: bob.token, body: { name: 'Of Bob' } });
      expect(made.body.contact.organizationId).toBe(bob.organizationId);
      const headers = { 'kith-organization': carl.organizationId };
      const listed = await api.call('GET', '/v1/contacts', { token: bob.token, headers });
      expect(listed.body.items).toEqual([]);
      const path = `/v1/contacts/${made.body.contact.id}`;
      expect(await codeOf('GET', path, { token: bob.token, headers })).toEqual([404, 'not_found']);
      expect(await codeOf('POST', '/v1/contacts', { token: bob.token, headers, body: { name: 'X' } })).toEqual([
        403,
        'forbidden',
      ]);
    });
  });

  it('answers unknown addresses with a problem', async () => {
    for (const path of ['/v1/nothing', '/v1', '/nothing', '/v1/contacts/']) {
      expect(await codeOf('GET', path)).toEqual([404, 'not_found']);
    }
    expect(await codeOf('PUT', '/v1/contacts', { body: {} })).toEqual([404, 'not_found']);
  });

  it('takes over sane request ids and makes others', async () => {
    const idFor = async (sent: string) =>
      (await api.call('GET', '/health/live', { headers: { 'x-request-id': sent } })).headers.get('x-request-id');
    expect(await idFor('trace-1.2_3')).toBe('trace-1.2_3');
    expect(await idFor('a b')).toMatch(/^[0-9a-f-]{36}$/);
    expect(await idFor('x'.repeat(101))).toMatch(/^[0-9a-f-]{36}$/);
    const failed = await api.call('GET', '/v1/me', { headers: { 'x-request-id': 'trace-9' } });
    expect([failed.body.requestId, failed.headers.get('x-request-id')]).toEqual(['trace-9', 'trace-9']);
  });

  it('writes the request id into the events of a change', async () => {
    const { body } = await api.call('POST', '/v1/contacts', {
      token: ann.token,
      body: { name: 'Traced' },
      headers: { 'x-request-id': 'trace-10' },
    });
    const [event] = await api.deps.admin`
      select type, actor, correlation_id from app.events where subject_id = ${body.contact.id}`;
    expect(event).toEqual({
      type: 'contact.created',
      actor: { kind: 'user', id: ann.userId },
      correlation_id: 'trace-10',
    });
  });

  it('lets pages of any origin call, without cookies, and read the answer when it is an error', async () => {
    const preflight = await api.app.request('/v1/contacts', {
      method: 'OPTIONS',
      headers: {
        origin: 'https://intranet.example',
        'access-control-request-method': 'PATCH',
        'access-control-request-headers': 'authorization,if-match',
      },
    });
    expect(preflight.status).toBe(204);
    expect(preflight.headers.get('access-control-allow-origin')).toBe('*');
    expect(preflight.headers.get('access-control-allow-methods')).toContain('PATCH');
    expect(preflight.headers.get('access-control-allow-headers')).toContain('if-match');
    expect(preflight.headers.get('access-control-max-age')).toBe('600');
    expect(preflight.headers.get('access-control-allow-credentials')).toBeNull();
    const refused = await api.call('GET', '/v1/contacts', { headers: { origin: 'https://intranet.example' } });
    expect(refused.headers.get('access-control-allow-origin')).toBe('*');
    expect(refused.headers.get('access-control-expose-headers')).toContain('x-request-id');
  });

  it('answers an embed token to the page that it is bound to, and to no other', async () => {
    const { token, origin } = await sampleEmbed(api, ann.token);
    const readableBy = async (from: string, path = '/v1/contacts') => {
      const { status, headers } = await api.call('GET', path, { token, headers: { origin: from } });
      return [status, headers.get('access-control-allow-origin')];
    };
    expect(await readableBy(origin)).toEqual([200, origin]);
    expect(await readableBy(origin, '/v1/members')).toEqual([403, origin]);
    expect(await readableBy(origin, '/v1/contacts?limit=no')).toEqual([422, origin]);
    expect(await readableBy('https://elsewhere.example')).toEqual([403, origin]);
  });

  it('takes secret keys from servers, and from no page but its own', async () => {
    const body = { name: 'Sync', permissions: ['contacts.read'] };
    const { secret } = (await api.call('POST', '/v1/api-keys', { token: ann.token, body })).body;
    const from = (headers: Record<string, string>) => codeOf('GET', '/v1/contacts', { token: String(secret), headers });
    expect(await from({})).toEqual([200, undefined]);
    expect(await from({ origin: new URL(api.deps.apiUrl).origin })).toEqual([200, undefined]);
    for (const origin of ['https://intranet.example', 'null', 'chrome-extension://abc']) {
      expect(await from({ origin })).toEqual([403, 'secret_key_in_browser']);
    }
    const { headers } = await api.call('GET', '/v1/contacts', {
      token: 'sk_live_nobody',
      headers: { origin: 'https://intranet.example' },
    });
    expect(headers.get('access-control-allow-origin')).toBe('*');
  });

  it('keeps people’s data out of caches and guards against sniffing', async () => {
    for (const token of [ann.token, 'wrong']) {
      const { headers } = await api.call('GET', '/v1/contacts', { token });
      expect(headers.get('cache-control')).toBe('no-store');
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('referrer-policy')).toBe('no-referrer');
    }
  });
});

describe('the API inside another app', () => {
  it('answers refusals, unknown addresses and pages of others alike', async () => {
    const deps = await createTestDeps();
    const outer = new Hono().route('/', createApp(deps));
    outer.get('/page', (c) => c.text('A page'));
    outer.notFound((c) => c.text('Nobody', 404));
    const ask = async (path: string) => {
      const response = await outer.request(path, {
        headers: { origin: 'https://intranet.example', 'x-request-id': 'r1' },
      });
      const type = response.headers.get('content-type');
      return [response.status, type, response.headers.get('access-control-allow-origin'), await response.text()];
    };
    const problem = 'application/problem+json';
    expect(await ask('/v1/contacts')).toEqual([401, problem, '*', expect.stringContaining('"requestId":"r1"')]);
    expect(await ask('/v1/nothing')).toEqual([404, problem, '*', expect.stringContaining('"requestId":"r1"')]);
    expect(await ask('/page')).toEqual([200, expect.stringContaining('text/plain'), null, 'A page']);
    expect(await ask('/nowhere')).toEqual([404, expect.stringContaining('text/plain'), null, 'Nobody']);
    await deps.close();
  });
});

describe('the reference page', () => {
  it('describes every operation without a script or another host', async () => {
    const api = await createTestApi();
    const response = await api.app.request('/docs');
    const page = await response.text();
    await api.close();
    expect(response.headers.get('content-type')).toContain('text/html');
    for (const { operationId, path } of allRoutes) {
      expect(page).toContain(`<section id="${operationId}">`);
      expect(page).toContain(path);
    }
    expect(page).not.toMatch(/<script|<link|src=|href="(?!#|\/)/i);
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'; style-src 'sha256-");
  });
});

describe('the log', () => {
  it('holds a line a request, found by its id, without addresses and tokens', async () => {
    const deps = await createTestDeps();
    const lines: string[] = [];
    const log = pino({ level: 'info' }, { write: (line: string) => lines.push(line) });
    const app = createApp({ ...deps, log });
    const { token } = await createPerson(deps);
    await app.request('/v1/lookup?email=ada%40acme.example', {
      headers: { authorization: `Bearer ${token}`, 'x-request-id': 'trace-11' },
    });
    await deps.close();
    expect(lines).toHaveLength(1);
    expect(JSON.parse(lines.join(''))).toMatchObject({
      requestId: 'trace-11',
      method: 'GET',
      path: '/v1/lookup',
      status: 200,
    });
    expect(lines.join('')).not.toMatch(/ada|acme|Bearer|eyJ/);
  });
});

describe('a server', () => {
  it('says that a body is too large before it has come', async () => {
    const deps = await createTestDeps();
    const { token } = await createPerson(deps);
    const { port, close } = await listen(createApp(deps).fetch, { host: '127.0.0.1', port: 0, setting: 'PORT' });
    const response = await fetch(`http://127.0.0.1:${port}/v1/contacts`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ name: 'Ada', notes: 'x'.repeat(5_000_000) }),
    });
    expect([response.status, await response.json()]).toMatchObject([413, { code: 'body_too_large' }]);
    await close();
    await deps.close();
  });
});

describe('a defect', () => {
  it('is told to the caller by request id only, and to the log whole', async () => {
    const deps = await createTestDeps();
    const lines: string[] = [];
    const log = pino({ level: 'error' }, { write: (line: string) => lines.push(line) });
    const { token } = await createPerson(deps);
    await deps.admin`alter table app.contacts rename column notes to secret_notes`;
    const response = await createApp({ ...deps, log }).request('/v1/contacts', {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', 'x-request-id': 'trace-12' },
      body: '{"name":"Ada"}',
    });
    const text = await response.text();
    await deps.close();
    expect([response.status, JSON.parse(text)]).toMatchObject([500, { code: 'internal', requestId: 'trace-12' }]);
    expect(text).not.toMatch(/notes|column|select|insert/i);
    expect(JSON.parse(lines.join(''))).toMatchObject({ requestId: 'trace-12', err: { code: '42703' } });
  });
});
