import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestApi, type TestApi } from '../testing/test-api.ts';
import { createPerson, type TestPerson } from '../testing/test-deps.ts';
import { createApp } from './app.ts';

describe('rate limits', () => {
  let api: TestApi;
  beforeAll(async () => {
    api = await createTestApi();
  });
  afterAll(() => api.close());

  /** The API of an install that takes so many requests of one person a minute, behind one proxy. */
  const limited = (perMinute: number) =>
    createApp({ ...api.deps, env: { ...api.deps.env, KITH_RATE_LIMIT: perMinute, KITH_PROXIES: 1 } });
  const asker =
    (app: ReturnType<typeof createApp>, token?: string) =>
    (address: string, path = '/v1/me') =>
      app.request(path, {
        headers: { 'x-forwarded-for': address, ...(token ? { authorization: `Bearer ${token}` } : {}) },
      });

  it('say how much is left, and when to go on', async () => {
    const ann = await createPerson(api.deps);
    const ask = asker(limited(2), ann.token);
    const first = await ask('203.0.113.1');
    expect(first.status).toBe(200);
    expect(first.headers.get('ratelimit-policy')).toBe('"user";q=2;w=60');
    expect(first.headers.get('ratelimit')).toMatch(/^"user";r=1;t=(60|59)$/);
    await ask('203.0.113.1');
    const third = await ask('203.0.113.2');
    expect([third.status, await third.json()]).toMatchObject([429, { code: 'too_many_requests' }]);
    expect(third.headers.get('ratelimit')).toMatch(/^"user";r=0;t=\d+$/);
    expect(Number(third.headers.get('retry-after'))).toBeGreaterThan(0);
    // Pages of other origins may read them.
    expect(third.headers.get('access-control-expose-headers')).toContain('ratelimit');
  });

  it('count each person alone', async () => {
    const [ann, bob] = [await createPerson(api.deps), await createPerson(api.deps)];
    const app = limited(1);
    expect((await asker(app, ann.token)('203.0.113.1')).status).toBe(200);
    expect((await asker(app, bob.token)('203.0.113.1')).status).toBe(200);
    expect((await asker(app, ann.token)('203.0.113.1')).status).toBe(429);
  });

  it('count who guesses tokens by address, and nobody else with them', async () => {
    const ann = await createPerson(api.deps);
    const app = limited(4);
    const guess = asker(app, 'not-a-token');
    expect([(await guess('203.0.113.1')).status, (await guess('203.0.113.1')).status]).toEqual([401, 401]);
    expect((await guess('203.0.113.1')).status).toBe(429);
    expect((await guess('203.0.113.2')).status).toBe(401);
    expect((await asker(app, ann.token)('203.0.113.1')).status).toBe(200);
  });

  it('of a key are its own, and all keys of an organization share one', async () => {
    const ann = await createPerson(api.deps);
    const make = async (rateLimit: number | null) => {
      const body = { name: 'Key', permissions: ['contacts.read'], rateLimit };
      return String((await api.call('POST', '/v1/api-keys', { token: ann.token, body })).body.secret);
    };
    const app = limited(3);
    const slow = asker(app, await make(1));
    expect([(await slow('203.0.113.1')).status, (await slow('203.0.113.1')).status]).toEqual([200, 429]);
    const statuses: number[] = [];
    for (let nth = 0; nth < 20; nth += 1) {
      const ask = asker(app, await make(100));
      for (const _ of [1, 2, 3]) statuses.push((await ask('203.0.113.1')).status);
    }
    // Sixty for the keys of an organization, one of which the slow key took; what was over its own limit counts for nobody else.
    expect(statuses.filter((status) => status === 200)).toHaveLength(59);
    // Its members go on, with what is left to them.
    const member = await asker(app, ann.token)('203.0.113.1');
    expect([member.status, member.headers.get('ratelimit')]).toEqual([
      200,
      expect.stringMatching(/^"user";r=2;t=\d+$/),
    ]);
  });

  it('count members for the organization that they act in, after themselves, and say which of both is tighter', async () => {
    const ann = await createPerson(api.deps);
    const app = limited(2);
    const ask = async (person: TestPerson, organizationId: string | null) => {
      const headers = {
        'x-forwarded-for': '203.0.113.1',
        authorization: `Bearer ${person.token}`,
        ...(organizationId && { 'kith-organization': organizationId }),
      };
      const { status, headers: told } = await app.request('/v1/tags', { headers });
      return [status, told.get('ratelimit')?.replace(/;t=\d+$/, '')];
    };
    const join = async () => {
      const person = await createPerson(api.deps);
      await api.deps.admin`insert into app.memberships (organization_id, user_id, role)
        values (${ann.organizationId}, ${person.userId}, 'member')`;
      return person;
    };
    const noisy = await join();
    const answers = [];
    for (let nth = 0; nth < 60; nth += 1) answers.push((await ask(noisy, ann.organizationId))[0]);
    expect(answers.filter((status) => status === 200)).toHaveLength(2);
    // Fifty for all, two of which the noisy one took; a stranger who only names the organization takes none.
    const stranger = await createPerson(api.deps);
    expect((await ask(stranger, ann.organizationId))[0]).toBe(403);
    for (let nth = 0; nth < 23; nth += 1) {
      const one = await join();
      for (const _ of [1, 2]) expect((await ask(one, ann.organizationId))[0]).toBe(200);
    }
    expect(await ask(ann, null)).toEqual([200, '"user";r=1']);
    const late = await join();
    expect(await ask(late, ann.organizationId)).toEqual([200, '"organization";r=0']);
    expect(await ask(late, ann.organizationId)).toEqual([429, '"organization";r=0']);
    // Elsewhere they are as free as before.
    expect((await ask(await createPerson(api.deps), null))[0]).toBe(200);
  });

  it('believe only what the install’s own proxy wrote', async () => {
    const ask = asker(limited(2));
    expect((await ask('198.51.100.1, 203.0.113.9')).status).toBe(401);
    expect((await ask('198.51.100.2, 203.0.113.9')).status).toBe(429);
  });

  it('can be switched off', async () => {
    const ann = await createPerson(api.deps);
    const response = await asker(limited(0), ann.token)('203.0.113.1');
    expect([response.status, response.headers.get('ratelimit')]).toEqual([200, null]);
  });
});
