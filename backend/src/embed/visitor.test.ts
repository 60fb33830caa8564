import { SignJWT, UnsecuredJWT } from 'jose';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createApp } from '../http/app.ts';
import { sampleContact, sampleMessage } from '../testing/samples.ts';
import { createTestApi, type TestApi } from '../testing/test-api.ts';
import { createPerson, type TestPerson } from '../testing/test-deps.ts';
import { isOneOf } from './origins.ts';

const origin = 'https://portal.example';
let nth = 0;

describe('pages where each visitor sees what is theirs', () => {
  let api: TestApi;
  let ann: TestPerson;
  let key: string;
  let secret: string;
  beforeAll(async () => {
    api = await createTestApi();
  });
  beforeEach(async () => {
    ann = await createPerson(api.deps);
    const permissions = ['contacts.read', 'companies.read', 'interactions.read', 'deals.read', 'pipelines.read'];
    const body = { name: 'Portal', allowedOrigins: [origin], permissions, identified: true };
    const made = await api.call('POST', '/v1/embed-keys', { token: ann.token, body });
    key = made.body.key;
    secret = String(made.body.identitySecret);
  });
  afterAll(() => api.close());

  const sign = (more: object = {}, { with: signer = secret, from = 0, to = 300 } = {}) => {
    const now = Math.floor(Date.now() / 1000);
    nth += 1;
    return new SignJWT({ email: 'ada@client.example', jti: `page-view-${nth}`, ...more })
      .setProtectedHeader({ alg: 'HS256' })
      .setIssuedAt(now + from)
      .setExpirationTime(now + to)
      .sign(new TextEncoder().encode(signer));
  };
  const open = (body: object) =>
    api.call('POST', '/v1/embed/sessions', { body: { key, ...body }, headers: { origin } });
  const read = (token: string, path: string) => api.call('GET', path, { token, headers: { origin } });
  const person = (name: string, email: string, companyName: string) =>
    sampleContact(api, ann.token, { name, companyName, points: [{ kind: 'email', value: email }] });

  it('show that person, their company and what was said with them, and nobody else', async () => {
    const ada = await person('Ada', 'Ada@Client.example', 'Client');
    const bea = await person('Bea', 'bea@client.example', 'Client');
    await person('Cy', 'cy@other.example', 'Other');
    for (const id of [ada, bea]) {
      await api.call('POST', '/v1/interactions', {
        token: ann.token,
        body: sampleMessage(id, `m-${id}`, { visibility: 'full' }),
      });
    }
    const { body } = await open({ identity: await sign() });
    const people = await read(body.token, '/v1/contacts');
    expect(people.body.items.map(({ id }) => id)).toEqual([ada]);
    expect((await read(body.token, '/v1/companies')).body.items.map(({ name }) => name)).toEqual(['Client']);
    expect((await read(body.token, `/v1/contacts/${ada}/interactions`)).body.items).toHaveLength(1);
    expect((await read(body.token, `/v1/contacts/${bea}`)).status).toBe(404);
    expect((await read(body.token, `/v1/contacts/${bea}/interactions`)).status).toBe(404);
    const found = await read(body.token, '/v1/contacts?query=client.example');
    expect(found.body.items.map(({ id }) => id)).toEqual([ada]);
  });

  it('show nothing to somebody who is no contact', async () => {
    await person('Bea', 'bea@client.example', 'Client');
    const { body } = await open({ identity: await sign({ email: 'stranger@nowhere.example' }) });
    expect((await read(body.token, '/v1/contacts')).body.items).toEqual([]);
  });

  it('show only what the view of the key holds, too', async () => {
    const ada = await person('Ada', 'ada@client.example', 'Client');
    const where = { all: [{ field: 'tags', op: 'any_of', value: ['vip'] }] };
    const view = { name: 'VIP', resource: 'contacts', shared: true, filter: { version: 1, where } };
    const segmentId = (await api.call('POST', '/v1/views', { token: ann.token, body: view })).body.id;
    const body = { name: 'VIPs', allowedOrigins: [origin], identified: true, segmentId };
    const made = await api.call('POST', '/v1/embed-keys', { token: ann.token, body });
    key = made.body.key;
    secret = String(made.body.identitySecret);
    const seen = async () =>
      (await read((await open({ identity: await sign() })).body.token, '/v1/contacts')).body.items.length;
    expect(await seen()).toBe(0);
    await api.call('PATCH', `/v1/contacts/${ada}`, {
      token: ann.token,
      body: { tags: ['vip'] },
      headers: { 'if-match': '"1"' },
    });
    expect(await seen()).toBe(1);
  });

  it('open nothing without a token, and each token one session, which goes on for the same visitor', async () => {
    expect((await open({})).body.code).toBe('identity_needed');
    const identity = await sign();
    const first = await open({ identity });
    expect(first.status).toBe(200);
    const replayed = await open({ identity });
    expect([replayed.status, replayed.body.code, replayed.body.detail]).toEqual([
      401,
      'identity_refused',
      expect.stringContaining('used before'),
    ]);
    const renewed = await open({ renew: first.body.token });
    expect((await api.deps.tokens.verify(renewed.body.token)).kith_embed).toMatchObject({
      visitor: 'ada@client.example',
    });
    const both = await sign();
    const raced = await Promise.all([open({ identity: both }), open({ identity: both })]);
    expect(raced.map(({ status }) => status).toSorted()).toEqual([200, 401]);
  });

  it('never go on with a session of another key, page or person', async () => {
    const first = await open({ identity: await sign() });
    const other = await api.call('POST', '/v1/embed-keys', {
      token: ann.token,
      body: { name: 'Other', allowedOrigins: [origin], identified: true },
    });
    expect((await open({ key: other.body.key, renew: first.body.token })).body.code).toBe('identity_needed');
    expect((await open({ renew: ann.token })).body.code).toBe('identity_needed');
    expect((await open({ renew: 'nonsense' })).body.code).toBe('identity_needed');
  });

  it('go on for twelve hours at most; then the page’s server says again who looks', async () => {
    const { body } = await open({ identity: await sign() });
    const claims = await api.deps.tokens.verify(body.token);
    const first = claims.kith_embed;
    expect(first?.until).toBe(claims.iat + 12 * 3600);
    const renewed = await api.deps.tokens.verify((await open({ renew: body.token })).body.token);
    expect(renewed.kith_embed).toEqual(first);

    const present = Math.floor(Date.now() / 1000);
    const aged = (until: number | undefined, lifetime = 900) =>
      api.deps.tokens.sign({ sub: claims.sub, role: 'authenticated', kith_embed: { ...first, until } }, lifetime);
    const late = await open({ renew: (await aged(present + 300)).token });
    const ends = await api.deps.tokens.verify(late.body.token);
    expect(ends.exp - present).toBeLessThanOrEqual(300);
    for (const { token } of [
      await aged(present + 60),
      await aged(present - 1),
      await aged(undefined),
      await aged(present + 900, -1),
    ]) {
      const over = await open({ renew: token });
      expect([over.status, over.body.code]).toEqual([401, 'embed_session_over']);
    }

    const over = (await aged(present - 1)).token;
    const used = await sign();
    expect((await open({ renew: over, identity: used })).status).toBe(200);
    expect((await open({ renew: over, identity: used })).body.code).toBe('embed_session_over');
  });

  it('leave an identity unused while the session goes on', async () => {
    const { body } = await open({ identity: await sign() });
    const identity = await sign({ email: 'bea@client.example' });
    const renewed = await open({ renew: body.token, identity });
    expect((await api.deps.tokens.verify(renewed.body.token)).kith_embed?.visitor).toBe('ada@client.example');
    expect((await open({ identity })).status).toBe(200);
  });

  it.each([
    ['signed with another secret', () => sign({}, { with: 'whs_another' })],
    ['that is over', () => sign({}, { from: -400, to: -61 })],
    ['from the future', () => sign({}, { from: 120, to: 300 })],
    ['good for too long', () => sign({}, { to: 3600 })],
    [
      'not signed at all',
      async () =>
        new UnsecuredJWT({ email: 'ada@client.example', jti: 'x-unsigned' })
          .setIssuedAt()
          .setExpirationTime('5m')
          .encode(),
    ],
    ['without an address', () => sign({ email: 'nobody' })],
    ['without an id', () => sign({ jti: undefined })],
    ['that is none', async () => 'eyJ'],
  ])('refuse a token %s', async (_, make) => {
    const { status, body } = await open({ identity: await make() });
    expect([status, body.code]).toEqual([401, 'identity_refused']);
  });

  it('bear clocks that differ by less than a minute', async () => {
    expect((await open({ identity: await sign({}, { from: 50, to: 300 }) })).status).toBe(200);
    expect((await open({ identity: await sign({}, { from: -200, to: -50 }) })).status).toBe(200);
  });

  it('keep the secret sealed, and show it once', async () => {
    const [kept] = await api.deps.admin`select sealed from app.embed_identities`;
    expect(JSON.stringify(kept)).not.toContain(secret);
    expect(JSON.stringify((await api.call('GET', '/v1/embed-keys', { token: ann.token })).body)).not.toContain('whs_');
  });

  it('are let in from every subdomain where the key says so, and from nowhere else', async () => {
    const body = { name: 'Sub', allowedOrigins: ['https://*.acme.example'] };
    const made = await api.call('POST', '/v1/embed-keys', { token: ann.token, body });
    const from = async (page: string) =>
      (await api.call('POST', '/v1/embed/sessions', { body: { key: made.body.key }, headers: { origin: page } }))
        .status;
    expect([await from('https://a.acme.example'), await from('https://a.b.acme.example')]).toEqual([200, 200]);
    for (const page of [
      'https://acme.example',
      'http://a.acme.example',
      'https://a.acme.example:444',
      'https://evilacme.example',
      'https://acme.example.evil.example',
    ]) {
      expect(await from(page)).toBe(403);
    }
    for (const wrong of [
      'https://*',
      'https://*.example',
      'https://a.*.example',
      '*.acme.example',
      'https://*.acme.example/',
    ]) {
      const refused = await api.call('POST', '/v1/embed-keys', {
        token: ann.token,
        body: { ...body, allowedOrigins: [wrong] },
      });
      expect([wrong, refused.status]).toEqual([wrong, 422]);
    }
    expect(isOneOf('https://.acme.example', ['https://*.acme.example'])).toBe(false);
  });

  it('end with their key', async () => {
    const { body } = await open({ identity: await sign() });
    const [item] = (await api.call('GET', '/v1/embed-keys', { token: ann.token })).body.items;
    await api.call('DELETE', `/v1/embed-keys/${item?.id}`, { token: ann.token });
    const app = createApp(api.deps);
    const response = await app.request('/v1/contacts', { headers: { authorization: `Bearer ${body.token}`, origin } });
    expect(response.status).toBe(403);
  });
});
