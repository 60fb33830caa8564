import type { SupabaseClient } from '@supabase/supabase-js';
import { TOTP } from 'otpauth';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { startSurface, type TestSurface } from '../testing/test-surface.ts';

/** What any of the endpoints may answer. */
const Answered = z.object({
  code: z.string().default(''),
  codes: z.array(z.string()).default([]),
  remaining: z.number().default(-1),
  access_token: z.string().default(''),
  refresh_token: z.string().default(''),
});
const password = 'correct horse';

describe('recovery codes', () => {
  let surface: TestSurface;
  let people = 0;
  beforeAll(async () => {
    surface = await startSurface();
    surface.stopClock();
  });
  afterAll(() => surface.close());

  const request = async (client: SupabaseClient, method: string, path: string, body?: object) => {
    const { data } = await client.auth.getSession();
    const response = await fetch(`${surface.url}/auth/v1/recovery-codes${path}`, {
      method,
      headers: {
        apikey: surface.deps.keys.publishableKey,
        authorization: `Bearer ${data.session?.access_token}`,
        'content-type': 'application/json',
      },
      ...(body && { body: JSON.stringify(body) }),
    });
    return { status: response.status, body: Answered.parse(await response.json()) };
  };
  const left = async (client: SupabaseClient) => (await request(client, 'GET', '')).body.remaining;

  async function giveCode(client: SupabaseClient, factorId: string, secret: string) {
    const code = new TOTP({ secret }).generate({ timestamp: surface.deps.now().getTime() });
    const { error } = await client.auth.mfa.challengeAndVerify({ factorId, code });
    expect(error).toBeNull();
  }

  /** A person with a second factor and ten codes, and a session of one factor elsewhere. */
  async function prepared() {
    const email = `p${++people}@people.example`;
    const client = surface.client();
    const { data } = await client.auth.signUp({ email, password });
    const enrolled = await client.auth.mfa.enroll({ factorType: 'totp' });
    if (enrolled.error) throw enrolled.error;
    const { id: factorId, totp } = enrolled.data;
    await giveCode(client, factorId, totp.secret);
    const made = await request(client, 'POST', '');
    expect(made.status).toBe(200);
    const { codes } = made.body;
    return { email, client, codes, factorId, secret: totp.secret, userId: data.user?.id ?? '' };
  }
  async function signIn(email: string) {
    const client = surface.client();
    expect((await client.auth.signInWithPassword({ email, password })).error).toBeNull();
    return client;
  }
  const aalOf = (session: { access_token: string }) =>
    JSON.parse(Buffer.from(session.access_token.split('.')[1] ?? '', 'base64url').toString()).aal;

  it('are ten, and none of them stands in the database', async () => {
    const { codes, client, userId } = await prepared();
    expect(new Set(codes).size).toBe(10);
    for (const code of codes) expect(code).toMatch(/^[0-9a-hjkmnp-tv-z]{5}-[0-9a-hjkmnp-tv-z]{5}$/);
    expect(await left(client)).toBe(10);
    const rows = await surface.deps.admin`select encode(code_hash, 'escape') as kept from auth.mfa_recovery_codes
      where user_id = ${userId}`;
    expect(rows).toHaveLength(10);
    for (const { kept } of rows) for (const code of codes) expect(kept).not.toContain(code.slice(0, 5));
  });

  it('stand in for the app once, however they are typed, and their owner gets a mail', async () => {
    const { email, codes } = await prepared();
    const client = await signIn(email);
    const typed = ` ${codes[3]?.toUpperCase().replace('-', ' ').replaceAll('0', 'O').replaceAll('1', 'l')} `;
    const used = await request(client, 'POST', '/verify', { code: typed });
    expect(used.status).toBe(200);
    expect(aalOf(used.body)).toBe('aal2');
    const { error } = await client.auth.setSession(used.body);
    expect(error).toBeNull();
    expect(await left(client)).toBe(9);
    expect((await surface.lastMailTo(email)).subject).toBe('A recovery code was used');
    const again = await request(await signIn(email), 'POST', '/verify', { code: codes[3] });
    expect([again.status, again.body.code]).toEqual([422, 'mfa_verification_failed']);
  });

  it('let two who use one code at once in no more than once', async () => {
    const { email, codes } = await prepared();
    const [one, two] = [await signIn(email), await signIn(email)];
    const answers = await Promise.all(
      [one, two].map((client) => request(client, 'POST', '/verify', { code: codes[0] })),
    );
    expect(answers.map(({ status }) => status).filter((status) => status === 200)).toHaveLength(1);
  });

  it('are not of another person, and guessing them is slowed down', async () => {
    const [ada, bob] = [await prepared(), await prepared()];
    const client = await signIn(ada.email);
    const guess = async (code = '') => (await request(client, 'POST', '/verify', { code })).status;
    expect(await guess(bob.codes[0])).toBe(422);
    const more = [await guess('x'), await guess('y'), await guess('z'), await guess('00000-00000'), await guess('q')];
    expect(more).toEqual([422, 422, 422, 422, 429]);
    surface.advance(1000);
    expect(await guess(ada.codes[0])).toBe(200);
  });

  it('are made anew only just after a code of the app, and the older ones end', async () => {
    const { email, client, codes, factorId, secret } = await prepared();
    surface.advance(301_000);
    const late = await request(client, 'POST', '');
    expect([late.status, late.body.code]).toEqual([403, 'reauthentication_needed']);
    expect((await request(await signIn(email), 'POST', '')).body.code).toBe('reauthentication_needed');
    const byCode = await signIn(email);
    const { body } = await request(byCode, 'POST', '/verify', { code: codes[1] });
    await byCode.auth.setSession(body);
    expect((await request(byCode, 'POST', '')).body.code).toBe('reauthentication_needed');
    await giveCode(client, factorId, secret);
    expect((await request(client, 'POST', '')).body.codes).toHaveLength(10);
    const old = await request(await signIn(email), 'POST', '/verify', { code: codes[2] });
    expect(old.status).toBe(422);
  });

  it('go with the last factor, and each step leaves a line in the audit log', async () => {
    const { client, email, codes, factorId, userId } = await prepared();
    const other = await signIn(email);
    const { body } = await request(other, 'POST', '/verify', { code: codes[0] });
    await other.auth.setSession(body);
    expect((await other.auth.mfa.unenroll({ factorId })).error).toBeNull();
    expect(await left(client)).toBe(0);
    const lines = await surface.deps.admin`
      select action, actor from app.audit_log where resource = 'sign_in' and record_id = ${userId} order by id`;
    expect(lines.map(({ action }) => action)).toEqual([
      'second_factor_added',
      'recovery_codes_made',
      'recovery_code_used',
      'second_factor_removed',
    ]);
    expect(lines[0]?.['actor']).toEqual({ kind: 'user', id: userId });
  });
});
