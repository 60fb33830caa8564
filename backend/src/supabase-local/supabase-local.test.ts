import { corsHeaders } from '@supabase/supabase-js/cors';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startSurface, type TestSurface } from './testing/test-surface.ts';

/** As the client itself lists them for those who answer its calls. */
const everyHeaderOfTheClient = corsHeaders['Access-Control-Allow-Headers']?.split(', ') ?? [];

describe('the embedded surface', () => {
  let surface: TestSurface;
  beforeAll(async () => {
    surface = await startSurface({ accessTokenLifetime: 90 });
  });
  afterAll(() => surface.close());

  it('publishes the signing key and nothing private of it', async () => {
    const answer = await fetch(`${surface.url}/auth/v1/.well-known/jwks.json`);
    expect(answer.headers.get('cache-control')).toBe('public, max-age=600');
    const { publicJwk } = surface.deps.keys;
    expect(await answer.json()).toEqual({ keys: [publicJwk] });
    expect(Object.keys(publicJwk).sort()).toEqual(['alg', 'crv', 'key_ops', 'kid', 'kty', 'use', 'x', 'y']);
  });

  it('says what sign-in offers and that it is well', async () => {
    const headers = { apikey: surface.deps.keys.publishableKey };
    const settings = await fetch(`${surface.url}/auth/v1/settings`, { headers });
    expect(await settings.json()).toMatchObject({ disable_signup: false, mailer_autoconfirm: true });
    expect((await fetch(`${surface.url}/auth/v1/health`)).status).toBe(200);
  });

  it('gives access tokens the lifetime that it was started with', async () => {
    const { data } = await surface.client().auth.signUp({ email: 'brief@people.example', password: 'correct horse' });
    expect(data.session?.expires_in).toBe(90);
  });

  it('wants one of its own keys', async () => {
    const none = await fetch(`${surface.url}/auth/v1/settings`);
    expect([none.status, await none.json()]).toMatchObject([401, { code: 'no_api_key' }]);
    const apikey = `${surface.deps.keys.publishableKey}x`;
    const other = await fetch(`${surface.url}/auth/v1/settings`, { headers: { apikey } });
    expect([other.status, await other.json()]).toMatchObject([401, { code: 'invalid_api_key' }]);
  });

  it.each([
    ['cut off', '{"email":', 400, 'bad_json'],
    ['nested without end', `${'{"a":'.repeat(9_000)}1${'}'.repeat(9_000)}`, 400, 'bad_json'],
    ['a list', '[]', 400, 'validation_failed'],
    ['null', 'null', 400, 'validation_failed'],
    ['text', '"text"', 400, 'validation_failed'],
    ['an object for a string', '{"email":{"$ne":1},"password":"x"}', 400, 'validation_failed'],
    ['NUL in the address', '{"email":"a\\u0000@people.example","password":"x"}', 400, 'validation_failed'],
    ['half a character', '{"email":"a@people.example","password":"\\ud83d"}', 400, 'validation_failed'],
    ['reaching into prototypes', '{"email":"a@people.example","__proto__":{"password":"x"}}', 400, 'validation_failed'],
    ['the same, deeper', '{"data":{"constructor":{"prototype":{"x":1}}}}', 400, 'validation_failed'],
    ['nested forty deep', `{"data":${'{"a":'.repeat(40)}1${'}'.repeat(41)}`, 400, 'validation_failed'],
    [
      'over 1 MB',
      JSON.stringify({ email: 'a@people.example', password: 'x'.repeat(1024 * 1024) }),
      413,
      'body_too_large',
    ],
  ])('refuses a body that is %s', async (_what, body, status, code) => {
    const answer = await surface.post('/auth/v1/token?grant_type=password', body);
    expect(answer.headers.get('x-supabase-api-version')).toBe('2024-01-01');
    expect([answer.status, await answer.json()]).toMatchObject([status, { code, message: expect.any(String) }]);
  });

  it.each([
    ['in UTF-16', 'application/json; charset=utf-16', '{}'],
    ['in Latin 1', 'application/json; charset=iso-8859-1', '{}'],
    ['a form', 'application/x-www-form-urlencoded', 'email=a%40people.example&password=x'],
    ['text', 'text/plain', '{}'],
    ['no UTF-8', 'application/json', Buffer.from('{"email": "a@people.example", "password": "\xfc"}', 'latin1')],
  ])('refuses a body that is %s', async (_what, type, body) => {
    const headers = { apikey: surface.deps.keys.publishableKey, 'content-type': type };
    const answer = await fetch(`${surface.url}/auth/v1/token?grant_type=password`, { method: 'POST', headers, body });
    expect([answer.status, await answer.json()]).toMatchObject([
      400,
      { code: 'bad_json', message: expect.any(String) },
    ]);
  });

  it('says of unknown providers and grants that they are none, never as a server error', async () => {
    const headers = { apikey: surface.deps.keys.publishableKey };
    const provider = await fetch(`${surface.url}/auth/v1/authorize?provider=google`, { headers });
    expect([provider.status, await provider.json()]).toMatchObject([400, { code: 'validation_failed' }]);
    const grant = await surface.post('/auth/v1/token?grant_type=carrier_pigeon', {});
    expect([grant.status, await grant.json()]).toMatchObject([400, { code: 'unsupported_grant_type' }]);
  });

  it.each(['/auth/v1/nothing', '/rest/v1/contacts', '/storage/v1/object/x', '/functions/v1/f', '/realtime/v1/other'])(
    'says for %s what is served instead',
    async (path) => {
      const answer = await surface.post(path, {});
      expect([answer.status, await answer.json()]).toMatchObject([404, { message: expect.stringContaining('serves') }]);
    },
  );

  it('lets any page call, without cookies', async () => {
    const answer = await fetch(`${surface.url}/auth/v1/token`, {
      method: 'OPTIONS',
      headers: {
        origin: 'https://intranet.example',
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'apikey,authorization,content-type,x-client-info,x-supabase-api-version',
      },
    });
    expect(answer.status).toBe(204);
    expect(answer.headers.get('access-control-allow-origin')).toBe('*');
    expect(answer.headers.get('access-control-allow-credentials')).toBeNull();
    const allowed = answer.headers.get('access-control-allow-headers')?.split(',') ?? [];
    expect(allowed).toEqual(expect.arrayContaining(['x-supabase-api-version', ...everyHeaderOfTheClient]));
    const refused = await fetch(`${surface.url}/auth/v1/settings`, { headers: { origin: 'https://intranet.example' } });
    expect(refused.headers.get('access-control-allow-origin')).toBe('*');
    expect(refused.headers.get('access-control-expose-headers')).toContain('x-supabase-api-version');
  });
});
