import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mostFramesPerSecond } from './realtime/limits.ts';
import { openRawSocket } from './testing/raw-socket.ts';
import { startSurface, type TestSurface } from './testing/test-surface.ts';

const password = 'correct horse';

describe('the limits of an address', () => {
  let surface: TestSurface;
  beforeAll(async () => {
    // A quarter of them a minute: auth; a fortieth: sign-in, mails and codes; a hundredth: sign-ups.
    surface = await startSurface({ mostSocketsOfOne: 2 }, { KITH_PROXIES: 1, KITH_RATE_LIMIT: 80 });
  });
  afterAll(() => surface.close());

  /** An unmodified client at an address. */
  const at = (address: string) => surface.client({ global: { headers: { 'x-forwarded-for': address } } });
  const signUp = (address: string) => at(address).auth.signUp({ email: `${randomUUID()}@people.example`, password });
  const limited = { name: 'AuthApiError', status: 429, code: 'over_request_rate_limit' };

  it.each([
    [
      'passwords',
      2,
      (from: string) => at(from).auth.signInWithPassword({ email: `${randomUUID()}@a.example`, password }),
    ],
    ['sign-ups', 1, signUp],
    [
      'codes',
      2,
      (from: string) => at(from).auth.verifyOtp({ email: `${randomUUID()}@a.example`, token: '1', type: 'email' }),
    ],
    ['mails', 2, (from: string) => at(from).auth.resetPasswordForEmail(`${randomUUID()}@a.example`)],
    ['anything else', 20, (from: string) => at(from).auth.exchangeCodeForSession(randomUUID())],
  ])('bound %s, for each address alone, and tell supabase-js', async (what, most, ask) => {
    const from = `203.0.113.${what.length}`;
    for (let nth = 0; nth < most; nth += 1) expect((await ask(from)).error?.code).not.toBe(limited.code);
    const { error } = await ask(from);
    expect({ name: error?.name, status: error?.status, code: error?.code }).toEqual(limited);
    expect((await ask(`198.51.100.${what.length}`)).error?.code).not.toBe(limited.code);
  });

  it('say how much is left and when to go on, also to pages of other origins', async () => {
    const ask = (from: string) =>
      surface.post('/auth/v1/recover', { email: `${randomUUID()}@a.example` }, { 'x-forwarded-for': from });
    const first = await ask('2001:db8:1::1');
    expect(first.headers.get('ratelimit-policy')).toBe('"mail";q=2;w=60');
    expect(first.headers.get('ratelimit')).toMatch(/^"mail";r=1;t=(60|59)$/);
    expect(first.headers.get('access-control-expose-headers')).toContain('ratelimit');
    await ask('2001:db8:1::2');
    const third = await ask('2001:db8:1::3');
    expect([third.status, Number(third.headers.get('retry-after')) > 0]).toEqual([429, true]);
    expect(third.headers.get('ratelimit')).toMatch(/^"mail";r=0;t=\d+$/);
  });

  it('leave out this machine and servers with the secret key', async () => {
    for (let nth = 0; nth < 4; nth += 1) expect((await signUp('127.0.0.1')).error).toBeNull();
    const { secretKey } = surface.deps.keys;
    const codes = Array.from({ length: 4 }, async () => {
      const body = { email: `${randomUUID()}@people.example`, password };
      const answer = await surface.post('/auth/v1/signup', body, {
        'x-forwarded-for': '203.0.113.99',
        apikey: secretKey,
      });
      return answer.status;
    });
    expect(await Promise.all(codes)).toEqual([200, 200, 200, 200]);
  });

  it('bound its sockets, which make room when they close', async () => {
    const { publishableKey } = surface.deps.keys;
    const open = (from: string) => openRawSocket(surface.url, publishableKey, { headers: { 'x-forwarded-for': from } });
    const first = await open('203.0.113.1');
    await open('203.0.113.1');
    await expect(open('203.0.113.1')).rejects.toThrow('429');
    await open('203.0.113.2');
    first.ws.close();
    await first.closed;
    await expect.poll(async () => (await open('203.0.113.1').catch(() => null)) !== null).toBe(true);
  });

  it('close a socket that floods, and leave the others', async () => {
    const { publishableKey } = surface.deps.keys;
    const [flood, calm] = [
      await openRawSocket(surface.url, publishableKey),
      await openRawSocket(surface.url, publishableKey),
    ];
    for (let n = 0; n <= 3 * mostFramesPerSecond; n += 1) flood.send(null, `${n}`, 'phoenix', 'heartbeat');
    expect(await flood.closed).toBe(1008);
    calm.send(null, '1', 'phoenix', 'heartbeat');
    expect(await calm.next()).toMatchObject({ 4: { status: 'ok' } });
  });

  it('are switched off with the others', async () => {
    const open = await startSurface({ mostSocketsOfOne: 0 }, { KITH_PROXIES: 1, KITH_RATE_LIMIT: 0 });
    const headers = { 'x-forwarded-for': '203.0.113.1' };
    await openRawSocket(open.url, open.deps.keys.publishableKey, { headers });
    const answer = await open.post('/auth/v1/recover', { email: 'a@people.example' }, headers);
    expect([answer.status, answer.headers.get('ratelimit')]).toEqual([200, null]);
    await open.close();
  });
});
