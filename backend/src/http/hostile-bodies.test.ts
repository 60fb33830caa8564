import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestApi, type TestApi } from '../testing/test-api.ts';
import { createPerson, type TestPerson } from '../testing/test-deps.ts';

describe('bodies and addresses that mean ill', () => {
  let api: TestApi;
  let ann: TestPerson;
  beforeAll(async () => {
    api = await createTestApi();
    ann = await createPerson(api.deps);
  });
  afterAll(() => api.close());

  const post = (body: string, headers: Record<string, string> = {}) =>
    api.call('POST', '/v1/contacts', { token: ann.token, body, headers });
  const outcome = async (body: string, headers?: Record<string, string>) => {
    const { status, body: answer } = await post(body, headers);
    return [status, answer.code];
  };

  it('cannot reach the prototype of anything', async () => {
    for (const key of ['__proto__', 'constructor', 'prototype']) {
      const { status } = await post(`{"name": "Ada", "${key}": {"isAdmin": true, "name": "Eve"}}`);
      expect(status).toBeLessThan(500);
    }
    expect(Reflect.get({}, 'isAdmin')).toBeUndefined();
    const fields = await post('{"name": "Ada", "fields": {"__proto__": {"x": 1}}}');
    expect(fields.status).toBeLessThan(500);
  });

  it.each([
    ['nested a thousand deep', `{"name": ${'['.repeat(1000)}${']'.repeat(1000)}}`, [422, 'invalid_input']],
    ['with a NUL', '{"name": "A\\u0000da"}', [422, 'invalid_input']],
    ['with half a character', '{"name": "A\\ud83d"}', [422, 'invalid_input']],
    ['that are no JSON', '{"name": ', [400, 'malformed_json']],
    ['that are a list', '[]', [422, 'invalid_input']],
    ['that are a word', '"Ada"', [422, 'invalid_input']],
  ])('%s are refused', async (_, body, expected) => {
    expect(await outcome(body)).toEqual(expected);
  });

  it('in another charset are refused, not guessed at', async () => {
    const latin = await api.app.request('/v1/contacts', {
      method: 'POST',
      headers: { authorization: `Bearer ${ann.token}`, 'content-type': 'application/json' },
      body: Buffer.from('{"name": "J\xfcrgen"}', 'latin1'),
    });
    expect([latin.status, await latin.json()]).toMatchObject([400, { code: 'malformed_json' }]);
    const form = await api.call('POST', '/v1/contacts', {
      token: ann.token,
      body: 'name=Ada',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    });
    expect([form.status, form.body.code]).toEqual([415, 'unsupported_media_type']);
  });

  it.each(["'; drop table app.contacts; --", "' or 1=1", '%', '\\', '$$; select pg_sleep(9); $$'])(
    'with SQL such as %s are words like others',
    async (words) => {
      const { status, body } = await post(JSON.stringify({ name: words, notes: words, tags: [words] }));
      expect([status, body.contact.name]).toEqual([201, words]);
      const found = await api.call('GET', `/v1/contacts?query=${encodeURIComponent(words)}`, { token: ann.token });
      expect(found.status).toBe(200);
    },
  );

  it.each([
    [
      'of another list',
      Buffer.from('{"of":"deals","id":"0198f0f0-0000-7000-8000-000000000001"}').toString('base64url'),
    ],
    ['with SQL', Buffer.from(`{"of":"contacts","id":"' or 1=1","at":"2026-01-01T00:00:00Z"}`).toString('base64url')],
    ['that is none', 'nonsense'],
    ['that is empty JSON', Buffer.from('null').toString('base64url')],
  ])('a cursor %s is refused', async (_, cursor) => {
    const { status, body } = await api.call('GET', `/v1/contacts?cursor=${cursor}`, { token: ann.token });
    expect([status, body.code]).toEqual([400, 'invalid_cursor']);
  });
});
