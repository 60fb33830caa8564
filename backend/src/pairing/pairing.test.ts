import type { SupabaseClient } from '@supabase/supabase-js';
import { TOTP } from 'otpauth';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createApp } from '../http/app.ts';
import { startSurface, type TestSurface } from '../supabase-local/testing/test-surface.ts';

const password = 'correct horse';
const userAgent = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0';
const Answered = z.object({
  code: z.string().default(''),
  refreshToken: z.string().default(''),
});

describe('pairing the extension', () => {
  let surface: TestSurface;
  let api: ReturnType<typeof createApp>;
  let people = 0;
  beforeAll(async () => {
    surface = await startSurface({}, { KITH_PROXIES: 1 });
    surface.stopClock();
    api = createApp(surface.deps);
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
    const response = await api.request('/v1/account/pairing-codes', {
      method: 'POST',
      headers: { authorization: `Bearer ${data.session?.access_token}` },
    });
    return { status: response.status, ...Answered.parse(await response.json()) };
  }
  async function trade(code: string, network = '198.51.100.1') {
    const response = await api.request('/v1/pairing', {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-forwarded-for': network, 'user-agent': userAgent },
      body: JSON.stringify({ code }),
    });
    return { status: response.status, ...Answered.parse(await response.json()) };
  }
  async function paired(code: string) {
    const client = surface.client();
    const { refreshToken, status } = await trade(code);
    expect(status).toBe(200);
    expect((await client.auth.refreshSession({ refresh_token: refreshToken })).error).toBeNull();
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
      .admin`select p.session_id as paired from auth.sessions s left join app.paired_sessions p on p.session_id = s.id
        where s.user_id = ${userId}`;
    expect(sessions).toHaveLength(2);
    expect(sessions.filter(({ paired: is }) => is !== null)).toHaveLength(1);
    await client.auth.signOut({ scope: 'local' });
    expect((await extension.auth.refreshSession()).error).toBeNull();
    const { data } = await extension.auth.getSession();
    const listed = await api.request('/v1/account/sessions', {
      headers: { authorization: `Bearer ${data.session?.access_token}` },
    });
    expect(await listed.json()).toMatchObject({ items: [{ current: true, device: { kind: 'extension' } }] });
    const lines = await surface.deps.admin`
      select action, source from app.audit_log where record_id = ${userId} and resource = 'sign_in' order by id`;
    expect(lines.map(({ action, source }) => [action, source])).toEqual([
      ['signed_in', 'web'],
      ['extension_paired', 'extension'],
      ['signed_out', 'web'],
    ]);
  });

  it('ends a code after ten minutes, with a newer one, and with the session that showed it', async () => {
    const { client } = await signedUp();
    const first = await show(client);
    const second = await show(client);
    expect((await trade(first.code)).status).toBe(400);
    await surface.deps.admin`update app.pairing_codes set created_at = created_at - interval '10 minutes'`;
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
    expect(await show(half)).toMatchObject({ status: 403, code: 'second_factor_needed' });
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
    const house = await Promise.all(
      Array.from({ length: 9 }, (_, host) => trade('0000-0000', `2001:db8:1:2::${host}`)),
    );
    expect(house.filter(({ status }) => status === 400)).toHaveLength(5);
  });

  it('refuses whoever was banned meanwhile', async () => {
    const { client, userId } = await signedUp();
    const { code } = await show(client);
    await surface.deps.admin`update auth.users set banned_until = '2999-01-01' where id = ${userId}`;
    expect((await trade(code)).status).toBe(403);
  });
});
