import type { SupabaseClient } from '@supabase/supabase-js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type OidcServer, type People, startOidcServer } from '../../../../tools/testing/oidc-server.ts';
import { type Browser, createBrowser } from '../testing/browser.ts';
import { startSurface, type TestSurface } from '../testing/test-surface.ts';

const password = 'correct horse';

describe('signing in with another provider', () => {
  let surface: TestSurface;
  let oidc: OidcServer;
  const people: People = {
    ada: { email: 'Ada@people.example', email_verified: true, name: 'Ada Prospect' },
    bob: { email: 'bob@people.example', email_verified: true },
    eve: { email: 'bob@people.example', email_verified: false },
    cat: { email: 'cat@people.example', email_verified: true },
    dan: { email: 'dan@people.example', email_verified: true },
    fay: { email: 'fay@people.example', email_verified: true },
    bare: {},
  };
  const providers: { name: string; label: string; issuer: string; clientId: string; clientSecret?: string }[] = [];
  beforeAll(async () => {
    surface = await startSurface({}, { oidcProviders: providers });
    oidc = await startOidcServer(people);
    oidc.serve(`${surface.url}/auth/v1/callback`);
    const { issuer, clientId, clientSecret } = oidc;
    providers.push({ name: 'acme', label: 'Acme', issuer, clientId, clientSecret });
    providers.push({ name: 'gone', label: 'Gone', issuer: 'http://127.0.0.1:9', clientId });
  });
  afterAll(async () => {
    await oidc.close();
    await surface.close();
  });

  const home = (url: URL) => url.origin === surface.url && url.pathname === '/';
  const addressFor = async (client: SupabaseClient, person: string, redirectTo = `${surface.url}/`) => {
    const { data, error } = await client.auth.signInWithOAuth({
      provider: 'custom:acme',
      options: { skipBrowserRedirect: true, redirectTo, queryParams: { login_hint: person } },
    });
    if (error) throw error;
    return data.url;
  };
  const come = async (person: string, browser: Browser = createBrowser()) =>
    browser.follow(await addressFor(surface.client(), person), home);
  const fragmentOf = (url: URL) => Object.fromEntries(new URLSearchParams(url.hash.slice(1)));
  /** Signs in by the implicit flow and takes the tokens from the address, as supabase-js does in a browser. */
  async function signedIn(person: string) {
    const { access_token = '', refresh_token = '' } = fragmentOf(await come(person));
    const client = surface.client();
    const { data, error } = await client.auth.setSession({ access_token, refresh_token });
    expect(error).toBeNull();
    return { client, user: data.user };
  }

  it('makes an account from what the provider verified, by the implicit flow', async () => {
    const { client, user } = await signedIn('ada');
    expect(user).toMatchObject({
      email: 'ada@people.example',
      email_confirmed_at: expect.any(String),
      app_metadata: { provider: 'acme', providers: ['acme'] },
      user_metadata: { full_name: 'Ada Prospect' },
      identities: [{ provider: 'acme', id: 'ada' }],
    });
    expect((await client.auth.getClaims()).data?.claims.amr).toMatchObject([{ method: 'oauth' }]);
    expect((await client.auth.refreshSession()).error).toBeNull();
    expect((await signedIn('ada')).user?.id).toBe(user?.id);
  });

  it('trades a code by PKCE, once, and only with what the client kept', async () => {
    const storage = new Map<string, string>();
    const kept = {
      getItem: (key: string) => storage.get(key) ?? null,
      setItem: (key: string, value: string) => void storage.set(key, value),
      removeItem: (key: string) => void storage.delete(key),
    };
    const client = surface.client({ auth: { flowType: 'pkce', storage: kept, persistSession: true } });
    const arrived = await createBrowser().follow(await addressFor(client, 'cat'), home);
    expect(arrived.hash).toBe('');
    const code = arrived.searchParams.get('code') ?? '';
    const stranger = await surface.post('/auth/v1/token?grant_type=pkce', {
      auth_code: code,
      code_verifier: 'x'.repeat(43),
    });
    expect([stranger.status, await stranger.json()]).toMatchObject([400, { code: 'bad_code_verifier' }]);
    const { data, error } = await client.auth.exchangeCodeForSession(code);
    expect(error).toBeNull();
    expect(data.user?.email).toBe('cat@people.example');
    const again = await surface.post('/auth/v1/token?grant_type=pkce', {
      auth_code: code,
      code_verifier: 'x'.repeat(43),
    });
    expect(again.status).toBe(404);
  });

  it('links an account with the same address when the provider verified it, and keeps its password if the address was proven', async () => {
    const email = 'bob@people.example';
    const first = surface.client();
    await first.auth.signInWithOtp({ email });
    const { tokenHash } = await surface.lastMailTo(email);
    const { data } = await first.auth.verifyOtp({ token_hash: tokenHash, type: 'email' });
    await first.auth.updateUser({ password });
    expect(fragmentOf(await come('eve'))).toMatchObject({
      error: 'access_denied',
      error_code: 'provider_email_needs_verification',
    });
    const { user } = await signedIn('bob');
    expect(user?.id).toBe(data.user?.id);
    expect(user?.app_metadata['providers']).toEqual(['email', 'acme']);
    expect((await surface.client().auth.signInWithPassword({ email, password })).error).toBeNull();
    expect((await first.auth.getUser()).error).toBeNull();
  });

  it('shuts out whoever signed up before with an address that is not theirs', async () => {
    const stranger = surface.client();
    const { data } = await stranger.auth.signUp({ email: 'dan@people.example', password });
    const { user } = await signedIn('dan');
    expect(user?.id).toBe(data.user?.id);
    expect((await stranger.auth.getUser()).error).not.toBeNull();
    expect((await stranger.auth.refreshSession()).error).not.toBeNull();
    const again = await stranger.auth.signInWithPassword({ email: 'dan@people.example', password });
    expect(again.error).toMatchObject({ code: 'invalid_credentials' });
  });

  it('tells why not: nobody agreed there, no address, a provider that is not there', async () => {
    expect(fragmentOf(await come('nobody'))).toMatchObject({ error: 'access_denied', error_code: 'oauth_refused' });
    expect(fragmentOf(await come('bare'))).toMatchObject({ error_code: 'provider_email_needs_verification' });
    const { auth } = surface.client();
    const gone = await auth.signInWithOAuth({ provider: 'custom:gone', options: { skipBrowserRedirect: true } });
    const told = await createBrowser().follow(gone.data.url ?? '', home);
    expect(fragmentOf(told)).toMatchObject({ error: 'server_error' });
    const none = await fetch(`${surface.url}/auth/v1/authorize?provider=github`, { redirect: 'manual' });
    expect([none.status, await none.json()]).toMatchObject([400, { code: 'validation_failed' }]);
  });

  it.each([
    ['https://evil.example/'],
    ['//evil.example/'],
    ['https://evil.example\\@127.0.0.1/'],
    ['https://user:pass@evil.example'],
    ['javascript:alert(1)'],
    ['data:text/html,x'],
    ['http://127.0.0.1.evil.example/'],
  ])('refuses to lead to %s', async (redirectTo) => {
    const address = await addressFor(surface.client(), 'fay', redirectTo);
    const answer = await fetch(address, { redirect: 'manual' });
    expect([answer.status, await answer.json()]).toMatchObject([400, { code: 'redirect_not_allowed' }]);
    expect([answer.headers.get('location'), answer.headers.get('set-cookie')]).toEqual([null, null]);
  });

  const atCallback = (url: URL) => url.pathname === '/auth/v1/callback';
  const errorAt = async (browser: Browser, address: string) =>
    fragmentOf(await browser.follow(address, home))['error_code'];

  it('takes an answer once, from the browser that asked, with its own state, and in time', async () => {
    const [mine, other] = [createBrowser(), createBrowser()];
    const returned = await mine.follow(await addressFor(surface.client(), 'fay'), atCallback);
    expect(await errorAt(other, returned.href)).toBe('bad_oauth_state');
    const second = await mine.follow(await addressFor(surface.client(), 'fay'), atCallback);
    const swapped = new URL(second);
    swapped.searchParams.set('state', 'made-up');
    expect(await errorAt(mine, swapped.href)).toBe('bad_oauth_state');
    expect(fragmentOf(await mine.follow(second.href, home))['access_token']).toEqual(expect.any(String));
    expect(await errorAt(mine, second.href)).toBe('bad_oauth_state');
    const third = await mine.follow(await addressFor(surface.client(), 'fay'), atCallback);
    surface.advance(600_001);
    expect(await errorAt(mine, third.href)).toBe('bad_oauth_state');
    surface.advance(-600_001);
  });

  it('refuses a code that belongs to another sign-in, by PKCE and nonce', async () => {
    const [mine, other] = [createBrowser(), createBrowser()];
    const stolen = await other.follow(await addressFor(surface.client(), 'ada'), atCallback);
    const own = await mine.follow(await addressFor(surface.client(), 'fay'), atCallback);
    own.searchParams.set('code', stolen.searchParams.get('code') ?? '');
    expect(await errorAt(mine, own.href)).toBe('bad_oauth_callback');
  });

  it('stands in the settings', async () => {
    const headers = { apikey: surface.deps.keys.publishableKey };
    const settings = await fetch(`${surface.url}/auth/v1/settings`, { headers });
    expect(await settings.json()).toMatchObject({
      external: { acme: true, email: true },
      external_labels: { acme: 'Acme' },
    });
  });
});
