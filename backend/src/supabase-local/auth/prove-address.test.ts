import { TOTP } from 'otpauth';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hashOfToken } from '../../invitations/invitation-token.ts';
import { startSurface, type TestSurface } from '../testing/test-surface.ts';

const password = 'correct horse';

describe('an account that a stranger made with another’s address', () => {
  let surface: TestSurface;
  let people = 0;
  beforeAll(async () => {
    surface = await startSurface();
  });
  afterAll(() => surface.close());

  /** The stranger has a session, a password, a second factor and an account elsewhere, and has asked to move to their own address. */
  async function taken() {
    const email = `victim${++people}@firm.example`;
    const { auth } = surface.client();
    const { data: joined } = await auth.signUp({ email, password });
    const id = joined.user?.id ?? '';
    expect((await auth.updateUser({ email: `stranger${people}@evil.example` })).error).toBeNull();
    const { data: factor } = await auth.mfa.enroll({ factorType: 'totp' });
    const code = new TOTP({ secret: factor?.totp.secret ?? '' }).generate();
    await auth.mfa.challengeAndVerify({ factorId: factor?.id ?? '', code });
    await surface.deps.admin`insert into auth.identities (user_id, provider, provider_id, identity_data)
      values (${id}, 'acme', ${`stranger ${people}`}, '{}')`;
    await surface.mailsTo(email);
    return { email, id, auth };
  }
  const waysIn = async (id: string) => {
    const [row] = await surface.deps.admin`select encrypted_password as password, email_change as moving,
      (select count(*)::int from auth.mfa_factors where user_id = u.id) as factors,
      (select count(*)::int from auth.sessions where user_id = u.id) as sessions,
      (select count(*)::int from auth.sign_in_places where user_id = u.id) as places,
      (select string_agg(provider, ',') from auth.identities where user_id = u.id) as providers
      from auth.users u where id = ${id}`;
    return row;
  };
  const theirOwn = { password: null, moving: null, factors: 0, sessions: 1, places: 1, providers: 'email' };

  it.each(['magic link', 'code', 'password reset', 'followed link'])(
    'is its owner’s alone once they came by %s',
    async (way) => {
      const { email, id, auth: stranger } = await taken();
      const { auth } = surface.client();
      if (way === 'password reset') await auth.resetPasswordForEmail(email);
      else await auth.signInWithOtp({ email });
      const { tokenHash, code, link } = await surface.lastMailTo(email);
      if (way === 'followed link') {
        const answer = await fetch(link, { redirect: 'manual' });
        expect(answer.headers.get('location')).toContain('access_token=');
      } else if (way === 'code') {
        expect((await auth.verifyOtp({ email, token: code, type: 'email' })).error).toBeNull();
      } else {
        const type = way === 'password reset' ? 'recovery' : 'email';
        expect((await auth.verifyOtp({ token_hash: tokenHash, type })).error).toBeNull();
      }
      expect(await waysIn(id)).toEqual(theirOwn);
      expect((await stranger.getUser()).error).not.toBeNull();
      expect((await stranger.refreshSession()).error).not.toBeNull();
      expect((await stranger.signInWithPassword({ email, password })).error).toMatchObject({
        code: 'invalid_credentials',
      });
      const [user] = await surface.deps
        .admin`select raw_app_meta_data -> 'providers' as providers from auth.users where id = ${id}`;
      expect(user?.['providers']).toEqual(['email']);
    },
  );

  it('tells its owner that the password from before ended, until there is another one', async () => {
    const { email } = await taken();
    const { auth } = surface.client();
    await auth.signInWithOtp({ email });
    const { tokenHash } = await surface.lastMailTo(email);
    const { data } = await auth.verifyOtp({ token_hash: tokenHash, type: 'email' });
    expect(data.user?.app_metadata).toMatchObject({ password_ended: true });
    const changed = await auth.updateUser({ password: 'another horse' });
    expect(changed.data.user?.app_metadata).not.toHaveProperty('password_ended');
  });

  it('tells nobody so who had no password', async () => {
    const email = `new${++people}@firm.example`;
    const { auth } = surface.client();
    await auth.signInWithOtp({ email });
    const { tokenHash } = await surface.lastMailTo(email);
    const { data } = await auth.verifyOtp({ token_hash: tokenHash, type: 'email' });
    expect(data.user?.app_metadata).not.toHaveProperty('password_ended');
  });

  it('is proven by a session that asked for a code and brings it: nothing ends', async () => {
    const email = `owner${++people}@firm.example`;
    const { auth } = surface.client();
    await auth.signUp({ email, password });
    await auth.reauthenticate();
    const { code } = await surface.lastMailTo(email);
    const guess = code === '000000' ? '000001' : '000000';
    expect((await auth.updateUser({ nonce: guess })).error).toMatchObject({ code: 'reauthentication_not_valid' });
    expect((await auth.updateUser({ nonce: code })).error).toBeNull();
    const other = surface.client();
    await other.auth.signInWithOtp({ email });
    const { tokenHash } = await surface.lastMailTo(email);
    const { data } = await other.auth.verifyOtp({ token_hash: tokenHash, type: 'email' });
    expect(data.user?.app_metadata).not.toHaveProperty('password_ended');
    expect((await auth.getUser()).error).toBeNull();
    expect((await surface.client().auth.signInWithPassword({ email, password })).error).toBeNull();
  });

  it('keeps what its owner sets up after that, whenever they come by mail again', async () => {
    const { email, id } = await taken();
    const come = async () => {
      const { auth } = surface.client();
      await auth.signInWithOtp({ email });
      const { tokenHash } = await surface.lastMailTo(email);
      expect((await auth.verifyOtp({ token_hash: tokenHash, type: 'email' })).error).toBeNull();
      return auth;
    };
    const first = await come();
    expect((await first.updateUser({ password: 'another horse' })).error).toBeNull();
    await come();
    expect((await first.getUser()).error).toBeNull();
    expect((await surface.client().auth.signInWithPassword({ email, password: 'another horse' })).error).toBeNull();
    expect(await waysIn(id)).toMatchObject({ sessions: 3 });
  });

  describe('and is invited', () => {
    const provenAt = async (email: string) => {
      const [row] = await surface.deps.admin`select email_proven_at is not null as proven, raw_user_meta_data as data
        from auth.users where email = ${email}`;
      return row;
    };
    const invite = async (email: string, token: string) => {
      await surface.client().auth.signUp({ email: `ann${++people}@firm.example`, password });
      await surface.deps
        .admin`insert into app.invitations (organization_id, email, role, language, token_hash, expires_at)
        select organization_id, ${email}, 'member', 'en', ${hashOfToken(token)}, now() + interval '7 days'
        from app.memberships order by organization_id desc limit 1`;
    };
    const signUp = (email: string, data: object) =>
      surface.client().auth.signUp({ email, password, options: { data } });

    it('proves nothing without the token; with it, a new account is proven, and the token is not kept', async () => {
      await invite('bob@firm.example', 'a token');
      const { data } = await signUp('bob@firm.example', { locale: 'ru', kith_invitation: 'a token' });
      expect(data.user?.user_metadata).toEqual({ locale: 'ru' });
      expect(await provenAt('bob@firm.example')).toEqual({ proven: true, data: { locale: 'ru' } });
      await invite('eve@firm.example', 'another token');
      await signUp('eve@firm.example', { kith_invitation: 'a guess' });
      expect(await provenAt('eve@firm.example')).toEqual({ proven: false, data: {} });
    });

    it('is not proven by the token of an invitation that went to another address', async () => {
      await invite('cat@firm.example', 'token of cat');
      await signUp('dan@firm.example', { kith_invitation: 'token of cat' });
      expect(await provenAt('dan@firm.example')).toMatchObject({ proven: false });
    });
  });
});

it('An address that the secret key vouches for is proven: its password stays', async () => {
  const surface = await startSurface();
  const email = 'ann@people.example';
  await surface.adminClient().auth.admin.createUser({ email, password, email_confirm: true });
  const { auth } = surface.client();
  await auth.signInWithOtp({ email });
  const { tokenHash } = await surface.lastMailTo(email);
  expect((await auth.verifyOtp({ token_hash: tokenHash, type: 'email' })).error).toBeNull();
  expect((await surface.client().auth.signInWithPassword({ email, password })).error).toBeNull();
  await surface.close();
});
