import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestApi, type TestApi } from '../testing/test-api.ts';
import { createPerson, type TestPerson } from '../testing/test-deps.ts';

describe('what is sent', () => {
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
        expect([status, body.code, body.errors[0]?.path]).toEqual([422, 'invalid_input', 'name']);
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
});
