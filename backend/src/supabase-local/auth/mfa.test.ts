import type { SupabaseClient } from '@supabase/supabase-js';
import { TOTP } from 'otpauth';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startSurface, type TestSurface } from '../testing/test-surface.ts';

const password = 'correct horse';
const step = 30_000;

describe('a second factor', () => {
  let surface: TestSurface;
  let people = 0;
  beforeAll(async () => {
    surface = await startSurface();
  });
  afterAll(() => surface.close());

  const codeOf = (secret: string) =>
    TOTP.generate({ secret: secretOf(secret), timestamp: surface.deps.now().getTime() });
  const secretOf = (base32: string) => new TOTP({ secret: base32 }).secret;
  const wrong = (code: string) => (code === '000000' ? '000001' : '000000');

  async function signedUp() {
    const email = `p${++people}@people.example`;
    const client = surface.client();
    const { data } = await client.auth.signUp({ email, password });
    return { client, email, userId: data.user?.id ?? '' };
  }
  async function enrolled(client: SupabaseClient, friendlyName = 'Phone') {
    const { data, error } = await client.auth.mfa.enroll({ factorType: 'totp', friendlyName });
    if (error) throw error;
    return { factorId: data.id, secret: data.totp.secret, data };
  }
  /** A person with a verified factor, in its session of aal2. */
  async function secured() {
    const person = await signedUp();
    const factor = await enrolled(person.client);
    const code = codeOf(factor.secret);
    const { error } = await person.client.auth.mfa.challengeAndVerify({ factorId: factor.factorId, code });
    expect(error).toBeNull();
    surface.advance(2 * step);
    return { ...person, ...factor, code };
  }
  async function signIn(email: string) {
    const client = surface.client();
    expect((await client.auth.signInWithPassword({ email, password })).error).toBeNull();
    return client;
  }
  const claimsOf = async (client: SupabaseClient) => (await client.auth.getClaims()).data?.claims;
  const levels = async (client: SupabaseClient) => {
    const { data } = await client.auth.mfa.getAuthenticatorAssuranceLevel();
    return [data?.currentLevel, data?.nextLevel];
  };

  it('is begun with a secret, its QR code and its address for an app', async () => {
    const { client, email } = await signedUp();
    const { data, factorId, secret } = await enrolled(client);
    expect(data).toMatchObject({ type: 'totp', friendly_name: 'Phone' });
    expect(data.totp.qr_code).toMatch(/^data:image\/svg\+xml;utf-8,<svg /);
    expect(data.totp.uri).toContain(`secret=${secret}`);
    expect(data.totp.uri).toContain(encodeURIComponent(email));
    const { data: listed } = await client.auth.mfa.listFactors();
    expect(listed?.totp).toEqual([]);
    expect(listed?.all).toMatchObject([
      {
        id: factorId,
        friendly_name: 'Phone',
        factor_type: 'totp',
        status: 'unverified',
        created_at: expect.any(String),
      },
    ]);
    expect(await levels(client)).toEqual(['aal1', 'aal1']);
  });

  it('counts once its first code is right; other sessions with one factor end', async () => {
    const { client, email } = await signedUp();
    const other = await signIn(email);
    const before = (await client.auth.getSession()).data.session?.refresh_token ?? '';
    const events: string[] = [];
    client.auth.onAuthStateChange((event) => void events.push(event));
    const { factorId, secret } = await enrolled(client);
    const challenged = await client.auth.mfa.challenge({ factorId });
    const inFiveMinutes = Math.floor(surface.deps.now().getTime() / 1000) + 300;
    expect(Math.abs((challenged.data?.expires_at ?? 0) - inFiveMinutes)).toBeLessThan(5);
    const challengeId = challenged.data?.id ?? '';
    const { data, error } = await client.auth.mfa.verify({ factorId, challengeId, code: codeOf(secret) });
    expect(error).toBeNull();
    expect(data?.user.factors).toMatchObject([{ id: factorId, status: 'verified' }]);
    expect(events).toContain('MFA_CHALLENGE_VERIFIED');
    expect(await claimsOf(client)).toMatchObject({ aal: 'aal2', amr: [{ method: 'totp' }, { method: 'password' }] });
    expect((await other.auth.refreshSession()).error).toMatchObject({ code: 'refresh_token_not_found' });
    const copy = await surface.client().auth.refreshSession({ refresh_token: before });
    expect(copy.error).toMatchObject({ code: 'refresh_token_not_found' });
    expect((await client.auth.refreshSession()).error).toBeNull();
    expect(await claimsOf(client)).toMatchObject({ aal: 'aal2' });
    expect((await client.auth.mfa.listFactors()).data?.totp).toHaveLength(1);
  });

  it('is asked for after the next sign-in, and given by a fresh code', async () => {
    const { email, factorId, secret } = await secured();
    const client = await signIn(email);
    expect(await levels(client)).toEqual(['aal1', 'aal2']);
    const { error } = await client.auth.mfa.challengeAndVerify({ factorId, code: codeOf(secret) });
    expect(error).toBeNull();
    expect(await levels(client)).toEqual(['aal2', 'aal2']);
  });

  it('takes no code twice, not even from many sessions at the same moment', async () => {
    const { email, factorId, secret } = await secured();
    const clients = [await signIn(email), await signIn(email), await signIn(email), await signIn(email)];
    const code = codeOf(secret);
    const tries = clients.map((client) => client.auth.mfa.challengeAndVerify({ factorId, code }));
    expect((await Promise.all(tries)).filter(({ error }) => error === null)).toHaveLength(1);
    const late = await signIn(email);
    const again = await late.auth.mfa.challengeAndVerify({ factorId, code });
    expect(again.error).toMatchObject({ status: 422, code: 'mfa_verification_failed' });
  });

  it('waits for a refresh that came first, and neither stands in the other’s way', async () => {
    const { email, factorId, secret, userId } = await secured();
    const [owner, other] = [await signIn(email), await signIn(email)];
    const sessionId = (await claimsOf(other))?.session_id ?? '';
    const { data } = await owner.auth.mfa.challenge({ factorId });
    const { admin } = surface.deps;
    const isWaiting = async () => {
      const rows = await admin`select from pg_stat_activity
        where datname = current_database() and wait_event_type = 'Lock'`;
      return rows.length > 0;
    };
    const { verifying } = await admin.begin(async (tx) => {
      await tx`select from auth.sessions where id = ${sessionId} for update`;
      const verifying = owner.auth.mfa.verify({ factorId, challengeId: data?.id ?? '', code: codeOf(secret) });
      await expect.poll(isWaiting).toBe(true);
      await tx`insert into auth.refresh_tokens (token_hash, user_id, session_id)
        values ('\\x01', ${userId}, ${sessionId})`;
      return { verifying };
    });
    expect((await verifying).error).toBeNull();
    expect((await other.auth.getUser()).error).not.toBeNull();
  });

  it('refuses a wrong code, a late challenge and one that was used', async () => {
    const { email, factorId, secret } = await secured();
    const client = await signIn(email);
    const newChallenge = async () => (await client.auth.mfa.challenge({ factorId })).data?.id ?? '';
    const challengeId = await newChallenge();
    const no = await client.auth.mfa.verify({ factorId, challengeId, code: wrong(codeOf(secret)) });
    expect(no.error).toMatchObject({ status: 422, code: 'mfa_verification_failed' });
    surface.advance(300_000);
    const late = await client.auth.mfa.verify({ factorId, challengeId, code: codeOf(secret) });
    expect(late.error).toMatchObject({ status: 422, code: 'mfa_challenge_expired' });
    const used = await newChallenge();
    await client.auth.mfa.verify({ factorId, challengeId: used, code: codeOf(secret) });
    surface.advance(step);
    const again = await client.auth.mfa.verify({ factorId, challengeId: used, code: codeOf(secret) });
    expect(again.error).toMatchObject({ status: 404, code: 'mfa_factor_not_found' });
  });

  it('burns a challenge after five wrong codes and slows the guesser, but not the owner who comes in by mail', async () => {
    const { email, factorId, secret } = await secured();
    const thief = await signIn(email);
    const challengeId = (await thief.auth.mfa.challenge({ factorId })).data?.id ?? '';
    const guess = () => thief.auth.mfa.verify({ factorId, challengeId, code: wrong(codeOf(secret)) });
    const codes: (string | undefined)[] = [];
    for (let tries = 0; tries < 6; tries++) codes.push((await guess()).error?.code);
    expect(codes).toEqual([...Array(5).fill('mfa_verification_failed'), 'over_request_rate_limit']);
    const another = await signIn(email);
    const elsewhere = await another.auth.mfa.challengeAndVerify({ factorId, code: wrong(codeOf(secret)) });
    expect(elsewhere.error).toMatchObject({ status: 429, code: 'over_request_rate_limit' });
    const owner = surface.client();
    await owner.auth.signInWithOtp({ email });
    await owner.auth.verifyOtp({ token_hash: (await surface.lastMailTo(email)).tokenHash, type: 'email' });
    const { error } = await owner.auth.mfa.challengeAndVerify({ factorId, code: codeOf(secret) });
    expect(error).toBeNull();
    expect(await claimsOf(owner)).toMatchObject({ aal: 'aal2', amr: [{ method: 'totp' }, { method: 'otp' }] });
  });

  it('burnt challenges stay burnt after the wait', async () => {
    const { email, factorId, secret } = await secured();
    const client = await signIn(email);
    const challengeId = (await client.auth.mfa.challenge({ factorId })).data?.id ?? '';
    for (let tries = 0; tries < 5; tries++) {
      await client.auth.mfa.verify({ factorId, challengeId, code: wrong(codeOf(secret)) });
    }
    surface.advance(step);
    const burnt = await client.auth.mfa.verify({ factorId, challengeId, code: codeOf(secret) });
    expect(burnt.error).toMatchObject({ status: 422, code: 'mfa_challenge_expired' });
  });

  it('guards itself, the password and the address from a session without it', async () => {
    const { email, factorId } = await secured();
    const { auth } = await signIn(email);
    const second = await auth.mfa.enroll({ factorType: 'totp', friendlyName: 'Other' });
    expect(second.error).toMatchObject({ status: 403, code: 'insufficient_aal' });
    expect((await auth.mfa.unenroll({ factorId })).error).toMatchObject({ status: 422, code: 'insufficient_aal' });
    for (const change of [{ password: 'other horses' }, { email: 'thief@people.example' }]) {
      expect((await auth.updateUser(change)).error).toMatchObject({ status: 401, code: 'insufficient_aal' });
    }
    expect((await auth.updateUser({ data: { theme: 'dark' } })).error).toBeNull();
  });

  it('cannot be got round by a factor that was planted before', async () => {
    const { client, email } = await signedUp();
    const thief = await signIn(email);
    const planted = await enrolled(thief, 'Planted');
    const own = await enrolled(client, 'Own');
    await client.auth.mfa.challengeAndVerify({ factorId: own.factorId, code: codeOf(own.secret) });
    const back = await signIn(email);
    const code = codeOf(planted.secret);
    const { error } = await back.auth.mfa.challengeAndVerify({ factorId: planted.factorId, code });
    expect(error).toMatchObject({ status: 404, code: 'mfa_factor_not_found' });
    expect((await client.auth.mfa.listFactors()).data?.all).toMatchObject([{ id: own.factorId }]);
    expect(await claimsOf(back)).toMatchObject({ aal: 'aal1' });
  });

  it('cannot be taken away with a token from before it was given', async () => {
    const { email, factorId, secret } = await secured();
    const client = await signIn(email);
    const stolen = (await client.auth.getSession()).data.session?.access_token;
    await client.auth.mfa.challengeAndVerify({ factorId, code: codeOf(secret) });
    const answer = await fetch(`${surface.url}/auth/v1/factors/${factorId}`, {
      method: 'DELETE',
      headers: { apikey: surface.deps.keys.publishableKey, authorization: `Bearer ${stolen}` },
    });
    expect([answer.status, await answer.json()]).toMatchObject([422, { code: 'insufficient_aal' }]);
  });

  it('can be taken away by its owner; sessions then fall back to one factor', async () => {
    const { client, factorId } = await secured();
    const { data, error } = await client.auth.mfa.unenroll({ factorId });
    expect([data, error]).toEqual([{ id: factorId }, null]);
    await client.auth.refreshSession();
    expect(await claimsOf(client)).toMatchObject({ aal: 'aal1', amr: [{ method: 'password' }] });
    expect((await client.auth.mfa.listFactors()).data?.all).toEqual([]);
    expect((await client.auth.updateUser({ password: 'other horses' })).error).toBeNull();
  });

  it('is out of reach for other people', async () => {
    const { factorId, secret } = await secured();
    const { client } = await signedUp();
    const code = codeOf(secret);
    const errors = [
      (await client.auth.mfa.challenge({ factorId })).error,
      (await client.auth.mfa.verify({ factorId, challengeId: factorId, code })).error,
      (await client.auth.mfa.unenroll({ factorId })).error,
      (await client.auth.mfa.unenroll({ factorId: 'no id' })).error,
    ];
    for (const error of errors) expect(error).toMatchObject({ status: 404, code: 'mfa_factor_not_found' });
  });

  it('has a name of its own and an end to their number', async () => {
    const { client } = await signedUp();
    await enrolled(client, 'Phone');
    const { auth } = client;
    const same = await auth.mfa.enroll({ factorType: 'totp', friendlyName: 'Phone' });
    expect(same.error).toMatchObject({ status: 422, code: 'mfa_factor_name_conflict' });
    for (let factor = 1; factor < 10; factor++) await enrolled(client, '');
    const many = await auth.mfa.enroll({ factorType: 'totp' });
    expect(many.error).toMatchObject({ status: 422, code: 'too_many_enrolled_mfa_factors' });
    surface.advance(601_000);
    expect((await auth.mfa.enroll({ factorType: 'totp', friendlyName: 'Phone' })).error).toBeNull();
    const phone = await auth.mfa.enroll({ factorType: 'phone', phone: '+15550100' });
    expect(phone.error).toMatchObject({ status: 422, code: 'mfa_phone_enroll_not_enabled' });
  });

  it.each([
    ['a name that cannot be stored', '', { factor_type: 'totp', friendly_name: 'a\u0000b' }],
    ['half a character', '', { factor_type: 'totp', issuer: '\ud800' }],
    ['a factor of no kind', '', { factor_type: 'nothing' }],
    ['a challenge that is none', 'verify', { challenge_id: 'a\u0000b', code: '123456' }],
  ])('refuses %s', async (_what, action, body) => {
    const { client } = await signedUp();
    const { factorId } = await enrolled(client);
    const token = (await client.auth.getSession()).data.session?.access_token;
    const path = action ? `/auth/v1/factors/${factorId}/${action}` : '/auth/v1/factors';
    const answer = await surface.post(path, body, { authorization: `Bearer ${token}` });
    expect([answer.status, await answer.json()]).toMatchObject([400, { code: 'validation_failed' }]);
  });

  it('stands sealed in the database', async () => {
    const { factorId, secret } = await secured();
    const [row] = await surface.deps.admin`select * from auth.mfa_factors where id = ${factorId}`;
    expect(row?.['secret']).toMatch(/^v1\./);
    expect(JSON.stringify(row)).not.toContain(secret);
  });

  it('can be taken away with the secret key when it was lost', async () => {
    const { email, userId, factorId } = await secured();
    const { mfa } = surface.adminClient().auth.admin;
    expect((await mfa.listFactors({ userId })).data?.factors).toMatchObject([{ id: factorId, status: 'verified' }]);
    expect((await mfa.deleteFactor({ userId, id: factorId })).error).toBeNull();
    expect(await levels(await signIn(email))).toEqual(['aal1', 'aal1']);
  });
});
