import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { factorCalls, step } from '../testing/factor-calls.ts';
import { startSurface, type TestSurface } from '../testing/test-surface.ts';

describe('a second factor', () => {
  let surface: TestSurface;
  beforeAll(async () => {
    surface = await startSurface();
  });
  afterAll(() => surface.close());

  const { codeOf, wrong, signedUp, enrolled, secured, signIn, claimsOf } = factorCalls(() => surface);

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
    const { email, factorId, secret, userId } = await secured();
    await surface.deps.admin`update auth.users set email_proven_at = now() where id = ${userId}`;
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

  it('stands sealed in the database', async () => {
    const { factorId, secret } = await secured();
    const [row] = await surface.deps.admin`select * from auth.mfa_factors where id = ${factorId}`;
    expect(row?.['secret']).toMatch(/^v1\./);
    expect(JSON.stringify(row)).not.toContain(secret);
  });
});
