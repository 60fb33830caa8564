import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestApi, type TestApi } from '../testing/test-api.ts';
import { createPerson, type TestPerson } from '../testing/test-deps.ts';

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
  const post = (body: unknown, headers: Record<string, string> = {}) =>
    codeOf('POST', '/v1/contacts', { body, headers });

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
      expect([body.code, body.errors[0].path]).toEqual(['invalid_input', 'header.kith-organization']);
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

  describe('a body', () => {
    it.each(['{', '', '{"name":"Ada"', '{"name":"a\u0000b"}', 'nope'])(
      'that is not JSON is refused: %j',
      async (text) => {
        expect(await post(text)).toEqual([400, 'malformed_json']);
      },
    );

    it('that is not UTF-8 is refused', async () => {
      const response = await api.app.request('/v1/contacts', {
        method: 'POST',
        headers: { authorization: `Bearer ${ann.token}`, 'content-type': 'application/json' },
        body: new Uint8Array([0x7b, 0x22, 0xff, 0x22, 0x7d]),
      });
      expect(response.status).toBe(400);
    });

    it.each(['text/plain', 'application/x-www-form-urlencoded', 'application/jsonp'])(
      'of type %s is refused',
      async (type) => {
        expect(await post('{"name":"Ada"}', { 'content-type': type })).toEqual([415, 'unsupported_media_type']);
      },
    );

    it('over 1 MB is refused, by its length and as it streams', async () => {
      const big = JSON.stringify({ name: 'Ada', notes: 'x'.repeat(1_100_000) });
      expect(await post(big)).toEqual([413, 'body_too_large']);
      expect(await post('{}', { 'content-length': '1100000' })).toEqual([413, 'body_too_large']);
      let sent = 0;
      const endless = new ReadableStream({
        pull(controller) {
          sent += 65_536;
          controller.enqueue(new Uint8Array(65_536).fill(0x20));
        },
      });
      const response = await api.app.request(
        new Request('http://kith.test/v1/contacts', {
          method: 'POST',
          headers: { authorization: `Bearer ${ann.token}`, 'content-type': 'application/json' },
          body: endless,
          duplex: 'half',
        }),
      );
      expect([response.status, sent < 2_000_000]).toEqual([413, true]);
    });

    it('names every wrong field by its path', async () => {
      const { status, body } = await api.call('POST', '/v1/contacts', {
        token: ann.token,
        body: { name: 7, points: [{ kind: 'fax', value: '1' }, { kind: 'email' }] },
      });
      expect([status, body.code]).toEqual([422, 'invalid_input']);
      expect(body.errors.map(({ path }: { path: string }) => path)).toEqual([
        'name',
        'points.0.kind',
        'points.1.value',
      ]);
    });

    it('with a NUL or half a surrogate pair names the field', async () => {
      for (const name of ['a\u0000b', 'a\ud800b']) {
        const { status, body } = await api.call('POST', '/v1/contacts', { token: ann.token, body: { name } });
        expect([status, body.code, body.errors[0].path]).toEqual([422, 'invalid_input', 'name']);
      }
    });

    it('nested beyond all reason is refused', async () => {
      expect(await post(`{"name":"Ada","x":${'['.repeat(50_000)}${']'.repeat(50_000)}}`)).toEqual([
        422,
        'invalid_input',
      ]);
    });

    it('of an array, a string or null is refused', async () => {
      for (const body of ['[]', '"Ada"', 'null']) expect(await post(body)).toEqual([422, 'invalid_input']);
    });
  });

  describe('parameters', () => {
    it.each(['/v1/contacts/1', '/v1/contacts/not-an-id/interactions', '/v1/companies/%00', '/v1/contacts/%F0%28'])(
      '%s has no id',
      async (path) => {
        expect(await codeOf('GET', path)).toEqual([422, 'invalid_input']);
      },
    );

    it.each(['limit=0', 'limit=201', 'limit=ten', 'search=%00', 'deleted=maybe', `search=${'x'.repeat(201)}`])(
      '?%.20s is refused',
      async (query) => {
        expect(await codeOf('GET', `/v1/contacts?${query}`)).toEqual([422, 'invalid_input']);
      },
    );

    it.each([
      'x',
      'e30',
      Buffer.from('{"of":"contacts","id":"1"}').toString('base64url'),
      Buffer.from('{"of":"companies","id":"018f0000-0000-7000-8000-000000000000"}').toString('base64url'),
    ])('cursor=%.20s is refused', async (cursor) => {
      expect(await codeOf('GET', `/v1/contacts?cursor=${cursor}`)).toEqual([400, 'invalid_cursor']);
    });

    it('holding a time that no database knows are refused', async () => {
      const cursor = { of: 'contacts', id: '018f0000-0000-7000-8000-000000000000', at: '0000-01-01T00:00:00Z' };
      const text = Buffer.from(JSON.stringify(cursor)).toString('base64url');
      expect(await codeOf('GET', `/v1/contacts?cursor=${text}`)).toEqual([422, 'invalid_input']);
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

  it('keeps people’s data out of caches and guards against sniffing', async () => {
    for (const token of [ann.token, 'wrong']) {
      const { headers } = await api.call('GET', '/v1/contacts', { token });
      expect(headers.get('cache-control')).toBe('no-store');
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('referrer-policy')).toBe('no-referrer');
    }
  });
});

describe('a defect', () => {
  it('is told to the caller by request id only', async () => {
    const api = await createTestApi();
    try {
      const ann = await createPerson(api.deps);
      await api.deps.admin`alter table app.contacts rename column notes to secret_notes`;
      const broken = await api.call('POST', '/v1/contacts', { token: ann.token, body: { name: 'Ada' } });
      expect([broken.status, broken.body.code]).toEqual([500, 'internal']);
      expect(JSON.stringify(broken.body)).not.toMatch(/secret_notes|column|select|insert/i);
      expect(broken.body.requestId).toBe(broken.headers.get('x-request-id'));
    } finally {
      await api.close();
    }
  });
});
