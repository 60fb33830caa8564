import type { SupabaseClient } from '@supabase/supabase-js';
import { TOTP } from 'otpauth';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startSurface, type TestSurface } from '../testing/test-surface.ts';

const password = 'correct horse';

describe('recovery codes', () => {
  let surface: TestSurface;
  let people = 0;
  beforeAll(async () => {
    surface = await startSurface();
    surface.stopClock();
  });
  afterAll(() => surface.close());

  const open = () => surface.client({ auth: { experimental: { recoveryCodes: true } } });
  const codesOf = (client: SupabaseClient) => client.auth.mfa.recoveryCodes;
  const left = async (client: SupabaseClient) => (await codesOf(client).getStatus()).data?.remaining;

  async function giveCode(client: SupabaseClient, factorId: string, secret: string) {
    const code = new TOTP({ secret }).generate({ timestamp: surface.deps.now().getTime() });
    const { error } = await client.auth.mfa.challengeAndVerify({ factorId, code });
    expect(error).toBeNull();
  }

  /** A person with a second factor and ten codes, and a session of one factor elsewhere. */
  async function prepared() {
    const email = `p${++people}@people.example`;
    const client = open();
    const { data } = await client.auth.signUp({ email, password });
    const enrolled = await client.auth.mfa.enroll({ factorType: 'totp' });
    if (enrolled.error) throw enrolled.error;
    const { id: factorId, totp } = enrolled.data;
    await giveCode(client, factorId, totp.secret);
    const made = await codesOf(client).generate();
    if (made.error) throw made.error;
    const { codes } = made.data;
    return { email, client, codes, set: made.data.id, factorId, secret: totp.secret, userId: data.user?.id ?? '' };
  }
  async function signIn(email: string) {
    const client = open();
    expect((await client.auth.signInWithPassword({ email, password })).error).toBeNull();
    return client;
  }
  it('are ten, and none of them stands in the database', async () => {
    const { codes, client, userId } = await prepared();
    expect(new Set(codes).size).toBe(10);
    for (const code of codes) expect(code).toMatch(/^[a-z2-7]{16}$/);
    expect(await left(client)).toBe(10);
    const rows = await surface.deps.admin`select encode(code_hash, 'escape') as kept from auth.mfa_recovery_codes
      where user_id = ${userId}`;
    expect(rows).toHaveLength(10);
    for (const { kept } of rows) for (const code of codes) expect(kept).not.toContain(code.slice(0, 5));
  });

  it('are seen as a factor of their own kind, beside another one only, and made anew under the same id', async () => {
    const bare = open();
    await bare.auth.signUp({ email: 'bare@people.example', password });
    expect((await codesOf(bare).getStatus()).error).toMatchObject({ status: 404, code: 'mfa_factor_not_found' });
    expect((await codesOf(bare).regenerate()).error).toMatchObject({ status: 404, code: 'mfa_factor_not_found' });
    const sole = await codesOf(bare).generate();
    expect(sole.error).toMatchObject({ status: 422, code: 'mfa_recovery_codes_sole_factor' });

    const { client, set, codes } = await prepared();
    const status = await codesOf(client).getStatus();
    expect(status.data).toEqual({ id: set, type: 'recovery_code', total: 10, remaining: 10 });
    const { data: factors } = await client.auth.mfa.listFactors();
    expect(factors?.totp).toHaveLength(1);
    expect(factors?.recovery_code).toMatchObject([{ id: set, friendly_name: 'Recovery codes', status: 'verified' }]);
    const again = await codesOf(client).generate();
    expect(again.error).toMatchObject({ status: 422, code: 'mfa_verified_factor_exists' });
    const anew = await codesOf(client).regenerate();
    expect(anew.data).toMatchObject({ id: set, type: 'recovery_code', friendly_name: 'Recovery codes', total: 10 });
    expect(anew.data?.codes.filter((code) => codes.includes(code))).toEqual([]);
    const challenged = await client.auth.mfa.challenge({ factorId: set });
    expect(challenged.error).toMatchObject({ status: 404, code: 'mfa_factor_not_found' });
  });

  it('are given up by their owner with both factors, or with the secret key', async () => {
    const [ada, bob] = [await prepared(), await prepared()];
    expect((await codesOf(await signIn(ada.email)).unenroll()).error).toMatchObject({ code: 'insufficient_aal' });
    expect(await codesOf(ada.client).unenroll()).toEqual({ data: { id: ada.set }, error: null });
    expect((await codesOf(ada.client).getStatus()).error).toMatchObject({ code: 'mfa_factor_not_found' });
    const admin = surface.adminClient().auth.admin.mfa;
    expect((await admin.deleteFactor({ userId: bob.userId, id: bob.set })).error).toBeNull();
    expect((await admin.listFactors({ userId: bob.userId })).data?.factors).toMatchObject([{ factor_type: 'totp' }]);
    const late = await codesOf(await signIn(bob.email)).verify({ code: bob.codes[0] ?? '' });
    expect(late.error).toMatchObject({ code: 'mfa_verification_failed' });
  });

  it('stand in for the app once, however they are typed, and their owner gets a mail', async () => {
    const { email, codes } = await prepared();
    const client = await signIn(email);
    const [code = ''] = codes.slice(3);
    const typed = ` ${code.toUpperCase().match(/.{4}/g)?.join(' - ').replaceAll('O', '0').replaceAll('I', 'l')} `;
    const used = await codesOf(client).verify({ code: typed });
    expect(used.error).toBeNull();
    const { data: level } = await client.auth.mfa.getAuthenticatorAssuranceLevel();
    expect(level?.currentLevel).toBe('aal2');
    expect(level?.currentAuthenticationMethods[0]).toMatchObject({ method: 'mfa/recovery_code' });
    expect(await left(client)).toBe(9);
    expect((await surface.lastMailTo(email)).subject).toBe('A recovery code was used');
    const again = await codesOf(await signIn(email)).verify({ code });
    expect(again.error).toMatchObject({ status: 422, code: 'mfa_verification_failed' });
  });

  it('let two who use one code at once in no more than once', async () => {
    const { email, codes } = await prepared();
    const [one, two] = [await signIn(email), await signIn(email)];
    const code = codes[0] ?? '';
    const answers = await Promise.all([one, two].map((client) => codesOf(client).verify({ code })));
    expect(answers.filter(({ error }) => error === null)).toHaveLength(1);
  });

  it('are not of another person, and guessing them is slowed down', async () => {
    const [ada, bob] = [await prepared(), await prepared()];
    const client = await signIn(ada.email);
    const guess = async (code = '') => (await codesOf(client).verify({ code })).error?.status ?? 200;
    expect(await guess(bob.codes[0])).toBe(422);
    const more = [await guess('x'), await guess('y'), await guess('z'), await guess('00000-00000'), await guess('q')];
    expect(more).toEqual([422, 422, 422, 422, 429]);
    surface.advance(1000);
    expect(await guess(ada.codes[0])).toBe(200);
  });

  it('are made anew only just after a code of the app, and the older ones end', async () => {
    const { email, client, codes, factorId, secret } = await prepared();
    surface.advance(301_000);
    const late = await codesOf(client).regenerate();
    expect(late.error).toMatchObject({ status: 403, code: 'reauthentication_needed' });
    const low = await codesOf(await signIn(email)).regenerate();
    expect(low.error).toMatchObject({ status: 403, code: 'insufficient_aal' });
    const byCode = await signIn(email);
    expect((await codesOf(byCode).verify({ code: codes[1] ?? '' })).error).toBeNull();
    expect((await codesOf(byCode).regenerate()).error).toMatchObject({ code: 'reauthentication_needed' });
    await giveCode(client, factorId, secret);
    expect((await codesOf(client).regenerate()).data?.codes).toHaveLength(10);
    const old = await codesOf(await signIn(email)).verify({ code: codes[2] ?? '' });
    expect(old.error?.status).toBe(422);
  });

  it('go with the last factor, and each step leaves a line in the audit log', async () => {
    const { client, email, codes, factorId, userId } = await prepared();
    const other = await signIn(email);
    expect((await codesOf(other).verify({ code: codes[0] ?? '' })).error).toBeNull();
    expect((await other.auth.mfa.unenroll({ factorId })).error).toBeNull();
    expect((await codesOf(client).getStatus()).error).toMatchObject({ code: 'mfa_factor_not_found' });
    const { data } = await other.auth.getUser();
    expect(data.user?.factors ?? []).toEqual([]);
    const lines = await surface.deps.admin`
      select action, actor from app.audit_log where resource = 'sign_in' and record_id = ${userId} order by id`;
    expect(lines.map(({ action }) => action)).toEqual([
      'signed_in',
      'second_factor_added',
      'recovery_codes_made',
      'signed_in',
      'recovery_code_used',
      'second_factor_removed',
    ]);
    expect(lines[1]?.['actor']).toEqual({ kind: 'user', id: userId });
  });
});
