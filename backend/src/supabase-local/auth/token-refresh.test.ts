import { AuthApiError, type AuthChangeEvent, isAuthSessionMissingError } from '@supabase/supabase-js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { startSurface, type TestSurface } from '../testing/test-surface.ts';

const Renewed = z.object({ refresh_token: z.string(), access_token: z.string() });
const minute = 60_000;

describe('refreshing a session', () => {
  let surface: TestSurface;
  let people = 0;
  beforeAll(async () => {
    surface = await startSurface();
  });
  afterAll(() => surface.close());

  async function signUp() {
    const client = surface.client();
    people += 1;
    const { data } = await client.auth.signUp({ email: `p${people}@people.example`, password: 'correct horse' });
    if (!data.session || !data.user) throw new Error('The sign-up gave no session');
    return { client, userId: data.user.id, token: data.session.refresh_token };
  }
  const refresh = (token: string) => surface.client().auth.refreshSession({ refresh_token: token });
  const post = (token: string) => surface.post('/auth/v1/token?grant_type=refresh_token', { refresh_token: token });
  const liveTokens = async (userId: string) => {
    const rows = await surface.deps.admin`
      select id from auth.refresh_tokens where user_id = ${userId} and not revoked`;
    return rows.length;
  };

  it('replaces both tokens and tells the client’s listeners', async () => {
    const { client, token } = await signUp();
    const events: AuthChangeEvent[] = [];
    client.auth.onAuthStateChange((event) => events.push(event));
    const { data, error } = await client.auth.refreshSession();
    expect(error).toBeNull();
    expect(data.session?.refresh_token).not.toBe(token);
    await expect.poll(() => events).toContain('TOKEN_REFRESHED');
    const claims = await client.auth.getClaims(data.session?.access_token);
    expect(claims.data?.claims.amr).toEqual([{ method: 'password', timestamp: expect.any(Number) }]);
  });

  it('stays one family when a hundred refreshes with the same token come at once', async () => {
    const { userId, token } = await signUp();
    const answers = await Promise.all(Array.from({ length: 100 }, () => post(token)));
    const renewed = await Promise.all(answers.map(async (answer) => Renewed.parse(await answer.json())));
    expect(new Set(renewed.map((one) => one.refresh_token)).size).toBe(1);
    expect(await liveTokens(userId)).toBe(1);
    const [next] = renewed;
    expect((await refresh(next?.refresh_token ?? '')).error).toBeNull();
  });

  it('gives a late copy the current token while the grace lasts, even a few steps later', async () => {
    const { userId, token } = await signUp();
    const second = await refresh(token);
    const third = await refresh(second.data.session?.refresh_token ?? '');
    const late = await refresh(token);
    expect(late.error).toBeNull();
    expect(late.data.session?.refresh_token).toBe(third.data.session?.refresh_token);
    expect(await liveTokens(userId)).toBe(1);
  });

  it('ends the whole session when an old token comes back after the grace', async () => {
    const { client, token } = await signUp();
    const { data } = await client.auth.refreshSession();
    surface.advance(11_000);
    const reuse = await refresh(token);
    expect(reuse.error).toBeInstanceOf(AuthApiError);
    expect(reuse.error).toMatchObject({ status: 400, code: 'refresh_token_already_used' });
    const { error } = await client.auth.getUser();
    expect(isAuthSessionMissingError(error)).toBe(true);
    const rightful = await refresh(data.session?.refresh_token ?? '');
    expect(rightful.error).toMatchObject({ status: 400, code: 'refresh_token_not_found' });
  });

  it('ends only the session that was copied', async () => {
    const { client, token } = await signUp();
    const { data } = await client.auth.getUser();
    const elsewhere = surface.client();
    await elsewhere.auth.signInWithPassword({ email: data.user?.email ?? '', password: 'correct horse' });
    await client.auth.refreshSession();
    surface.advance(11_000);
    await refresh(token);
    expect((await elsewhere.auth.refreshSession()).error).toBeNull();
  });

  it('survives a storm of old and current tokens without a server error', async () => {
    const { token } = await signUp();
    const next = Renewed.parse(await (await post(token)).json()).refresh_token;
    surface.advance(11_000);
    const answers = await Promise.all(Array.from({ length: 40 }, (_, index) => post(index % 2 ? token : next)));
    expect(answers.filter((answer) => answer.status >= 500)).toHaveLength(0);
    expect((await refresh(next)).error).toMatchObject({ code: 'refresh_token_not_found' });
  });

  it('refuses tokens that it does not know', async () => {
    const unknown = await refresh('bm90IGEgdG9rZW4');
    expect(unknown.error).toMatchObject({ status: 400, code: 'refresh_token_not_found' });
    const empty = await post('');
    expect([empty.status, await empty.json()]).toMatchObject([400, { code: 'validation_failed' }]);
  });

  it('refuses a session past its end', async () => {
    const { userId, token } = await signUp();
    const end = new Date(surface.deps.now().getTime() + minute);
    await surface.deps.admin`update auth.sessions set not_after = ${end} where user_id = ${userId}`;
    surface.advance(minute);
    const { error } = await refresh(token);
    expect(error).toMatchObject({ status: 400, code: 'session_expired' });
  });

  it('refuses a user who was banned meanwhile', async () => {
    const { userId, token } = await signUp();
    const until = new Date(surface.deps.now().getTime() + minute);
    await surface.deps.admin`update auth.users set banned_until = ${until} where id = ${userId}`;
    expect((await refresh(token)).error).toMatchObject({ status: 400, code: 'user_banned' });
  });
});
