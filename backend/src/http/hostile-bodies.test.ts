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

  it.each(['__proto__', 'constructor', 'prototype'])('cannot hold the name %s, at any depth', async (name) => {
    const planted = `{"isAdmin": true, "name": "Eve"}`;
    const bodies = [
      [`{"name": "Ada", "${name}": ${planted}}`, name],
      [`{"name": "Ada", "fields": {"${name}": ${planted}}}`, `fields.${name}`],
      [`{"name": "Ada", "points": [{"kind": "email", "value": "a@b.example", "${name}": 1}]}`, `points.0.${name}`],
    ];
    for (const [body = '', path] of bodies) {
      const { status, body: answer } = await post(body);
      expect([status, answer.code, answer.errors[0]?.path]).toEqual([422, 'invalid_input', path]);
    }
    const { status, body: answer } = await api.call('POST', '/v1/contacts/merge', {
      token: ann.token,
      body: `{"winnerId": "0198f0f0-0000-7000-8000-000000000001", "loserId": "0198f0f0-0000-7000-8000-000000000002",
        "choices": {"${name}": "loser"}}`,
    });
    expect([status, answer.code, answer.errors[0]?.path]).toEqual([422, 'invalid_input', `choices.${name}`]);
    expect(Reflect.get({}, 'isAdmin')).toBeUndefined();
    expect((await api.call('GET', '/v1/contacts', { token: ann.token })).body.items).toEqual([]);
  });

  it('cannot make a field that has such a name, and a field of that title gets another', async () => {
    const make = (more: object) =>
      api.call('POST', '/v1/custom-fields', {
        token: ann.token,
        body: { recordType: 'contact', name: 'Constructor', type: 'text', ...more },
      });
    const named = await make({ key: 'constructor' });
    expect([named.status, named.body.errors[0]?.path]).toEqual([422, 'key']);
    const made = await make({});
    expect([made.status, made.body.key]).toEqual([201, 'field_constructor']);
    const kept = await post('{"name": "Ada", "fields": {"field_constructor": "Oak and Sons"}}');
    expect(kept.body.contact.fields).toEqual({ field_constructor: 'Oak and Sons' });
  });

  it.each([
    ['nested a thousand deep', `{"name": ${'['.repeat(1000)}${']'.repeat(1000)}}`, [422, 'invalid_input']],
    ['with a NUL', '{"name": "A\\u0000da"}', [422, 'invalid_input']],
    ['with a NUL in a name', '{"name": "Ada", "fields": {"t\\u0000a": 1}}', [422, 'invalid_input']],
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
    for (const charset of ['utf-16', 'UTF-16LE', '"utf-16"', 'latin1', 'iso-8859-1', 'utf-7', 'x; charset=utf-8', '']) {
      const headers = { 'content-type': `application/json; charset=${charset}` };
      expect([charset, ...(await outcome('{"name": "Ada"}', headers))]).toEqual([
        charset,
        415,
        'unsupported_media_type',
      ]);
    }
    for (const charset of ['utf-8', 'UTF8', '"utf-8"']) {
      const { status } = await post('{"name": "Ada"}', { 'content-type': `application/json;charset=${charset}` });
      expect(status).toBe(201);
    }
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
