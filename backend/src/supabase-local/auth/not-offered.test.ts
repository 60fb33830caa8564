import type { Provider, SupabaseClient } from '@supabase/supabase-js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startSurface, type TestSurface } from '../testing/test-surface.ts';

const phone = '+15550100';
const password = 'correct horse';
/** As browsers call without a wallet at hand. */
const signed = { message: 'I am Ann', signature: new Uint8Array(64) };
const idToken = (provider: string) => ({ provider, token: 'header.body.signature' });

describe('what an install does not offer', () => {
  let surface: TestSurface;
  let ann: SupabaseClient;
  beforeAll(async () => {
    surface = await startSurface();
    ann = surface.client();
    const { data } = await ann.auth.signUp({ email: 'ann@people.example', password });
    expect(data.user?.identities).toHaveLength(1);
  });
  afterAll(() => surface.close());

  type Refused = Promise<{ error: unknown }>;
  it.each<[string, (client: SupabaseClient) => Refused, number, string, string]>([
    ['sign-up by phone', (c) => c.auth.signUp({ phone, password }), 400, 'phone_provider_disabled', 'Phone signups'],
    [
      'a password with a phone',
      (c) => c.auth.signInWithPassword({ phone, password }),
      400,
      'phone_provider_disabled',
      '',
    ],
    ['a code by phone', (c) => c.auth.signInWithOtp({ phone }), 400, 'phone_provider_disabled', 'Unsupported phone'],
    ['the same code again', (c) => c.auth.resend({ type: 'sms', phone }), 400, 'phone_provider_disabled', ''],
    ['a guessed code', (c) => c.auth.verifyOtp({ type: 'sms', phone, token: '123456' }), 403, 'otp_expired', 'expired'],
    [
      'a code for what is no phone',
      (c) => c.auth.verifyOtp({ type: 'phone_change', phone: 'call me', token: '123456' }),
      400,
      'validation_failed',
      'E.164',
    ],
    ['an account without a name', (c) => c.auth.signInAnonymously(), 422, 'anonymous_provider_disabled', 'disabled'],
    [
      'a company’s own sign-in',
      (c) => c.auth.signInWithSSO({ domain: 'a.example' }),
      404,
      'saml_provider_disabled',
      '',
    ],
    ['a wallet', (c) => c.auth.signInWithWeb3({ chain: 'solana', ...signed }), 422, 'web3_provider_disabled', 'Web3'],
    [
      'Google’s ID token',
      (c) => c.auth.signInWithIdToken(idToken('google')),
      400,
      'provider_disabled',
      'Provider (issuer "https://accounts.google.com") is not enabled',
    ],
    ['another ID token', (c) => c.auth.signInWithIdToken(idToken('custom:a')), 400, 'validation_failed', 'not allowed'],
  ])('refuses %s as a project that has it switched off', async (_what, run, status, code, words) => {
    const { error } = await run(surface.client());
    expect(error).toMatchObject({ status, code, message: expect.stringContaining(words) });
  });

  it('is refused to somebody signed in, too: a phone, and another provider beside the first', async () => {
    expect((await ann.auth.updateUser({ phone })).error).toMatchObject({ code: 'phone_provider_disabled' });
    const provider: Provider = 'google';
    const linked = await ann.auth.linkIdentity({ provider });
    expect(linked.error).toMatchObject({ status: 404, code: 'manual_linking_disabled' });
    const [identity] = (await ann.auth.getUserIdentities()).data?.identities ?? [];
    if (!identity) throw new Error('Ann has no identity');
    const unlinked = await ann.auth.unlinkIdentity(identity);
    expect(unlinked.error).toMatchObject({ status: 404, code: 'manual_linking_disabled' });
    const nobody = await surface.post('/auth/v1/user/identities/authorize', {});
    expect([nobody.status, await nobody.json()]).toMatchObject([401, { code: 'no_authorization' }]);
  });

  it('has captcha answers from clients in any body, and minds none', async () => {
    const client = surface.client();
    const options = { captchaToken: 'a token' };
    const email = 'captcha@people.example';
    expect((await client.auth.signUp({ email, password, options })).error).toBeNull();
    expect((await client.auth.signInWithPassword({ email, password, options })).error).toBeNull();
    expect((await client.auth.signInWithOtp({ email, options })).error).toBeNull();
    expect((await client.auth.resetPasswordForEmail(email, options)).error).toBeNull();
    expect((await client.auth.resend({ type: 'signup', email, options })).error).toBeNull();
  });
});
