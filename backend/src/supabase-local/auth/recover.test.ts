import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startSurface, type TestSurface } from '../testing/test-surface.ts';

const password = 'correct horse';
const next = 'another horse';

describe('a forgotten password', () => {
  let surface: TestSurface;
  let people = 0;
  beforeAll(async () => {
    surface = await startSurface();
  });
  afterAll(() => surface.close());

  async function signedUp() {
    const client = surface.client();
    const email = `p${++people}@people.example`;
    await client.auth.signUp({ email, password });
    return { client, email };
  }

  it('is replaced with the code of a mail; other sessions and older mails end', async () => {
    const { client: old, email } = await signedUp();
    const client = surface.client();
    const events: string[] = [];
    client.auth.onAuthStateChange((event) => void events.push(event));
    await client.auth.resetPasswordForEmail(email);
    // Mails are written after the answer: the first must not overtake the second.
    await surface.mailsTo(email);
    expect((await client.auth.resetPasswordForEmail(email)).error).toBeNull();
    const [first, second] = await surface.mailsTo(email);
    expect(second?.subject).toBe('Set a new password');
    const verified = await client.auth.verifyOtp({ email, token: second?.code ?? '', type: 'recovery' });
    expect(verified.error).toBeNull();
    await expect.poll(() => events).toContain('PASSWORD_RECOVERY');
    await client.auth.resetPasswordForEmail(email);
    const third = await surface.lastMailTo(email);
    expect((await client.auth.updateUser({ password: next })).error).toBeNull();
    expect((await old.auth.refreshSession()).error).toMatchObject({ code: 'refresh_token_not_found' });
    for (const mail of [first, third]) {
      const late = await surface.client().auth.verifyOtp({ token_hash: mail?.tokenHash ?? '', type: 'recovery' });
      expect(late.error).toMatchObject({ code: 'otp_expired' });
    }
    expect((await surface.client().auth.signInWithPassword({ email, password })).error).not.toBeNull();
    expect((await surface.client().auth.signInWithPassword({ email, password: next })).error).toBeNull();
  });

  it('is replaced by the link too, in the PKCE flow', async () => {
    const { email } = await signedUp();
    const client = surface.client({ auth: { flowType: 'pkce' } });
    await client.auth.resetPasswordForEmail(email);
    const answer = await fetch((await surface.lastMailTo(email)).link, { redirect: 'manual' });
    const code = new URL(answer.headers.get('location') ?? '').searchParams.get('code') ?? '';
    const { data, error } = await client.auth.exchangeCodeForSession(code);
    expect([error, data.user?.email]).toEqual([null, email]);
    expect((await client.auth.getClaims()).data?.claims.amr).toMatchObject([{ method: 'recovery' }]);
  });

  it('is answered alike for an address without account, which gets no mail', async () => {
    const { data, error } = await surface.client().auth.resetPasswordForEmail('nobody@people.example');
    expect([data, error]).toEqual([{}, null]);
    expect(await surface.mailsTo('nobody@people.example')).toEqual([]);
  });
});

describe('proving again who one is', () => {
  let surface: TestSurface;
  let people = 0;
  beforeAll(async () => {
    surface = await startSurface();
  });
  afterAll(() => surface.close());

  async function signedUp() {
    const client = surface.client();
    const email = `p${++people}@people.example`;
    await client.auth.signUp({ email, password });
    expect((await client.auth.reauthenticate()).error).toBeNull();
    return { client, email, mail: await surface.lastMailTo(email) };
  }

  it('sends a code without a link, good for one change of password', async () => {
    const { client, mail } = await signedUp();
    expect([mail.link, mail.code]).toEqual(['', expect.stringMatching(/^\d{6}$/)]);
    expect((await client.auth.updateUser({ password: next, nonce: mail.code })).error).toBeNull();
    const again = await client.auth.updateUser({ password, nonce: mail.code });
    expect(again.error).toMatchObject({ status: 422, code: 'reauthentication_not_valid' });
  });

  it('refuses a wrong code, somebody else’s, and one as a way in', async () => {
    const { client, email, mail } = await signedUp();
    const other = await signedUp();
    const wrong = mail.code === '000000' ? '000001' : '000000';
    for (const nonce of [wrong, other.mail.code === mail.code ? wrong : other.mail.code, '', 'no digits']) {
      const { error } = await client.auth.updateUser({ password: next, nonce: nonce || 'x' });
      expect(error).toMatchObject({ status: 422, code: 'reauthentication_not_valid' });
    }
    const entry = await surface.client().auth.verifyOtp({ email, token: mail.code, type: 'email' });
    expect(entry.error).toMatchObject({ status: 403, code: 'otp_expired' });
  });

  it('is only for somebody signed in', async () => {
    const headers = { apikey: surface.deps.keys.publishableKey };
    const answer = await fetch(`${surface.url}/auth/v1/reauthenticate`, { headers });
    expect([answer.status, await answer.json()]).toMatchObject([401, { code: 'no_authorization' }]);
  });
});
