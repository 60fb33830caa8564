import type { SupabaseClient } from '@supabase/supabase-js';
import { TOTP } from 'otpauth';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { startSurface, type TestSurface } from '../testing/test-surface.ts';

const password = 'correct horse';
const Answered = z.object({
  code: z.string().default(''),
  access_token: z.string().default(''),
  refresh_token: z.string().default(''),
});

describe('pairing the extension', () => {
  let surface: TestSurface;
  let people = 0;
  beforeAll(async () => {
    surface = await startSurface({}, { KITH_PROXIES: 1 });
    surface.stopClock();
  });
  afterAll(() => surface.close());

  async function signedUp() {
    const email = `p${++people}@people.example`;
    const client = surface.client();
    const { data } = await client.auth.signUp({ email, password });
    return { client, email, userId: data.user?.id ?? '' };
  }
  async function show(client: SupabaseClient) {
    const { data } = await client.auth.getSession();
    const response = await surface.post(
      '/auth/v1/pairing-codes',
      {},
      { authorization: `Bearer ${data.session?.access_token}` },
    );
    return { status: response.status, ...Answered.parse(await response.json()) };
  }
  async function trade(code: string, network = '198.51.100.1') {
    const headers = { 'x-forwarded-for': network, 'user-agent': 'Mozilla/5.0 Chrome/142.0.0.0' };
    const response = await surface.post('/auth/v1/token?grant_type=pairing', { code }, headers);
    return { status: response.status, ...Answered.parse(await response.json()) };
  }
  async function paired(code: string) {
    const client = surface.client();
    const { access_token, refresh_token, status } = await trade(code);
    expect(status).toBe(200);
    expect((await client.auth.setSession({ access_token, refresh_token })).error).toBeNull();
    return client;
  }
  const aalOf = async (client: SupabaseClient) => (await client.auth.getClaims()).data?.claims.aal;

  it('takes a code once, however it is typed, and gives a session of its own that outlives the other', async () => {
    const { client, userId } = await signedUp();
    const { code } = await show(client);
    expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/);
    const extension = await paired(` ${code.toLowerCase().replace('-', ' ')} `);
    expect((await trade(code)).code).toBe('pairing_code_invalid');
    const sessions = await surface.deps
      .admin`select user_agent from auth.sessions where user_id = ${userId} order by created_at, id`;
    expect(sessions).toHaveLength(2);
    expect(sessions.filter(({ user_agent: agent }) => String(agent).startsWith('Kith extension; '))).toHaveLength(1);
    await client.auth.signOut({ scope: 'local' });
    expect((await extension.auth.refreshSession()).error).toBeNull();
    const [after] = await surface.deps.admin`select user_agent from auth.sessions where user_id = ${userId}`;
    expect(after?.['user_agent']).toContain('Kith extension; ');
  });

  it('ends a code after ten minutes, with a newer one, and with the session that showed it', async () => {
    const { client } = await signedUp();
    const first = await show(client);
    const second = await show(client);
    expect((await trade(first.code)).status).toBe(400);
    surface.advance(600_001);
    expect((await trade(second.code)).status).toBe(400);
    const third = await show(client);
    await client.auth.signOut({ scope: 'local' });
    expect((await trade(third.code)).status).toBe(400);
    expect((await show(client)).status).not.toBe(200);
  });

  it('carries the second factor over, and shows no code without it', async () => {
    const { client, email } = await signedUp();
    const enrolled = await client.auth.mfa.enroll({ factorType: 'totp' });
    if (enrolled.error) throw enrolled.error;
    const { id: factorId, totp } = enrolled.data;
    const code = new TOTP({ secret: totp.secret }).generate({ timestamp: surface.deps.now().getTime() });
    expect((await client.auth.mfa.challengeAndVerify({ factorId, code })).error).toBeNull();
    expect(await aalOf(await paired((await show(client)).code))).toBe('aal2');
    const half = surface.client();
    await half.auth.signInWithPassword({ email, password });
    expect(await show(half)).toMatchObject({ status: 403, code: 'insufficient_aal' });
  });

  it('lets two who use one code at once in no more than once', async () => {
    const { client } = await signedUp();
    const { code } = await show(client);
    const answers = await Promise.all([trade(code), trade(code), trade(code)]);
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  });

  it('slows down whoever guesses, and nobody elsewhere', async () => {
    const { client } = await signedUp();
    const { code } = await show(client);
    const guesses = await Promise.all(Array.from({ length: 9 }, () => trade('0000-0000', '203.0.113.9')));
    expect(guesses.filter(({ status }) => status === 400)).toHaveLength(5);
    expect((await trade(code, '203.0.113.9')).status).toBe(429);
    expect((await trade(code, '203.0.113.10')).status).toBe(200);
  });
});
