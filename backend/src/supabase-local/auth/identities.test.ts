import type { SupabaseClient, UserIdentity } from '@supabase/supabase-js';
import { TOTP } from 'otpauth';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type OidcServer, type People, startOidcServer } from '../../../../tools/testing/oidc-server.ts';
import { type Browser, createBrowser } from '../testing/browser.ts';
import { startSurface, type TestSurface } from '../testing/test-surface.ts';

const password = 'correct horse';

describe('the ways in of a person', () => {
  let surface: TestSurface;
  let oidc: OidcServer;
  const people: People = {
    ada: { email: 'ada.elsewhere@people.example', email_verified: false, name: 'Ada Elsewhere' },
    bob: { email: 'bob@people.example', email_verified: true },
    cat: {},
    dan: { email: 'dan@people.example', email_verified: true },
    eve: {},
    fay: {},
    gil: {},
    hugh: {},
  };
  const providers: { name: string; label: string; issuer: string; clientId: string; clientSecret?: string }[] = [];
  beforeAll(async () => {
    surface = await startSurface({}, { oidcProviders: providers, KITH_REDIRECT_ORIGINS: ['https://app.example'] });
    oidc = await startOidcServer(people);
    oidc.serve(`${surface.url}/auth/v1/callback`);
    const { issuer, clientId, clientSecret } = oidc;
    providers.push({ name: 'acme', label: 'Acme', issuer, clientId, clientSecret });
  });
  afterAll(async () => {
    await oidc.close();
    await surface.close();
  });

  const home = (url: URL) => url.origin === surface.url && url.pathname === '/';
  const wish = (person: string) => ({
    provider: 'custom:acme' as const,
    options: { skipBrowserRedirect: true, redirectTo: `${surface.url}/`, queryParams: { login_hint: person } },
  });
  /** An unmodified client in a browser: what it asks for brings the browser's cookies. */
  async function signUp(name: string, options: Parameters<TestSurface['client']>[0] = {}) {
    const browser = createBrowser();
    const client = surface.client({ ...options, global: { fetch: browser.fetch } });
    const email = `${name}@people.example`;
    const { data, error } = await client.auth.signUp({ email, password });
    expect(error).toBeNull();
    return { client, browser, email, id: data.user?.id ?? '' };
  }
  /** Goes there and back. @returns what the address says in the end. */
  async function link({ client, browser }: { client: SupabaseClient; browser: Browser }, person: string) {
    const { data, error } = await client.auth.linkIdentity(wish(person));
    if (error || !data.url) throw error;
    const arrived = await browser.follow(data.url, home);
    return {
      ...Object.fromEntries(arrived.searchParams),
      ...Object.fromEntries(new URLSearchParams(arrived.hash.slice(1))),
    };
  }
  const keptInMemory = () => {
    const storage = new Map<string, string>();
    return {
      getItem: (key: string) => storage.get(key) ?? null,
      setItem: (key: string, value: string) => void storage.set(key, value),
      removeItem: (key: string) => void storage.delete(key),
    };
  };
  const waysOf = async (client: SupabaseClient) => (await client.auth.getUserIdentities()).data?.identities ?? [];
  const wayOf = async (client: SupabaseClient, provider: string): Promise<UserIdentity> => {
    const found = (await waysOf(client)).find((one) => one.provider === provider);
    if (!found) throw new Error(`${provider} is no way in`);
    return found;
  };
  const comeBy = async (person: string) => {
    const stranger = surface.client();
    const { data } = await stranger.auth.signInWithOAuth(wish(person));
    const arrived = await createBrowser().follow(data.url ?? '', home);
    const {
      access_token = '',
      refresh_token = '',
      ...rest
    } = Object.fromEntries(new URLSearchParams(arrived.hash.slice(1)));
    return { ...(await stranger.auth.setSession({ access_token, refresh_token })).data, rest };
  };

  it('grow by an account elsewhere, whatever its address, and the session goes on', async () => {
    const ada = await signUp('ada');
    const before = (await ada.client.auth.getClaims()).data?.claims;
    const { access_token = '', refresh_token = '' } = await link(ada, 'ada');
    const { data } = await ada.client.auth.setSession({ access_token, refresh_token });
    expect(data.user).toMatchObject({
      id: ada.id,
      email: ada.email,
      app_metadata: { provider: 'email', providers: ['email', 'acme'] },
      identities: [{ provider: 'email' }, { provider: 'acme', id: 'ada', email: 'ada.elsewhere@people.example' }],
    });
    expect((await ada.client.auth.getClaims()).data?.claims.session_id).toBe(before?.session_id);
    expect((await ada.client.auth.refreshSession()).error).toBeNull();
    expect((await comeBy('ada')).user?.id).toBe(ada.id);
    const lines = await surface.deps
      .admin`select action from app.audit_log where record_id = ${ada.id} and resource = 'sign_in'`;
    expect(lines.map(({ action }) => action)).toContain('provider_linked');
  });

  it('grow by PKCE, too', async () => {
    const kept = keptInMemory();
    const bob = await signUp('bobby', { auth: { flowType: 'pkce', storage: kept, persistSession: true } });
    const before = (await bob.client.auth.getClaims()).data?.claims.session_id;
    const { code = '', access_token } = await link(bob, 'bob');
    expect(access_token).toBeUndefined();
    const traded = await bob.client.auth.exchangeCodeForSession(code);
    expect([traded.error, traded.data.user?.identities?.length]).toEqual([null, 2]);
    expect((await bob.client.auth.getClaims()).data?.claims.session_id).toBe(before);
  });

  it('do not take what is somebody’s already, or what another browser brings', async () => {
    const [cat, dan] = [await signUp('cat'), await signUp('danny')];
    expect(await link(cat, 'cat')).toHaveProperty('access_token');
    expect(await link(cat, 'cat')).toMatchObject({ error_code: 'identity_already_exists' });
    expect(await link(dan, 'cat')).toMatchObject({ error_code: 'identity_already_exists' });
    const { data } = await dan.client.auth.linkIdentity(wish('eve'));
    const arrived = await createBrowser().follow(data.url ?? '', home);
    expect(arrived.searchParams.get('error_code')).toBe('bad_oauth_state');
    expect(await waysOf(dan.client)).toHaveLength(1);
  });

  describe('on a page of another origin, whose requests bring no cookie', () => {
    const app = 'https://app.example';
    const there = (url: URL) => url.origin === app;
    const begin = (client: SupabaseClient, person: string) => {
      const { options, ...rest } = wish(person);
      return client.auth.linkIdentity({ ...rest, options: { ...options, redirectTo: `${app}/back` } });
    };
    const fetchThere: typeof fetch = (address, init) => {
      const headers = new Headers(init?.headers);
      headers.set('origin', app);
      return fetch(address, { ...init, headers });
    };
    async function signUpThere(name: string, flowType: 'pkce' | 'implicit') {
      const storage = keptInMemory();
      const options = { auth: { flowType, storage, persistSession: true }, global: { fetch: fetchThere } };
      const client = surface.client(options);
      expect((await client.auth.signUp({ email: `${name}@people.example`, password })).error).toBeNull();
      return client;
    }

    it('grow by PKCE when the code is traded, not before', async () => {
      const fay = await signUpThere('fay.there', 'pkce');
      const { data } = await begin(fay, 'fay');
      const arrived = await createBrowser().follow(data.url ?? '', there);
      expect(arrived.pathname).toBe('/back');
      expect(await waysOf(fay)).toHaveLength(1);
      const traded = await fay.auth.exchangeCodeForSession(arrived.searchParams.get('code') ?? '');
      expect([traded.error, traded.data.user?.identities?.length]).toEqual([null, 2]);
    });

    it('do not grow by what another person was led to do', async () => {
      const [mallory, gil] = [await signUpThere('mallory.there', 'pkce'), await signUpThere('gil.there', 'pkce')];
      // Gil follows the address that Mallory asked for: the code arrives in Gil's browser, the verifier is in Mallory's.
      const { data } = await begin(mallory, 'gil');
      const arrived = await createBrowser().follow(data.url ?? '', there);
      const code = arrived.searchParams.get('code') ?? '';
      await begin(gil, 'gil');
      expect((await gil.auth.exchangeCodeForSession(code)).error).toMatchObject({ code: 'bad_code_verifier' });
      expect([(await waysOf(mallory)).length, (await waysOf(gil)).length]).toEqual([1, 1]);
    });

    it('do not grow by what is another’s already, and are told at once where PKCE is missing', async () => {
      const [hal, ida] = [await signUpThere('hal.there', 'pkce'), await signUpThere('ida.there', 'pkce')];
      for (const client of [hal, ida]) {
        const { data } = await begin(client, 'hugh');
        const arrived = await createBrowser().follow(data.url ?? '', there);
        const traded = await client.auth.exchangeCodeForSession(arrived.searchParams.get('code') ?? '');
        if (client === hal) expect(traded.error).toBeNull();
        else expect(traded.error).toMatchObject({ status: 422, code: 'identity_already_exists' });
      }
      expect(await waysOf(ida)).toHaveLength(1);
      const jo = await signUpThere('jo.there', 'implicit');
      expect((await begin(jo, 'hugh')).error?.message).toContain('#/account');
    });
  });

  it('do not grow once the session that asked has ended', async () => {
    const dan = await signUp('daniel');
    const { data } = await dan.client.auth.linkIdentity(wish('dan'));
    await dan.client.auth.signOut();
    const arrived = await dan.browser.follow(data.url ?? '', home);
    expect(arrived.searchParams.get('error_code')).toBe('bad_oauth_state');
    const [row] = await surface.deps
      .admin`select count(*)::int as count from auth.identities where provider_id = 'dan'`;
    expect(row).toEqual({ count: 0 });
  });

  it('can be removed, but for the last; what was removed opens nothing', async () => {
    const eve = await signUp('eve');
    const own = await wayOf(eve.client, 'email');
    expect((await eve.client.auth.unlinkIdentity(own)).error).toMatchObject({
      status: 422,
      code: 'single_identity_not_deletable',
    });
    await link(eve, 'eve');
    expect((await eve.client.auth.unlinkIdentity(await wayOf(eve.client, 'acme'))).error).toBeNull();
    expect((await comeBy('eve')).rest).toMatchObject({ error_code: 'provider_email_needs_verification' });
    await link(eve, 'eve');
    expect((await eve.client.auth.unlinkIdentity(own)).error).toBeNull();
    const { data } = await eve.client.auth.getUser();
    expect(data.user?.app_metadata).toEqual({ provider: 'acme', providers: ['acme'] });
    const guess = await surface.client().auth.signInWithPassword({ email: eve.email, password });
    expect(guess.error).toMatchObject({ code: 'invalid_credentials' });
    expect((await comeBy('eve')).user?.id).toBe(eve.id);
    const last = await eve.client.auth.unlinkIdentity(await wayOf(eve.client, 'acme'));
    expect(last.error).toMatchObject({ code: 'single_identity_not_deletable' });
  });

  it('are nobody else’s to remove', async () => {
    const [fay, gus] = [await signUp('fay'), await signUp('gus')];
    const stolen = await gus.client.auth.unlinkIdentity(await wayOf(fay.client, 'email'));
    expect(stolen.error).toMatchObject({ code: 'single_identity_not_deletable' });
    expect(await waysOf(fay.client)).toHaveLength(1);
    const { data } = await gus.client.auth.getSession();
    const answer = await fetch(`${surface.url}/auth/v1/user/identities/x'--`, {
      method: 'DELETE',
      headers: { apikey: surface.deps.keys.publishableKey, authorization: `Bearer ${data.session?.access_token}` },
    });
    expect([answer.status, await answer.json()]).toMatchObject([404, { code: 'validation_failed' }]);
  });

  it('change only with the second factor given, where there is one, and the session keeps it', async () => {
    const hal = await signUp('hal');
    const { data: factor } = await hal.client.auth.mfa.enroll({ factorType: 'totp' });
    const code = new TOTP({ secret: factor?.totp.secret ?? '' }).generate();
    await hal.client.auth.mfa.challengeAndVerify({ factorId: factor?.id ?? '', code });
    people['hal'] = {};
    const { access_token = '', refresh_token = '' } = await link(hal, 'hal');
    await hal.client.auth.setSession({ access_token, refresh_token });
    expect((await hal.client.auth.getClaims()).data?.claims.aal).toBe('aal2');
    const half = surface.client();
    await half.auth.signInWithPassword({ email: hal.email, password });
    expect((await half.auth.linkIdentity(wish('ada'))).error).toMatchObject({ status: 401, code: 'insufficient_aal' });
    const removed = await half.auth.unlinkIdentity(await wayOf(half, 'acme'));
    expect(removed.error).toMatchObject({ status: 401, code: 'insufficient_aal' });
  });
});
