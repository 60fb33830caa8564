import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { everything } from '../start/everything.ts';
import { sampleContact } from '../testing/samples.ts';
import { createTestApi, type TestApi } from '../testing/test-api.ts';
import { createPerson, type TestPerson } from '../testing/test-deps.ts';
import { frameAncestors } from './frame-ancestors.ts';
import { frameAttributes } from './frame-attributes.ts';
import { widgetPermissions } from './widget-permissions.ts';

describe('the page that may be framed', () => {
  let api: TestApi;
  let ann: TestPerson;
  let app: ReturnType<typeof everything>;
  let key: string;
  let keyId: string;
  const allowedOrigins = ['https://intranet.example', 'https://*.acme.example', 'http://localhost:8080'];
  beforeAll(async () => {
    api = await createTestApi();
    ann = await createPerson(api.deps);
    app = everything(api.deps);
    ({ key, id: keyId } = await newKey({ allowedOrigins }));
  });
  afterAll(() => api.close());

  const newKey = async (more: object) => {
    const body = { name: 'Frames', allowedOrigins, widgets: ['kith-people'], ...more };
    const made = (await api.call('POST', '/v1/embed-keys', { token: ann.token, body })).body;
    return { key: String(Reflect.get(made, 'key')), id: made.id };
  };
  const get = async (path: string, headers: Record<string, string> = { 'sec-fetch-dest': 'iframe' }) => {
    const answer = await app.request(path, { headers });
    const policy = Object.fromEntries(
      (answer.headers.get('content-security-policy') ?? '').split('; ').map((one) => {
        const [name = '', ...sources] = one.split(' ');
        return [name, sources.join(' ')];
      }),
    );
    return { status: answer.status, headers: answer.headers, text: await answer.text(), policy };
  };
  const ticketIn = (text: string) => /data-frame="([^"]+)"/.exec(text)?.[1] ?? '';
  const session = (body: object, origin = 'null') =>
    api.call('POST', '/v1/embed/sessions', { body, headers: { origin } });

  it('is for exactly the origins of its key, and for itself alone', async () => {
    const { status, headers, policy, text } = await get(`/embed/people?key=${key}&theme=dark&search=%22%3E%3Cb%3E`);
    expect(status).toBe(200);
    expect(policy).toEqual({
      'default-src': "'none'",
      'script-src': api.deps.apiUrl,
      'connect-src': expect.stringContaining(api.deps.apiUrl),
      'img-src': `${api.deps.apiUrl} data:`,
      'font-src': api.deps.apiUrl,
      'base-uri': "'none'",
      'form-action': "'none'",
      'frame-ancestors': allowedOrigins.join(' '),
      // Without `allow-same-origin` the page has no origin, cookies or storage of ours.
      sandbox: 'allow-scripts allow-forms allow-popups',
      'require-trusted-types-for': "'script'",
      'trusted-types': 'lit-html',
    });
    expect([headers.get('set-cookie'), headers.get('x-frame-options'), headers.get('cache-control')]).toEqual([
      null,
      null,
      'no-store',
    ]);
    expect(text).toContain('data-widget="kith-people"');
    expect(text).toContain('&quot;theme&quot;:&quot;dark&quot;');
    expect(text).not.toContain('<b>');
  });

  it.each([
    ['a key that nobody has', '/embed/people?key=pk_nobody', 404],
    ['no key', '/embed/people', 400],
    ['what is no key', '/embed/people?key=%3Cscript%3E', 400],
    ['a widget that is none', '/embed/nothing?key=KEY', 404],
    ['a name that every object has', '/embed/constructor?key=KEY', 404],
    ['a widget that shows nothing to strangers', '/embed/audit?key=KEY', 404],
    ['a widget that the key does not name', '/embed/board?key=KEY', 403],
  ])('is refused for %s, and framed nowhere', async (_, path, status) => {
    const answer = await get(path.replace('KEY', key));
    expect([answer.status, answer.policy['frame-ancestors']]).toEqual([status, "'none'"]);
    expect(answer.text).not.toContain('data-frame');
  });

  it('is refused for a key that was revoked, whose frames end, too', async () => {
    const gone = await newKey({});
    const frame = ticketIn((await get(`/embed/people?key=${gone.key}`)).text);
    expect((await session({ key: gone.key, frame })).status).toBe(200);
    await api.call('DELETE', `/v1/embed-keys/${gone.id}`, { token: ann.token });
    const { status, policy } = await get(`/embed/people?key=${gone.key}`);
    expect([status, policy['frame-ancestors']]).toEqual([404, "'none'"]);
    expect((await session({ key: gone.key, frame })).body.code).toBe('embed_key_unknown');
  });

  it('is no page of its own', async () => {
    for (const dest of ['document', 'empty', 'object']) {
      const { status, policy } = await get(`/embed/people?key=${key}`, { 'sec-fetch-dest': dest });
      expect([dest, status, policy['frame-ancestors']]).toEqual([dest, 403, "'none'"]);
    }
    expect((await get(`/embed/people?key=${key}`, {})).status).toBe(200);
  });

  it('opens a session by its ticket, which is good for pages without an origin alone', async () => {
    await sampleContact(api, ann.token, { name: 'Ada Prospect' });
    const frame = ticketIn((await get(`/embed/people?key=${key}`)).text);
    const opened = await session({ key, frame });
    expect(opened.status).toBe(200);
    const { token } = opened.body;
    const read = (headers: Record<string, string>) => api.call('GET', '/v1/contacts', { token, headers });
    const seen = await read({ origin: 'null' });
    expect([seen.status, seen.body.items.length, seen.headers.get('access-control-allow-origin')]).toEqual([
      200,
      1,
      'null',
    ]);
    for (const headers of [{ origin: 'https://intranet.example' }, { origin: api.deps.apiUrl }, {}])
      expect((await read(headers)).body.code).toBe('origin_not_allowed');
    const write = await api.call('POST', '/v1/contacts', { token, headers: { origin: 'null' }, body: { name: 'Eve' } });
    expect(write.status).toBe(403);
  });

  it('is no way around the origins: without a good ticket of this key nobody gets a session', async () => {
    const other = await newKey({});
    const frame = ticketIn((await get(`/embed/people?key=${key}`)).text);
    const forged = api.deps.secrets.seal(JSON.stringify({ until: 9e9 }), 'something-else');
    const tries: [object, string][] = [
      [{ key }, 'null'],
      [{ key, frame: 'x' }, 'null'],
      [{ key, frame: forged }, 'null'],
      [{ key: other.key, frame }, 'null'],
      [{ key, frame }, 'https://evil.example'],
    ];
    for (const [body, origin] of tries) {
      const { status, body: answer } = await session(body, origin);
      expect([status, answer.code]).toEqual([403, 'origin_not_allowed']);
    }
    const old = api.deps.secrets.seal(JSON.stringify({ until: 1 }), `embed-frame:${keyId}`);
    expect((await session({ key, frame: old })).body.code).toBe('embed_session_over');
    // On a page of an allowed origin nothing changes.
    expect((await session({ key }, 'https://intranet.example')).status).toBe(200);
  });

  it('names in its policy only what a policy can name', () => {
    expect(frameAncestors(['https://a.example:8443', 'https://*.b.example', 'http://localhost'])).toBe(
      'https://a.example:8443 https://*.b.example http://localhost',
    );
    expect(frameAncestors(['https://a.example; script-src *', 'https://[::1]:80', '*', 'null', ''])).toBe("'none'");
  });

  it('shows widgets alone that read something', async () => {
    for (const tag of Object.keys(frameAttributes)) expect([tag, widgetPermissions[tag]?.length]).not.toEqual([tag, 0]);
    const { items } = (await api.call('GET', '/v1/embed-keys/widgets', { token: ann.token })).body;
    const readable = Object.keys(widgetPermissions).filter((tag) => widgetPermissions[tag]?.length);
    expect(items.map((item) => Reflect.get(item, 'tag'))).toEqual(readable);
  });
});
