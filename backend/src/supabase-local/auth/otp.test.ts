import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startSurface, type TestSurface } from '../testing/test-surface.ts';

const minute = 60_000;
const wrong = (code: string) => (code === '000000' ? '000001' : '000000');

describe('signing in by a mail', () => {
  let surface: TestSurface;
  let people = 0;
  beforeAll(async () => {
    surface = await startSurface();
  });
  afterAll(() => surface.close());

  const newEmail = () => `p${++people}@people.example`;
  async function signedUp(data: Record<string, unknown> = {}) {
    const email = newEmail();
    await surface.client().auth.signUp({ email, password: 'correct horse', options: { data } });
    return email;
  }
  async function askFor(email: string) {
    const client = surface.client();
    const { error } = await client.auth.signInWithOtp({ email });
    expect(error).toBeNull();
    return { client, mail: await surface.lastMailTo(email.trim().toLowerCase()) };
  }

  it('works with the six digits of the mail, once', async () => {
    const email = await signedUp();
    const { client, mail } = await askFor(` ${email.toUpperCase()} `);
    expect(mail.subject).toBe('Your sign-in link');
    const { data, error } = await client.auth.verifyOtp({ email, token: mail.code, type: 'email' });
    expect(error).toBeNull();
    expect(data.user?.email).toBe(email);
    const claims = await client.auth.getClaims();
    expect(claims.data?.claims).toMatchObject({ aal: 'aal1', amr: [{ method: 'otp', timestamp: expect.any(Number) }] });
    const again = await surface.client().auth.verifyOtp({ email, token: mail.code, type: 'email' });
    expect(again.error).toMatchObject({ status: 403, code: 'otp_expired' });
    const link = await surface.client().auth.verifyOtp({ token_hash: mail.tokenHash, type: 'magiclink' });
    expect(link.error).toMatchObject({ status: 403, code: 'otp_expired' });
  });

  it('works with the token of the link, once, even when many come at the same moment', async () => {
    const { mail } = await askFor(await signedUp());
    const attempts = Array.from({ length: 8 }, () =>
      surface.client().auth.verifyOtp({ token_hash: mail.tokenHash, type: 'email' }),
    );
    const codes = (await Promise.all(attempts)).map(({ error }) => error?.code ?? 'ok');
    expect(codes.filter((code) => code === 'ok')).toHaveLength(1);
    expect(codes.filter((code) => code === 'otp_expired')).toHaveLength(7);
  });

  it('makes an account for a new address, which is proven by that', async () => {
    const email = newEmail();
    const client = surface.client();
    await client.auth.signInWithOtp({ email, options: { data: { organization_name: 'New & Co' } } });
    const { code } = await surface.lastMailTo(email);
    const { data } = await client.auth.verifyOtp({ email, token: code, type: 'email' });
    expect(data.user).toMatchObject({
      email,
      email_confirmed_at: expect.any(String),
      user_metadata: { organization_name: 'New & Co' },
      identities: [{ identity_data: { email_verified: true } }],
    });
  });

  it('makes one account of many requests at the same moment, and every link works until one was used', async () => {
    const email = newEmail();
    await Promise.all([1, 2, 3].map(() => surface.client().auth.signInWithOtp({ email })));
    const mails = await surface.mailsTo(email);
    expect(mails).toHaveLength(3);
    const verify = (tokenHash = '') => surface.client().auth.verifyOtp({ token_hash: tokenHash, type: 'email' });
    expect((await verify(mails[1]?.tokenHash)).error).toBeNull();
    expect((await verify(mails[2]?.tokenHash)).error).toMatchObject({ code: 'otp_expired' });
  });

  it('tells nobody whether an address has an account', async () => {
    const known = await signedUp();
    const answers = await Promise.all(
      [known, newEmail()].map((email) => surface.post('/auth/v1/otp', { email, create_user: false })),
    );
    const shapes = await Promise.all(answers.map(async (answer) => [answer.status, await answer.text()]));
    expect(shapes).toEqual([
      [200, '{}'],
      [200, '{}'],
    ]);
    expect(await surface.mailsTo(known)).toHaveLength(1);
    expect(await surface.mailsTo(`p${people}@people.example`)).toHaveLength(0);
    const [row] = await surface.deps.admin`select from auth.users where email = ${`p${people}@people.example`}`;
    expect(row).toBeUndefined();
  });

  it('writes in the language that the person chose', async () => {
    const { mail } = await askFor(await signedUp({ locale: 'ru' }));
    expect(mail.subject).toBe('Ссылка для входа');
  });

  it('ends after an hour', async () => {
    const email = await signedUp();
    const { client, mail } = await askFor(email);
    surface.advance(60 * minute);
    const typed = await client.auth.verifyOtp({ email, token: mail.code, type: 'email' });
    expect(typed.error).toMatchObject({ status: 403, code: 'otp_expired' });
    const followed = await client.auth.verifyOtp({ token_hash: mail.tokenHash, type: 'email' });
    expect(followed.error).toMatchObject({ status: 403, code: 'otp_expired' });
  });

  it('counts only the newest code, while every link stays good', async () => {
    const email = await signedUp();
    const first = await askFor(email);
    const second = await askFor(email);
    const old = await first.client.auth.verifyOtp({ email, token: first.mail.code, type: 'email' });
    const same = first.mail.code === second.mail.code;
    expect(old.error?.code).toBe(same ? undefined : 'otp_expired');
    const { error } = await surface.client().auth.verifyOtp({ token_hash: first.mail.tokenHash, type: 'email' });
    expect(error?.code).toBe(same ? 'otp_expired' : undefined);
  });

  it('burns a code after five wrong ones, slows the guesser down, and leaves the link to the owner', async () => {
    const email = await signedUp();
    const { mail } = await askFor(email);
    const guess = () => surface.post('/auth/v1/verify', { email, token: wrong(mail.code), type: 'email' });
    const answers = await Promise.all(Array.from({ length: 12 }, guess));
    const statuses = answers.map(({ status }) => status).sort();
    expect(statuses).toEqual([403, 403, 403, 403, 403, 429, 429, 429, 429, 429, 429, 429]);
    const slowed = await guess();
    expect([slowed.status, await slowed.json()]).toMatchObject([429, { code: 'over_request_rate_limit' }]);
    expect(Number(slowed.headers.get('retry-after'))).toBeGreaterThan(0);
    surface.advance(minute);
    const burnt = await surface.client().auth.verifyOtp({ email, token: mail.code, type: 'email' });
    expect(burnt.error).toMatchObject({ status: 403, code: 'otp_expired' });
    const { error } = await surface.client().auth.verifyOtp({ token_hash: mail.tokenHash, type: 'email' });
    expect(error).toBeNull();
  });

  it('sends five mails to an address at once, then one a minute, with or without an account', async () => {
    for (const email of [await signedUp(), newEmail()]) {
      const ask = () => surface.client().auth.signInWithOtp({ email, options: { shouldCreateUser: false } });
      for (let mail = 0; mail < 5; mail++) expect((await ask()).error).toBeNull();
      expect((await ask()).error).toMatchObject({ status: 429, code: 'over_email_send_rate_limit' });
      surface.advance(minute);
      expect((await ask()).error).toBeNull();
    }
  });

  it('keeps neither token nor code in the clear', async () => {
    const email = await signedUp();
    const { mail } = await askFor(email);
    const rows = await surface.deps.admin`select *, encode(token_hash, 'escape') as t, encode(code_hash, 'escape') as c
      from auth.one_time_tokens where relates_to = ${email}`;
    expect(rows).toHaveLength(1);
    expect(JSON.stringify(rows)).not.toContain(mail.tokenHash);
    expect(JSON.stringify(rows)).not.toContain(mail.code);
  });

  it('takes no token for another purpose than its own', async () => {
    const { mail } = await askFor(await signedUp());
    for (const type of ['signup', 'invite', 'email_change'] as const) {
      const { error } = await surface.client().auth.verifyOtp({ token_hash: mail.tokenHash, type });
      expect(error).toMatchObject({ status: 403, code: 'otp_expired' });
    }
    expect((await surface.client().auth.verifyOtp({ token_hash: mail.tokenHash, type: 'magiclink' })).error).toBeNull();
  });

  it('lets no banned user in, not even with a mail from before', async () => {
    const email = await signedUp();
    const { client, mail } = await askFor(email);
    const until = new Date(surface.deps.now().getTime() + minute);
    await surface.deps.admin`update auth.users set banned_until = ${until} where email = ${email}`;
    const { error } = await client.auth.verifyOtp({ token_hash: mail.tokenHash, type: 'email' });
    expect(error).toMatchObject({ status: 400, code: 'user_banned' });
    await client.auth.signInWithOtp({ email });
    expect(await surface.mailsTo(email)).toHaveLength(1);
  });

  it.each([
    ['no address', '/otp', {}, 'validation_failed'],
    ['a broken address', '/otp', { email: 'a@' }, 'validation_failed'],
    ['a challenge that is none', '/otp', { email: 'a@people.example', code_challenge: 'short' }, 'validation_failed'],
    ['an unknown type', '/verify', { type: 'sso', token_hash: 'x' }, 'validation_failed'],
    ['nothing to verify', '/verify', { type: 'email' }, 'validation_failed'],
    [
      'two proofs',
      '/verify',
      { type: 'email', token_hash: 'x', token: '1', email: 'a@people.example' },
      'validation_failed',
    ],
    ['a mail of no kind', '/resend', { type: 'nothing', email: 'a@people.example' }, 'validation_failed'],
  ])('refuses %s', async (_what, path, body, code) => {
    const answer = await surface.post(`/auth/v1${path}`, body);
    expect([answer.status, await answer.json()]).toMatchObject([400, { code }]);
  });
});
