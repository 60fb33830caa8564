import { AuthApiError } from '@supabase/supabase-js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startSurface, type TestSurface } from '../testing/test-surface.ts';

const ada = { email: 'ada@people.example', password: 'correct horse' };

describe('signing in by password', () => {
  let surface: TestSurface;
  beforeAll(async () => {
    surface = await startSurface();
    await surface.client().auth.signUp(ada);
  });
  afterAll(() => surface.close());

  it('gives a session whose claims the client verifies by itself', async () => {
    const client = surface.client();
    const { data, error } = await client.auth.signInWithPassword({ ...ada, email: 'ADA@people.example' });
    expect(error).toBeNull();
    expect(data.user?.last_sign_in_at).toEqual(expect.any(String));
    const claims = await client.auth.getClaims();
    expect(claims.error).toBeNull();
    expect(claims.data?.header).toMatchObject({ alg: 'ES256', kid: surface.deps.keys.kid });
    expect(claims.data?.claims).toMatchObject({
      iss: `${surface.url}/auth/v1`,
      sub: data.user?.id,
      aud: 'authenticated',
      role: 'authenticated',
      aal: 'aal1',
      session_id: expect.any(String),
      email: ada.email,
      phone: '',
      app_metadata: { provider: 'email', providers: ['email'] },
      user_metadata: {},
      amr: [{ method: 'password', timestamp: expect.any(Number) }],
      is_anonymous: false,
    });
    expect(claims.data?.claims.exp).toBe((claims.data?.claims.iat ?? 0) + 3600);
  });

  it('tells nobody whether the user or the password was wrong', async () => {
    const wrong = await surface.client().auth.signInWithPassword({ ...ada, password: 'wrong horse' });
    const unknown = await surface.client().auth.signInWithPassword({ ...ada, email: 'nobody@people.example' });
    expect(wrong.error).toBeInstanceOf(AuthApiError);
    expect(wrong.error).toMatchObject({
      status: 400,
      code: 'invalid_credentials',
      message: 'Invalid login credentials',
    });
    expect(unknown.error?.message).toBe(wrong.error?.message);
    expect(unknown.error?.code).toBe(wrong.error?.code);
  });

  it('lets only the newer password in after a change, and ends the other sessions', async () => {
    const person = { email: 'change@people.example', password: 'first horse' };
    const [here, there] = [surface.client(), surface.client()];
    await here.auth.signUp(person);
    await there.auth.signInWithPassword(person);
    const same = await here.auth.updateUser({ password: person.password });
    expect(same.error).toMatchObject({ status: 422, code: 'same_password' });
    const { error } = await here.auth.updateUser({ password: 'second horse' });
    expect(error).toBeNull();
    expect((await here.auth.getUser()).error).toBeNull();
    expect((await there.auth.refreshSession()).error).toMatchObject({ code: 'refresh_token_not_found' });
    const old = await surface.client().auth.signInWithPassword(person);
    expect(old.error).toMatchObject({ code: 'invalid_credentials' });
    const fresh = await surface.client().auth.signInWithPassword({ ...person, password: 'second horse' });
    expect(fresh.error).toBeNull();
  });

  it('refuses a banned user and one whose address is not confirmed', async () => {
    const admin = surface.adminClient();
    const banned = await admin.auth.admin.createUser({
      email: 'banned@people.example',
      password: 'correct horse',
      email_confirm: true,
    });
    await surface.deps
      .admin`update auth.users set banned_until = now() + interval '1 day' where id = ${banned.data.user?.id ?? ''}`;
    const no = await surface
      .client()
      .auth.signInWithPassword({ email: 'banned@people.example', password: 'correct horse' });
    expect(no.error).toMatchObject({ status: 400, code: 'user_banned' });
    await admin.auth.admin.createUser({ email: 'new@people.example', password: 'correct horse' });
    const early = await surface
      .client()
      .auth.signInWithPassword({ email: 'new@people.example', password: 'correct horse' });
    expect(early.error).toMatchObject({ status: 400, code: 'email_not_confirmed' });
  });
});
