import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startSurface, type TestSurface } from '../testing/test-surface.ts';

const app = 'https://app.example';

describe('following the link of a mail', () => {
  let surface: TestSurface;
  let people = 0;
  beforeAll(async () => {
    surface = await startSurface({}, { KITH_REDIRECT_ORIGINS: [app, 'chrome-extension://abcdef'] });
  });
  afterAll(() => surface.close());

  async function linkFor(redirectTo?: string, flowType: 'implicit' | 'pkce' = 'implicit') {
    const email = `p${++people}@people.example`;
    const client = surface.client({ auth: { flowType } });
    await surface.client().auth.signUp({ email, password: 'correct horse' });
    const options = redirectTo === undefined ? {} : { emailRedirectTo: redirectTo };
    const { error } = await client.auth.signInWithOtp({ email, options });
    expect(error).toBeNull();
    return { client, email, link: (await surface.lastMailTo(email)).link };
  }
  async function follow(link: string, method = 'GET') {
    const answer = await fetch(link, { redirect: 'manual', method });
    const location = answer.headers.get('location');
    const url = location === null ? null : new URL(location);
    return { answer, url, fragment: new URLSearchParams(url?.hash.slice(1)) };
  }

  it('leads to the portal with a session in the fragment, which the client takes over', async () => {
    const { link, email } = await linkFor();
    const { answer, url, fragment } = await follow(link);
    expect(answer.status).toBe(303);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(answer.headers.get('referrer-policy')).toBe('no-referrer');
    expect([url?.origin, url?.pathname, url?.search]).toEqual([surface.url, '/', '']);
    expect([...fragment.keys()].sort()).toEqual([
      'access_token',
      'expires_at',
      'expires_in',
      'refresh_token',
      'token_type',
      'type',
    ]);
    const client = surface.client();
    const { data, error } = await client.auth.setSession({
      access_token: fragment.get('access_token') ?? '',
      refresh_token: fragment.get('refresh_token') ?? '',
    });
    expect(error).toBeNull();
    expect(data.user?.email).toBe(email);
  });

  it('works once; then the reason stands in query and fragment', async () => {
    const { link } = await linkFor(`${app}/inbox?tab=1`);
    await follow(link);
    const { answer, url, fragment } = await follow(link);
    expect(answer.status).toBe(303);
    expect([url?.origin, url?.pathname, url?.searchParams.get('tab')]).toEqual([app, '/inbox', '1']);
    for (const facts of [url?.searchParams, fragment]) {
      expect(facts?.get('error')).toBe('access_denied');
      expect(facts?.get('error_code')).toBe('otp_expired');
      expect(facts?.get('error_description')).toBe('Email link is invalid or has expired');
    }
    expect(fragment.has('access_token')).toBe(false);
  });

  it('gives a PKCE client a code, which only that client can trade, once', async () => {
    const { client, link, email } = await linkFor(`${app}/done`, 'pkce');
    const { url, fragment } = await follow(link);
    const code = url?.searchParams.get('code') ?? '';
    expect([url?.origin, url?.pathname, [...fragment.keys()]]).toEqual([app, '/done', []]);
    const thief = await surface.post('/auth/v1/token?grant_type=pkce', {
      auth_code: code,
      code_verifier: 'x'.repeat(56),
    });
    expect([thief.status, await thief.json()]).toMatchObject([400, { code: 'bad_code_verifier' }]);
    const { data, error } = await client.auth.exchangeCodeForSession(code);
    expect(error).toBeNull();
    expect(data.user?.email).toBe(email);
    const claims = await client.auth.getClaims();
    expect(claims.data?.claims.amr).toEqual([{ method: 'magiclink', timestamp: expect.any(Number) }]);
    const again = await surface.post('/auth/v1/token?grant_type=pkce', {
      auth_code: code,
      code_verifier: 'x'.repeat(56),
    });
    expect([again.status, await again.json()]).toMatchObject([404, { code: 'flow_state_not_found' }]);
  });

  it('of a PKCE client uses nothing up and proves nothing when it is opened elsewhere: link and code go on working', async () => {
    const { client, link, email } = await linkFor(undefined, 'pkce');
    const { code: typed } = await surface.lastMailTo(email);
    const { url } = await follow(link);
    const elsewhere = surface.client({ auth: { flowType: 'pkce' } });
    const taken = await elsewhere.auth.exchangeCodeForSession(url?.searchParams.get('code') ?? '');
    expect(taken.error?.code).toBe('pkce_code_verifier_not_found');
    expect((await surface.client().auth.signInWithPassword({ email, password: 'correct horse' })).error).toBeNull();
    const again = await follow(link);
    const { error } = await client.auth.verifyOtp({ email, token: typed, type: 'email' });
    expect(error).toBeNull();
    // The mail is used up now, and so is what the link began.
    expect((await follow(link)).url?.searchParams.get('error_code')).toBe('otp_expired');
    const late = await client.auth.exchangeCodeForSession(again.url?.searchParams.get('code') ?? '');
    expect(late.error).toMatchObject({ status: 404, code: 'flow_state_not_found' });
  });

  it('takes the plain method of PKCE too', async () => {
    const email = `p${++people}@people.example`;
    const verifier = 'plain-verifier-of-at-least-forty-three-characters';
    await surface.post('/auth/v1/otp', { email, code_challenge: verifier, code_challenge_method: 'plain' });
    const { url } = await follow((await surface.lastMailTo(email)).link);
    const body = { auth_code: url?.searchParams.get('code'), code_verifier: verifier };
    const answer = await surface.post('/auth/v1/token?grant_type=pkce', body);
    expect([answer.status, await answer.json()]).toMatchObject([200, { token_type: 'bearer', user: { email } }]);
  });

  it('trades no code later than five minutes after the click', async () => {
    const { client, link } = await linkFor(app, 'pkce');
    const { url } = await follow(link);
    surface.advance(301_000);
    const { error } = await client.auth.exchangeCodeForSession(url?.searchParams.get('code') ?? '');
    expect(error).toMatchObject({ status: 422, code: 'flow_state_expired' });
  });

  it.each([
    [`${app}/a?b=c`, `${app}/a?b=c`],
    ['chrome-extension://abcdef/panel.html', 'chrome-extension://abcdef/panel.html'],
    ['/contacts', 'PORTAL/contacts'],
    ['%2F%2Fevil.example', 'PORTAL/%2F%2Fevil.example'],
    ['HTTPS://APP.EXAMPLE:443/', `${app}/`],
  ])('leads to %s, which is allowed', async (wanted, expected) => {
    const { link } = await linkFor(wanted);
    const { url } = await follow(link);
    expect(url?.href.replace(/#.*$/, '')).toBe(expected.replace('PORTAL', surface.url));
  });

  const elsewhere = [
    'https://evil.example',
    'HTTPS://EVIL.EXAMPLE/',
    'https://app.example.evil.example/',
    'https://evilapp.example/',
    'https://app.example@evil.example/',
    'https://app.example%40evil.example/',
    'https://user:word@app.example/',
    'http://app.example/',
    'https://app.example:8443/',
    '//evil.example/',
    '///evil.example/',
    '/\\evil.example/',
    '\\\\evil.example/',
    '/\t/evil.example/',
    'https://app.example\n.evil.example/',
    'https://app.example\u0000/',
    '\u0001https://app.example/',
    'https:evil.example',
    'javascript:alert(1)',
    'JaVaScRiPt://app.example/%0aalert(1)',
    'java\nscript:alert(1)',
    'data:text/html,x',
    'file:///etc/passwd',
    'blob:https://app.example/1',
    'chrome-extension://other/panel.html',
    'https://[broken',
    'https://app.example:99999/',
  ];
  const refused = [400, { code: 'redirect_not_allowed' }];

  it.each(elsewhere)(
    'refuses %j where a link is asked for and where it is followed, and uses nothing up',
    async (wanted) => {
      const { link } = await linkFor();
      const email = `p${++people}@people.example`;
      for (const path of ['otp', 'recover', 'signup', 'resend']) {
        const body = { email, password: 'correct horse', type: 'signup' };
        const asked = await surface.post(`/auth/v1/${path}?${new URLSearchParams({ redirect_to: wanted })}`, body);
        expect([asked.status, await asked.json()]).toMatchObject(refused);
      }
      expect(await surface.mailsTo(email)).toEqual([]);
      const turned = new URL(link);
      turned.searchParams.set('redirect_to', wanted);
      const { answer } = await follow(turned.href);
      expect([answer.status, answer.headers.get('location'), await answer.json()]).toMatchObject([
        400,
        null,
        refused[1],
      ]);
      // A second one beside it does not hide it.
      expect((await follow(`${link}&${new URLSearchParams({ redirect_to: wanted })}`)).answer.status).toBe(400);
      expect((await follow(link)).fragment.has('access_token')).toBe(true);
    },
  );

  it('refuses it also from who is signed in, and from who holds the secret key', async () => {
    const { auth } = surface.client();
    await auth.signUp({ email: `p${++people}@people.example`, password: 'correct horse' });
    const email = `p${++people}@people.example`;
    const moved = await auth.updateUser({ email }, { emailRedirectTo: 'https://evil.example' });
    expect(moved.error).toMatchObject({ status: 400, code: 'redirect_not_allowed' });
    expect((await auth.getUser()).data.user?.new_email).toBeUndefined();
    const { admin } = surface.adminClient().auth;
    const redirectTo = 'https://evil.example';
    const made = await admin.generateLink({ type: 'magiclink', email, options: { redirectTo } });
    expect(made.error).toMatchObject({ status: 400, code: 'redirect_not_allowed' });
    const invited = await admin.inviteUserByEmail(email, { redirectTo });
    expect(invited.error).toMatchObject({ status: 400, code: 'redirect_not_allowed' });
    const { deps, url } = surface;
    const headers = { apikey: deps.keys.secretKey, 'content-type': 'application/json' };
    const body = JSON.stringify({ type: 'magiclink', email, redirect_to: redirectTo });
    const inBody = await fetch(`${url}/auth/v1/admin/generate_link`, { method: 'POST', headers, body });
    expect([inBody.status, await inBody.json()]).toMatchObject(refused);
  });

  it.each([
    ['en', 'This link leads elsewhere'],
    ['ru-RU,ru;q=0.9', 'Эта ссылка ведёт в другое место'],
  ])('says so in a page to who opens it in a browser (%s)', async (language, title) => {
    const headers = { accept: 'text/html,*/*', 'accept-language': language };
    const address = `${surface.url}/auth/v1/verify?token=x&type=magiclink&redirect_to=https://evil.example`;
    const answer = await fetch(address, { headers, redirect: 'manual' });
    const page = await answer.text();
    expect([answer.status, answer.headers.get('content-type')]).toEqual([400, 'text/html; charset=UTF-8']);
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(page).toContain(title);
    expect(page).not.toContain('evil.example');
  });

  it('leads to other ports of this machine, for an install on it', async () => {
    const { link } = await linkFor('http://localhost:9999/welcome');
    expect((await follow(link)).url?.href).toContain('http://localhost:9999/welcome#access_token=');
  });

  it('is not used up by a program that only looks', async () => {
    const { link } = await linkFor();
    expect((await follow(link, 'HEAD')).answer.status).toBe(200);
    expect((await follow(link)).fragment.has('access_token')).toBe(true);
  });

  it.each(['', '?token=x', '?type=magiclink', '?token=x&type=nothing', `?token=${'x'.repeat(5000)}&type=magiclink`])(
    'says of the broken link %s that it is expired',
    async (query) => {
      const { answer, fragment } = await follow(`${surface.url}/auth/v1/verify${query}`);
      expect([answer.status, fragment.get('error_code')]).toEqual([303, 'otp_expired']);
    },
  );
});
