import { AuthApiError, AuthWeakPasswordError } from '@supabase/supabase-js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startSurface, type TestSurface } from '../testing/test-surface.ts';

describe('signing up', () => {
  let surface: TestSurface;
  beforeAll(async () => {
    surface = await startSurface();
  });
  afterAll(() => surface.close());

  it('gives a session at once, and an organization of the name that was asked for', async () => {
    const client = surface.client();
    const { data, error } = await client.auth.signUp({
      email: ' Ada@People.example ',
      password: 'correct horse',
      options: { data: { organization_name: 'Prospect & Co', display_name: 'Ada' } },
    });
    expect(error).toBeNull();
    expect(data.session).toMatchObject({ token_type: 'bearer', expires_in: 3600 });
    expect(data.user).toMatchObject({
      aud: 'authenticated',
      role: 'authenticated',
      email: 'ada@people.example',
      user_metadata: { organization_name: 'Prospect & Co', display_name: 'Ada' },
      app_metadata: { provider: 'email', providers: ['email'] },
      is_anonymous: false,
    });
    expect(data.user?.identities?.[0]).toMatchObject({ provider: 'email', user_id: data.user?.id });
    expect(data.user?.email_confirmed_at).toEqual(expect.any(String));
    const rows = await surface.deps.admin`select o.name, m.role from app.organizations o
      join app.memberships m on m.organization_id = o.id where m.user_id = ${data.user?.id ?? ''}`;
    expect([...rows]).toEqual([{ name: 'Prospect & Co', role: 'owner' }]);
  });

  it('works for a client that prefers the PKCE flow', async () => {
    const client = surface.client({ auth: { flowType: 'pkce' } });
    const { data, error } = await client.auth.signUp({ email: 'pkce@people.example', password: 'correct horse' });
    expect(error).toBeNull();
    expect(data.session?.access_token).toEqual(expect.any(String));
  });

  it('keeps neither password nor refresh token in the clear', async () => {
    const { data } = await surface.client().auth.signUp({ email: 'secret@people.example', password: 'correct horse' });
    const [user] = await surface.deps
      .admin`select encrypted_password from auth.users where id = ${data.user?.id ?? ''}`;
    expect(user?.['encrypted_password']).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    const tokens = await surface.deps.admin`select * from auth.refresh_tokens where user_id = ${data.user?.id ?? ''}`;
    expect(tokens).toHaveLength(1);
    expect(JSON.stringify(tokens)).not.toContain(data.session?.refresh_token);
  });

  it('refuses an address that has a user already, whatever its case', async () => {
    await surface.client().auth.signUp({ email: 'twice@people.example', password: 'correct horse' });
    const { error } = await surface.client().auth.signUp({ email: 'TWICE@people.example', password: 'other horses' });
    expect(error).toBeInstanceOf(AuthApiError);
    expect(error).toMatchObject({ status: 422, code: 'user_already_exists' });
  });

  it('makes one user of many sign-ups at the same moment', async () => {
    const attempts = Array.from({ length: 8 }, () =>
      surface.client().auth.signUp({ email: 'race@people.example', password: 'correct horse' }),
    );
    const codes = (await Promise.all(attempts)).map(({ error }) => error?.code ?? 'ok');
    expect(codes.filter((code) => code === 'ok')).toHaveLength(1);
    expect(codes.filter((code) => code === 'user_already_exists')).toHaveLength(7);
  });

  it.each([
    ['short', 'length'],
    ['Password123', 'pwned'],
  ])('refuses the weak password %s and says why', async (password, reason) => {
    const { error } = await surface.client().auth.signUp({ email: 'weak@people.example', password });
    expect(error).toBeInstanceOf(AuthWeakPasswordError);
    expect(error).toMatchObject({ status: 422, code: 'weak_password', reasons: [reason] });
  });

  it.each(['no address', 'a@', '@people.example', `${'a'.repeat(250)}@people.example`])('refuses %s', async (email) => {
    const { error } = await surface.client().auth.signUp({ email, password: 'correct horse' });
    expect(error).toMatchObject({ status: 400, code: 'validation_failed' });
  });

  it.each([
    ['too large', { note: 'x'.repeat(5000) }],
    ['not storable', { note: 'a\u0000b' }],
    ['half a character', { note: '\ud800' }],
  ])('refuses data that is %s', async (_what, data) => {
    const { error } = await surface
      .client()
      .auth.signUp({ email: 'data@people.example', password: 'correct horse', options: { data } });
    expect(error).toMatchObject({ status: 400, code: 'validation_failed' });
  });

  it('says that anonymous and phone sign-ups are not available', async () => {
    const { error: anonymous } = await surface.client().auth.signInAnonymously();
    expect(anonymous).toMatchObject({ status: 422, code: 'anonymous_provider_disabled' });
    const { error: phone } = await surface.client().auth.signUp({ phone: '+15550100', password: 'correct horse' });
    expect(phone).toMatchObject({ status: 400, code: 'phone_provider_disabled' });
  });
});
