import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { factorCalls } from '../testing/factor-calls.ts';
import { startSurface, type TestSurface } from '../testing/test-surface.ts';

describe('a second factor', () => {
  let surface: TestSurface;
  beforeAll(async () => {
    surface = await startSurface();
  });
  afterAll(() => surface.close());

  const { codeOf, signedUp, enrolled, secured, signIn, claimsOf, levels } = factorCalls(() => surface);

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

  it('can be taken away by its owner; sessions then fall back to one factor', async () => {
    const { client, factorId } = await secured();
    const { data, error } = await client.auth.mfa.unenroll({ factorId });
    expect([data, error]).toEqual([{ id: factorId }, null]);
    await client.auth.refreshSession();
    expect(await claimsOf(client)).toMatchObject({ aal: 'aal1', amr: [{ method: 'password' }] });
    expect((await client.auth.mfa.listFactors()).data?.all).toEqual([]);
    expect((await client.auth.updateUser({ password: 'other horses' })).error).toBeNull();
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

  it('can be taken away with the secret key when it was lost', async () => {
    const { email, userId, factorId } = await secured();
    const { mfa } = surface.adminClient().auth.admin;
    expect((await mfa.listFactors({ userId })).data?.factors).toMatchObject([{ id: factorId, status: 'verified' }]);
    expect((await mfa.deleteFactor({ userId, id: factorId })).error).toBeNull();
    expect(await levels(await signIn(email))).toEqual(['aal1', 'aal1']);
  });
});
