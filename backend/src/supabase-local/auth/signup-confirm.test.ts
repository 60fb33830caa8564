import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startSurface, type TestSurface } from '../testing/test-surface.ts';

const password = 'correct horse';

describe('signing up where addresses are confirmed first', () => {
  let surface: TestSurface;
  let people = 0;
  beforeAll(async () => {
    surface = await startSurface({}, { KITH_CONFIRM_EMAIL: 'on' });
  });
  afterAll(() => surface.close());

  const newEmail = () => `p${++people}@people.example`;
  const signUp = (email: string, word = password) => surface.client().auth.signUp({ email, password: word });
  const signIn = (email: string, word = password) =>
    surface.client().auth.signInWithPassword({ email, password: word });
  const confirm = (tokenHash: string) => surface.client().auth.verifyOtp({ token_hash: tokenHash, type: 'signup' });

  it('gives no session until the mail is confirmed, and says so in the settings', async () => {
    const email = newEmail();
    const { data, error } = await signUp(email);
    expect(error).toBeNull();
    expect(data.session).toBeNull();
    expect(data.user).toMatchObject({ email, confirmation_sent_at: expect.any(String) });
    expect(data.user?.email_confirmed_at).toBeUndefined();
    expect((await signIn(email)).error).toMatchObject({ status: 400, code: 'email_not_confirmed' });
    const mail = await surface.lastMailTo(email);
    expect(mail.subject).toBe('Confirm your address');
    const confirmed = await confirm(mail.tokenHash);
    expect(confirmed.data.user?.id).toBe(data.user?.id);
    expect(confirmed.data.session).not.toBeNull();
    expect((await signIn(email)).error).toBeNull();
    const headers = { apikey: surface.deps.keys.publishableKey };
    const settings = await fetch(`${surface.url}/auth/v1/settings`, { headers });
    expect(await settings.json()).toMatchObject({ mailer_autoconfirm: false });
  });

  it('is confirmed by the code, or in the PKCE flow, too', async () => {
    const first = newEmail();
    await signUp(first);
    const { code } = await surface.lastMailTo(first);
    const typed = await surface.client().auth.verifyOtp({ email: first, token: code, type: 'signup' });
    expect(typed.data.session).not.toBeNull();
    const second = newEmail();
    const client = surface.client({ auth: { flowType: 'pkce' } });
    await client.auth.signUp({ email: second, password });
    const answer = await fetch((await surface.lastMailTo(second)).link, { redirect: 'manual' });
    const authCode = new URL(answer.headers.get('location') ?? '').searchParams.get('code') ?? '';
    expect((await client.auth.exchangeCodeForSession(authCode)).data.user?.email).toBe(second);
  });

  it('answers alike for an address that has an account, and tells its owner', async () => {
    const email = newEmail();
    const fresh = await signUp(email);
    await confirm((await surface.lastMailTo(email)).tokenHash);
    const taken = await signUp(email, 'other horses');
    const shape = (user: object | null) =>
      JSON.stringify(user).replaceAll(/"[\w-]{36}"|"\d{4}-[\d:.T-]+(?:Z|\+00:00)"/g, '"…"');
    expect(taken.error).toBeNull();
    expect(shape(taken.data.user)).toBe(shape(fresh.data.user));
    const mail = await surface.lastMailTo(email);
    expect([mail.subject, mail.code]).toEqual(['You have an account already', '']);
    expect((await signIn(email, 'other horses')).error).toMatchObject({ code: 'invalid_credentials' });
  });

  it('makes one user of many sign-ups at the same moment, and answers them alike', async () => {
    const email = newEmail();
    const answers = await Promise.all([1, 2, 3, 4].map(() => signUp(email)));
    expect(answers.map(({ error }) => error)).toEqual([null, null, null, null]);
    const rows = await surface.deps.admin`select from auth.users where email = ${email}`;
    expect(rows).toHaveLength(1);
  });

  it('shows nothing of an earlier sign-up that waits', async () => {
    const email = newEmail();
    const first = surface.client().auth.signUp({ email, password, options: { data: { display_name: 'Ada' } } });
    const earlier = (await first).data.user;
    const { data } = await signUp(email);
    expect(data.user?.user_metadata).toEqual({});
    expect(data.user?.id).not.toBe(earlier?.id);
    expect(data.user?.identities?.[0]).toMatchObject({ user_id: data.user?.id, identity_data: { email } });
  });

  it('brings only the password of the confirmed sign-up into force', async () => {
    const email = newEmail();
    await signUp(email, 'owner’s horse');
    const owners = await surface.lastMailTo(email);
    await signUp(email, 'squatter’s horse');
    await confirm(owners.tokenHash);
    expect((await signIn(email, 'owner’s horse')).error).toBeNull();
    expect((await signIn(email, 'squatter’s horse')).error).toMatchObject({ code: 'invalid_credentials' });
  });

  it('keeps no password of a stranger when the owner comes in by another mail', async () => {
    const email = newEmail();
    await signUp(email, 'squatter’s horse');
    await surface.client().auth.signInWithOtp({ email });
    const { code } = await surface.lastMailTo(email);
    const { error } = await surface.client().auth.verifyOtp({ email, token: code, type: 'email' });
    expect(error).toBeNull();
    expect((await signIn(email, 'squatter’s horse')).error).toMatchObject({ code: 'invalid_credentials' });
  });

  it('sends the mail again, and the password holds', async () => {
    const email = newEmail();
    await signUp(email);
    surface.advance(3_600_000);
    expect((await surface.client().auth.resend({ type: 'signup', email })).error).toBeNull();
    const [first, second] = await surface.mailsTo(email);
    expect((await confirm(first?.tokenHash ?? '')).error).toMatchObject({ code: 'otp_expired' });
    expect((await confirm(second?.tokenHash ?? '')).error).toBeNull();
    expect((await signIn(email)).error).toBeNull();
    await surface.client().auth.resend({ type: 'signup', email });
    expect(await surface.mailsTo(email)).toHaveLength(2);
  });
});
