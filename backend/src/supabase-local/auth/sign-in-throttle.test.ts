import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createMemoryCounters } from '../../limits/memory-counters.ts';
import { startSurface, type TestSurface } from '../testing/test-surface.ts';
import { AuthError } from './errors.ts';
import { createSignInThrottle, type SignInAttempt } from './sign-in-throttle.ts';

const email = 'ada@people.example';

function startThrottle() {
  const clock = { at: 0 };
  const throttle = createSignInThrottle(createMemoryCounters(() => new Date(clock.at)));
  const isTaken = async (attempt: SignInAttempt) => {
    try {
      await throttle.spend(attempt);
      return true;
    } catch (error) {
      if (!(error instanceof AuthError) || error.status !== 429) throw error;
      return false;
    }
  };
  return { clock, throttle, isTaken };
}

describe('ten thousand bad passwords for one account', () => {
  it.each([
    ['one network', () => '192.0.2.1', 11],
    ['many networks', (number: number) => `192.0.${number >> 8}.${number & 255}`, 27],
  ])('from %s, in ten minutes, are looked at a few times only', async (_, networkOf, most) => {
    const { clock, isTaken } = startThrottle();
    let looked = 0;
    for (let number = 0; number < 10_000; number += 1) {
      clock.at += 60;
      if (await isTaken({ email, network: networkOf(number), knownAs: null })) looked += 1;
    }
    expect(looked).toBeGreaterThan(4);
    expect(looked).toBeLessThanOrEqual(most + 3);
    expect(await isTaken({ email, network: '198.51.100.1', knownAs: null })).toBe(most < 20);
  });

  it('do not slow down a device or network that signed in before, nor other accounts', async () => {
    const { isTaken } = startThrottle();
    for (let number = 0; number < 10_000; number += 1) {
      await isTaken({ email, network: `192.0.${number >> 8}.${number & 255}`, knownAs: null });
    }
    expect(await isTaken({ email, network: '198.51.100.1', knownAs: 'phone' })).toBe(true);
    expect(await isTaken({ email, network: '198.51.100.2', knownAs: 'known 198.51.100.2' })).toBe(true);
    expect(await isTaken({ email: 'bob@people.example', network: '198.51.100.3', knownAs: null })).toBe(true);
  });

  it('have a known device wait as any other guesser, each for itself', async () => {
    const { clock, isTaken } = startThrottle();
    const guess = (knownAs: string) => isTaken({ email, network: '192.0.2.1', knownAs });
    expect(await Promise.all(Array.from({ length: 7 }, () => guess('stolen')))).toEqual([
      true,
      true,
      true,
      true,
      true,
      false,
      false,
    ]);
    expect(await guess('mine')).toBe(true);
    clock.at += 1000;
    expect([await guess('stolen'), await guess('stolen')]).toEqual([true, false]);
  });
});

it('A network that tries one password on many accounts is slowed down; who gets in is not counted', async () => {
  const { throttle, isTaken } = startThrottle();
  const attempt = (number: number) => ({ email: `p${number}@people.example`, network: '192.0.2.1', knownAs: null });
  for (let number = 0; number < 300; number += 1) {
    expect(await isTaken(attempt(number))).toBe(true);
    await throttle.refund(attempt(number));
  }
  const taken = await Promise.all(Array.from({ length: 300 }, (_, number) => isTaken(attempt(number))));
  const looked = taken.filter(Boolean);
  expect(looked).toHaveLength(100);
});

describe('an account under fire', () => {
  let surface: TestSurface;
  const ada = { email, password: 'correct horse' };
  const home = '198.51.100.7';
  beforeAll(async () => {
    surface = await startSurface({}, { KITH_PROXIES: 1 });
    surface.stopClock();
  });
  afterAll(() => surface.close());

  const token = (password: string, from: string, cookie = '') =>
    surface.post('/auth/v1/token?grant_type=password', { email, password }, { 'x-forwarded-for': from, cookie });
  const statuses = (answers: Response[]) => answers.map(({ status }) => status);

  it('stays open to its owner: from where they were before, on their device, and by mail', async () => {
    const joined = await surface.post('/auth/v1/signup', ada, { 'x-forwarded-for': home });
    expect(joined.status).toBe(200);
    const [cookie = ''] = joined.headers.get('set-cookie')?.split(';') ?? [];
    expect(joined.headers.get('set-cookie')).toContain('HttpOnly; SameSite=Strict');
    const guesses = await Promise.all(Array.from({ length: 60 }, (_, n) => token('wrong horse', `203.0.113.${n}`)));
    expect(statuses(guesses).filter((status) => status === 400)).toHaveLength(20);
    const stranger = await token(ada.password, '203.0.113.200');
    expect([stranger.status, await stranger.json()]).toMatchObject([429, { code: 'over_request_rate_limit' }]);
    expect(Number(stranger.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await token(ada.password, home)).status).toBe(200);
    expect((await token(ada.password, '203.0.113.201', cookie)).status).toBe(200);
    expect((await token(ada.password, '203.0.113.202', `${cookie}x`)).status).toBe(429);
    const { auth } = surface.client();
    await auth.signInWithOtp({ email });
    const { tokenHash } = await surface.lastMailTo(email);
    expect((await auth.verifyOtp({ token_hash: tokenHash, type: 'email' })).error).toBeNull();
  });

  describe('by mails and codes', () => {
    let people = 0;
    const call = (path: string, body: object, from: string) =>
      surface.post(`/auth/v1/${path}`, body, { 'x-forwarded-for': from });
    const joined = async () => {
      const person = { email: `besieged${++people}@people.example`, password: 'correct horse' };
      await call('signup', person, home);
      return person.email;
    };
    const ask = async (to: string, from: string) => (await call('otp', { email: to }, from)).status;
    const type = async (to: string, code: string, from: string) =>
      (await call('verify', { email: to, token: code, type: 'email' }, from)).status;
    const wrong = (code: string) => (code === '000000' ? '000001' : '000000');
    /** A network of the stranger's, who has many. */
    const theirs = (n: number) => `203.0.113.${n}`;

    it('opens to the code that was asked for on a new network, whatever strangers guess elsewhere', async () => {
      const to = await joined();
      expect(await ask(to, '198.51.100.40')).toBe(200);
      const { code } = await surface.lastMailTo(to);
      const guesses = await Promise.all(Array.from({ length: 60 }, (_, n) => type(to, wrong(code), theirs(n))));
      expect(new Set(guesses)).toEqual(new Set([403]));
      // Not even the right code, which is burnt for all who did not ask for it.
      expect(await type(to, code, theirs(70))).toBe(403);
      expect(await type(to, code, '198.51.100.40')).toBe(200);
    });

    it('opens to it also when strangers have newer ones sent, and burn those', async () => {
      const to = await joined();
      await ask(to, '198.51.100.41');
      const { code } = await surface.lastMailTo(to);
      for (let n = 0; n < 4; n += 1) expect(await ask(to, theirs(n))).toBe(200);
      await surface.mailsTo(to);
      for (let n = 0; n < 40; n += 1) await type(to, wrong(code), theirs(n % 4));
      expect(await type(to, wrong(code), '198.51.100.41')).toBe(403);
      expect(await type(to, code, '198.51.100.41')).toBe(200);
    });

    it('is typed elsewhere than where it was asked for, while nobody guesses', async () => {
      const to = await joined();
      await ask(to, '198.51.100.42');
      expect(await type(to, (await surface.lastMailTo(to)).code, '198.51.100.43')).toBe(200);
    });

    it('sends mails to who asks from a new network, however often a stranger asks elsewhere', async () => {
      const to = await joined();
      const polled = await Promise.all(Array.from({ length: 40 }, () => ask(to, theirs(1))));
      expect(polled.filter((status) => status === 200)).toHaveLength(5);
      expect(await ask(to, '198.51.100.44')).toBe(200);
    });

    it('leaves the last mailed link and code good when no more mails are sent at all', async () => {
      const to = await joined();
      await ask(to, '198.51.100.45');
      const { code, tokenHash } = await surface.lastMailTo(to);
      for (let n = 0; n < 40; n += 1) await ask(to, theirs(n));
      expect(await ask(to, '198.51.100.45')).toBe(429);
      const link = await call('verify', { token_hash: tokenHash, type: 'email' }, '198.51.100.46');
      expect(link.status).toBe(200);
      const other = await joined();
      await ask(other, '198.51.100.45');
      const { code: theirCode } = await surface.lastMailTo(other);
      for (let n = 0; n < 40; n += 1) await ask(other, theirs(n));
      expect(await type(other, theirCode, '198.51.100.45')).toBe(200);
      expect(await type(to, code, '198.51.100.45')).toBe(403);
    });

    it('answers strangers alike whether it is there or not', async () => {
      const known = await joined();
      for (const to of [known, 'nobody-there@people.example']) {
        await call('otp', { email: to, create_user: false }, theirs(1));
        const guesses = await Promise.all(Array.from({ length: 30 }, (_, n) => type(to, 'x', theirs(100 + n))));
        expect(new Set(guesses)).toEqual(new Set([403]));
        expect([
          await type(to, 'x', theirs(1)),
          await type(to, 'x', theirs(1)),
          await type(to, 'x', theirs(1)),
        ]).toEqual([403, 403, 429]);
      }
    });
  });

  it('is answered alike whether it is there or not', async () => {
    const stranger = (n: number) =>
      surface.post(
        '/auth/v1/token?grant_type=password',
        { email: 'nobody@people.example', password: 'x' },
        { 'x-forwarded-for': `2001:db8:0:${n}::1` },
      );
    const answers = await Promise.all(Array.from({ length: 30 }, (_, n) => stranger(n)));
    expect(statuses(answers).filter((status) => status === 400)).toHaveLength(20);
  });

  it('has one count for all addresses of an IPv6 network, and notes where sessions came from', async () => {
    const person = { email: 'six@people.example', password: 'correct horse' };
    await surface.post('/auth/v1/signup', person, { 'x-forwarded-for': '2001:db8:7::1' });
    const guess = (n: number, password = 'wrong') =>
      surface.post(
        '/auth/v1/token?grant_type=password',
        { ...person, password },
        { 'x-forwarded-for': `2001:db8:7::${n}` },
      );
    const answers = await Promise.all(Array.from({ length: 9 }, (_, n) => guess(n + 1)));
    expect(statuses(answers).filter((status) => status === 400)).toHaveLength(5);
    surface.advance(1000);
    expect((await guess(10, person.password)).status).toBe(200);
    const sessions = await surface.deps
      .admin`select host(s.ip) as ip from auth.sessions s join auth.users u on u.id = s.user_id
      where u.email = ${person.email} order by s.created_at`;
    expect(sessions).toMatchObject([{ ip: '2001:db8:7::1' }, { ip: '2001:db8:7::10' }]);
  });
});
