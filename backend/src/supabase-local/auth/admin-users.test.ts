import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startSurface, type TestSurface } from '../testing/test-surface.ts';

describe('users, managed with the secret key', () => {
  let surface: TestSurface;
  beforeAll(async () => {
    surface = await startSurface();
  });
  afterAll(() => surface.close());

  it('are made, found, listed and deleted', async () => {
    const { admin } = surface.adminClient().auth;
    const made = await admin.createUser({
      email: 'seed@people.example',
      password: 'correct horse',
      email_confirm: true,
      user_metadata: { organization_name: 'Seeds' },
      app_metadata: { plan: 'small' },
    });
    expect(made.error).toBeNull();
    const id = made.data.user?.id ?? '';
    expect(made.data.user?.app_metadata).toEqual({ provider: 'email', providers: ['email'], plan: 'small' });
    expect((await admin.getUserById(id)).data.user?.email).toBe('seed@people.example');
    await admin.createUser({ email: 'seed2@people.example' });
    const page = await admin.listUsers({ page: 1, perPage: 1 });
    expect(page.data).toMatchObject({ users: [{ email: 'seed2@people.example' }], total: 2, nextPage: 2, lastPage: 2 });
    const person = surface.client();
    await person.auth.signInWithPassword({ email: 'seed@people.example', password: 'correct horse' });
    expect((await admin.deleteUser(id)).error).toBeNull();
    expect((await admin.getUserById(id)).error).toMatchObject({ status: 404, code: 'user_not_found' });
    expect((await person.auth.refreshSession()).error).toMatchObject({ code: 'refresh_token_not_found' });
  });

  it('are listed page by page, and no page is no page', async () => {
    const { admin } = surface.adminClient().auth;
    const whole = await admin.listUsers();
    expect(whole.data).toMatchObject({ lastPage: 1, aud: 'authenticated' });
    for (const wrong of [{ page: -1 }, { page: 1.5 }, { perPage: -5 }, { perPage: 100_000 }]) {
      const { data, error } = await admin.listUsers(wrong);
      expect(error).toMatchObject({ status: 400, code: 'validation_failed' });
      expect(data.users).toEqual([]);
    }
  });

  it('are changed: data, password, a ban, an address that is free', async () => {
    const { admin } = surface.adminClient().auth;
    const person = { email: 'change@people.example', password: 'correct horse' };
    const made = await admin.createUser({ ...person, user_metadata: { a: 1, b: 2 } });
    await admin.createUser({ email: 'taken@people.example' });
    const id = made.data.user?.id ?? '';
    const taken = await admin.updateUserById(id, { email: 'Taken@people.example' });
    expect(taken.error).toMatchObject({ status: 422, code: 'email_exists' });
    const changed = await admin.updateUserById(id, {
      password: 'other horses',
      email_confirm: true,
      user_metadata: { a: null, c: 3 },
      ban_duration: '1h',
    });
    expect(changed.error).toBeNull();
    expect(changed.data.user?.user_metadata).toEqual({ b: 2, c: 3 });
    const signIn = () => surface.client().auth.signInWithPassword({ ...person, password: 'other horses' });
    expect((await signIn()).error).toMatchObject({ code: 'user_banned' });
    await admin.updateUserById(id, { ban_duration: 'none' });
    expect((await signIn()).error).toBeNull();
  });

  it('leave no way in by mails to an address that they had before', async () => {
    const { admin } = surface.adminClient().auth;
    const [before, after] = ['before@people.example', 'after@people.example'];
    const made = await admin.createUser({ email: before, email_confirm: true });
    await surface.client().auth.signInWithOtp({ email: before });
    const mail = await surface.lastMailTo(before);
    const changed = await admin.updateUserById(made.data.user?.id ?? '', { email: after });
    expect(changed.data.user).toMatchObject({ email: after, identities: [{ identity_data: { email: after } }] });
    const { error } = await surface.client().auth.verifyOtp({ token_hash: mail.tokenHash, type: 'email' });
    expect(error).toMatchObject({ status: 403, code: 'otp_expired' });
  });

  it('can sign in even with as much data as is allowed', async () => {
    const person = { email: `${'long'.repeat(15)}@${'people.'.repeat(20)}example`, password: 'correct horse' };
    const { admin } = surface.adminClient().auth;
    const full = (bytes: number) => ({ note: 'я'.repeat((bytes - 12) / 2) });
    const made = await admin.createUser({
      ...person,
      email_confirm: true,
      user_metadata: full(4096),
      app_metadata: full(960),
    });
    expect(made.error).toBeNull();
    const client = surface.client();
    expect((await client.auth.signInWithPassword(person)).error).toBeNull();
    expect((await client.auth.getUser()).error).toBeNull();
    const { error } = await admin.createUser({ email: 'more@people.example', app_metadata: full(1200) });
    expect(error).toMatchObject({ status: 400, code: 'validation_failed' });
  });

  it('may be deleted softly: no way in, the address free again', async () => {
    const { admin } = surface.adminClient().auth;
    const person = { email: 'soft@people.example', password: 'correct horse' };
    const made = await admin.createUser({ ...person, email_confirm: true });
    expect((await admin.deleteUser(made.data.user?.id ?? '', true)).error).toBeNull();
    const gone = await surface.client().auth.signInWithPassword(person);
    expect(gone.error).toMatchObject({ code: 'invalid_credentials' });
    expect((await surface.client().auth.signUp(person)).error).toBeNull();
  });

  it('are out of reach for the publishable key', async () => {
    const { error } = await surface.client().auth.admin.listUsers();
    expect(error).toMatchObject({ status: 403, code: 'not_admin' });
  });

  it.each([
    { origin: 'https://evil.example' },
    { 'sec-fetch-site': 'same-origin' },
    { 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64)' },
  ])('are out of reach for the secret key in a browser: %o', async (headers) => {
    const answer = await surface.post(
      '/auth/v1/admin/users',
      { email: 'browser@people.example' },
      { apikey: surface.deps.keys.secretKey, ...headers },
    );
    expect([answer.status, await answer.json()]).toMatchObject([401, { code: 'secret_key_in_browser' }]);
  });

  it.each([
    ['as the bearer, beside the publishable key', '/user', 'authorization'],
    ['in the address', '/settings?apikey=SECRET', null],
    ['where no key is asked for', '/verify?token=x&type=magiclink', 'apikey'],
    ['of another install', '/settings', 'apikey'],
  ])('refuse the secret key of a page %s', async (where, path, name) => {
    const { publishableKey, secretKey } = surface.deps.keys;
    const secret = where === 'of another install' ? 'sb_secret_of-another' : secretKey;
    const headers = new Headers({ apikey: publishableKey, origin: 'https://app.example' });
    if (name !== null) headers.set(name, name === 'authorization' ? `Bearer ${secret}` : secret);
    const answer = await fetch(`${surface.url}/auth/v1${path.replace('SECRET', secret)}`, { headers });
    expect([answer.status, await answer.json()]).toMatchObject([401, { code: 'secret_key_in_browser' }]);
  });

  it('answers plainly for ids that are none or nobody’s', async () => {
    const headers = { apikey: surface.deps.keys.secretKey };
    const odd = await fetch(`${surface.url}/auth/v1/admin/users/1`, { headers });
    expect([odd.status, await odd.json()]).toMatchObject([400, { code: 'validation_failed' }]);
    const { error } = await surface.adminClient().auth.admin.getUserById(randomUUID());
    expect(error).toMatchObject({ status: 404, code: 'user_not_found' });
  });
});
