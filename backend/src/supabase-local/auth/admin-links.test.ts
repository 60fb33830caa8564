import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startSurface, type TestSurface } from '../testing/test-surface.ts';

const password = 'correct horse';

describe('links made with the secret key', () => {
  let surface: TestSurface;
  let people = 0;
  beforeAll(async () => {
    surface = await startSurface({}, { KITH_REDIRECT_ORIGINS: ['https://app.example'] });
  });
  afterAll(() => surface.close());

  const newEmail = () => `p${++people}@people.example`;
  const admin = () => surface.adminClient().auth.admin;

  it('invite somebody, who then sets a password', async () => {
    const email = newEmail();
    const invited = await admin().inviteUserByEmail(email, { data: { locale: 'ru', display_name: 'Ada' } });
    expect(invited.error).toBeNull();
    expect(invited.data.user).toMatchObject({ email, invited_at: expect.any(String) });
    const mail = await surface.lastMailTo(email);
    expect(mail.subject).toBe('Вас приглашают');
    const client = surface.client();
    const { data } = await client.auth.verifyOtp({ token_hash: mail.tokenHash, type: 'invite' });
    expect(data.user).toMatchObject({ id: invited.data.user?.id, user_metadata: { display_name: 'Ada' } });
    expect((await client.auth.updateUser({ password })).error).toBeNull();
    expect((await surface.client().auth.signInWithPassword({ email, password })).error).toBeNull();
    expect((await admin().inviteUserByEmail(email)).error).toMatchObject({ status: 422, code: 'email_exists' });
  });

  it.each(['magiclink', 'recovery', 'invite', 'signup'] as const)('work for %s without a mail', async (type) => {
    const email = newEmail();
    if (type === 'recovery') await surface.client().auth.signUp({ email, password });
    const { data, error } = await admin().generateLink({ type, email, password });
    expect(error).toBeNull();
    expect(data.user?.email).toBe(email);
    expect(data.properties).toMatchObject({
      verification_type: type,
      email_otp: expect.stringMatching(/^\d{6}$/),
      redirect_to: `${surface.url}/`,
    });
    expect(new URL(data.properties?.action_link ?? '').searchParams.get('token')).toBe(data.properties?.hashed_token);
    const token_hash = data.properties?.hashed_token ?? '';
    const { error: refused } = await surface.client().auth.verifyOtp({ token_hash, type });
    expect(refused).toBeNull();
    expect(await surface.mailsTo(email)).toEqual([]);
  });

  it('prove nothing of who reads the mailbox: password and sessions of who signed up stay', async () => {
    const email = newEmail();
    const client = surface.client();
    await client.auth.signUp({ email, password });
    const { data } = await admin().generateLink({ type: 'magiclink', email });
    const token_hash = data.properties?.hashed_token ?? '';
    expect((await surface.client().auth.verifyOtp({ token_hash, type: 'magiclink' })).error).toBeNull();
    expect((await client.auth.refreshSession()).error).toBeNull();
    expect((await surface.client().auth.signInWithPassword({ email, password })).error).toBeNull();
  });

  it('move an account when both sides were followed', async () => {
    const [email, newAddress] = [newEmail(), newEmail()];
    await surface.client().auth.signUp({ email, password });
    for (const type of ['email_change_current', 'email_change_new'] as const) {
      const { data } = await admin().generateLink({ type, email, newEmail: newAddress });
      await fetch(data.properties?.action_link ?? '', { redirect: 'manual' });
    }
    expect((await surface.client().auth.signInWithPassword({ email: newAddress, password })).error).toBeNull();
  });

  it('lead to where the caller wants, readably, when the install allows it', async () => {
    const redirectTo = 'https://app.example/welcome?from=mail';
    const { data } = await admin().generateLink({ type: 'magiclink', email: newEmail(), options: { redirectTo } });
    expect(data.properties?.redirect_to).toBe(redirectTo);
    const link = data.properties?.action_link ?? '';
    expect(link).toContain('redirect_to=https://app.example/welcome');
    expect(new URL(link).searchParams.get('redirect_to')).toBe(redirectTo);
  });

  it('are refused for nobody, for a taken address, and without what they need', async () => {
    const email = newEmail();
    const nobody = await admin().generateLink({ type: 'recovery', email });
    expect(nobody.error).toMatchObject({ status: 404, code: 'user_not_found' });
    await surface.client().auth.signUp({ email, password });
    const taken = await admin().generateLink({ type: 'signup', email, password });
    expect(taken.error).toMatchObject({ status: 422, code: 'email_exists' });
    const bare = await admin().generateLink({ type: 'signup', email: newEmail(), password: '' });
    expect(bare.error).toMatchObject({ status: 400, code: 'validation_failed' });
  });

  it('are out of reach for the publishable key', async () => {
    for (const path of ['/invite', '/admin/generate_link']) {
      const answer = await surface.post(`/auth/v1${path}`, { type: 'magiclink', email: newEmail() });
      expect([answer.status, await answer.json()]).toMatchObject([403, { code: 'not_admin' }]);
    }
  });
});
