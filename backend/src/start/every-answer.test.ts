import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Hono } from 'hono';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSupabaseLocal, type SupabaseLocal } from '../supabase-local/supabase-local.ts';
import { createPerson, createTestDeps, type TestDeps, type TestPerson } from '../testing/test-deps.ts';
import { everything } from './everything.ts';
import { intranetRoutes } from './front-ends.ts';

const apiUrl = 'https://kith.example';

describe('every answer of an install that browsers reach over HTTPS', () => {
  let deps: TestDeps;
  let ann: TestPerson;
  let local: SupabaseLocal;
  let home: string;
  let app: Hono;
  beforeAll(async () => {
    deps = await createTestDeps(apiUrl);
    ann = await createPerson(deps);
    local = await createSupabaseLocal(deps);
    home = await mkdtemp(join(tmpdir(), 'kith-built-'));
    const built = { widgets: join(home, 'widgets'), portal: join(home, 'portal'), intranet: join(home, 'intranet') };
    await mkdir(join(built.widgets, 'widgets'), { recursive: true });
    await mkdir(built.portal);
    await writeFile(join(built.widgets, 'kith.js'), '// loader');
    await writeFile(join(built.widgets, 'widgets/kith-people.js'), '// widget');
    await writeFile(join(built.portal, 'index.html'), '<!doctype html><title>Kith</title>');
    app = everything(deps, local.routes, built);
  });
  afterAll(async () => {
    await local.close();
    await deps.close();
    await rm(home, { recursive: true });
  });

  it.each([
    ['the portal', '/', 200],
    ['the loader', '/kith.js', 200],
    ['a widget', '/widgets/kith-people.js', 200],
    ['a frame of a key that is none', '/embed/people?key=pk_none', 404],
    ['data', '/v1/me', 200],
    ['a refusal', '/v1/contacts/none', 422],
    ['an address of the API that is none', '/v1/nothing', 404],
    ['a page that is none', '/nothing', 404],
    ['the reference', '/docs', 200],
    ['the API’s document', '/openapi.json', 200],
    ['health', '/health/live', 200],
    ['where the install is', '/.well-known/kith.json', 200],
    ['settings of signing in', '/auth/v1/settings', 200],
    ['what is not served', '/rest/v1/contacts', 404],
  ])('%s keeps to HTTPS, is shown in no frame and is not guessed at', async (_, path, status) => {
    const headers = { authorization: `Bearer ${ann.token}`, apikey: deps.keys.publishableKey };
    const answer = await app.request(path, { headers });
    expect(answer.status).toBe(status);
    expect(answer.headers.get('strict-transport-security')).toBe('max-age=31536000');
    expect(answer.headers.get('content-security-policy')).toMatch(/(^|; )frame-ancestors 'none'(;|$)/);
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
  });

  it('is framed for an embed key alone, by the origins of that', async () => {
    const body = JSON.stringify({
      name: 'Frames',
      allowedOrigins: ['https://intranet.example', 'https://*.acme.example'],
    });
    const headers = { authorization: `Bearer ${ann.token}`, 'content-type': 'application/json' };
    const made: unknown = await (await app.request('/v1/embed-keys', { method: 'POST', headers, body })).json();
    const framed = await app.request(`/embed/people?key=${String(Reflect.get(Object(made), 'key'))}`);
    expect([framed.status, framed.headers.get('strict-transport-security')]).toEqual([200, 'max-age=31536000']);
    expect(framed.headers.get('content-security-policy')).toMatch(
      /; frame-ancestors https:\/\/intranet\.example https:\/\/\*\.acme\.example; /,
    );
  });

  it('says nothing of HTTPS where browsers come without it', async () => {
    const plain = everything({ ...deps, apiUrl: 'http://kith.example' }, local.routes);
    expect((await plain.request('/health/live')).headers.get('strict-transport-security')).toBeNull();
  });

  it('lets the portal run and reach what is its own, and nothing else', async () => {
    const policy = (await app.request('/')).headers.get('content-security-policy');
    expect(policy?.split('; ')).toEqual([
      "default-src 'none'",
      "script-src 'self'",
      "style-src 'self'",
      `connect-src 'self' ${apiUrl} wss://kith.example`,
      "img-src 'self' data:",
      "font-src 'self'",
      "base-uri 'none'",
      "form-action 'self'",
      "frame-ancestors 'none'",
    ]);
  });

  it('lets data be neither shown nor run', async () => {
    const { headers } = await app.request('/v1/me', { headers: { authorization: `Bearer ${ann.token}` } });
    expect(headers.get('content-security-policy')).toBe("default-src 'none'; frame-ancestors 'none'");
  });

  it('holds the sample page to the same', async () => {
    const sample = intranetRoutes({ apiUrl, supabaseUrl: apiUrl, embedKey: 'pk_1' });
    const policy = (await sample.request('/intranet')).headers.get('content-security-policy');
    expect(policy?.split('; ')).toEqual(
      expect.arrayContaining(["default-src 'none'", "frame-ancestors 'none'", "require-trusted-types-for 'script'"]),
    );
  });
});
