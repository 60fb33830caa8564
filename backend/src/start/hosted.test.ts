// What issue after issue promises "on a Supabase project, too", walked through with unmodified supabase-js on one that is played by
// the embedded surface. What a project does by itself (its throttles, its rules for passwords) is not asked here.
import type { SupabaseClient } from '@supabase/supabase-js';
import { TOTP } from 'otpauth';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { readOutbox } from '../mail/testing/read-outbox.ts';
import { nextBroadcast, subscribed } from '../supabase-local/testing/channels.ts';
import { type Hosted, startHosted } from '../testing/hosted.ts';

const password = 'correct horse battery';
const origin = 'https://intranet.example';
/** As a browser opens sockets: with the page's origin. */
class PageSocket extends WebSocket {
  declare onerror: ((event: Event) => void) | null;
  constructor(url: string | URL) {
    super(url, { headers: { origin } });
  }
}
const Answer = z.looseObject({
  code: z.string().optional(),
  secret: z.string().default(''),
  key: z.string().default(''),
  token: z.string().default(''),
  organizations: z.array(z.looseObject({ id: z.string(), name: z.string(), role: z.string().nullable() })).default([]),
  items: z.array(z.looseObject({})).default([]),
});

describe('Kith on a Supabase project', () => {
  let hosted: Hosted;
  let people = 0;
  /** Which requests to the project carried its secret key, and their user agents. */
  const bearers: string[] = [];
  beforeAll(async () => {
    hosted = await startHosted({}, true);
    const { server, deps } = hosted.project;
    server.prependListener('request', ({ headers, url = '' }) => {
      if (JSON.stringify(headers).includes(deps.keys.secretKey)) bearers.push(url);
    });
  });
  afterAll(() => hosted.close());

  const tokenOf = async (client: SupabaseClient) => (await client.auth.getSession()).data.session?.access_token ?? '';
  const nextEmail = () => `walker${++people}@people.example`;
  async function signedUp() {
    const [client, email] = [hosted.project.client(), nextEmail()];
    const { data } = await client.auth.signUp({ email, password });
    return { client, email, userId: data.user?.id ?? '', token: await tokenOf(client) };
  }
  async function ask(method: string, path: string, token: string, body?: object, more: Record<string, string> = {}) {
    const answer = await hosted.ask(method, path, { token, body, headers: more });
    const text = await answer.text();
    return { status: answer.status, body: Answer.parse(text === '' ? {} : JSON.parse(text)) };
  }
  const statusOf = async (client: SupabaseClient) => (await ask('GET', '/v1/contacts', await tokenOf(client))).status;
  /** Sets a second factor up; the session has both afterwards. @returns a code of a while later. */
  async function secondFactor({ auth }: SupabaseClient) {
    const { data, error } = await auth.mfa.enroll({ factorType: 'totp' });
    if (error) throw error;
    const app = new TOTP({ secret: data.totp.secret });
    await auth.mfa.challengeAndVerify({ factorId: data.id, code: app.generate() });
    return { factorId: data.id, code: () => app.generate({ timestamp: Date.now() + 30_000 }) };
  }

  it('lets people in by password, code, link and renewed session, and gives each an organization', async () => {
    const { client, email, token } = await signedUp();
    const me = await ask('GET', '/v1/me', token);
    expect(me.body.organizations).toMatchObject([{ role: 'owner' }]);
    const [byCode, byLink, byPassword] = [1, 2, 3].map(() => hosted.project.client());
    if (!byCode || !byLink || !byPassword) throw new Error('Three clients were asked for');
    await byCode.auth.signInWithOtp({ email });
    const { code } = await hosted.project.lastMailTo(email);
    expect((await byCode.auth.verifyOtp({ email, token: code, type: 'email' })).error).toBeNull();
    await byLink.auth.resetPasswordForEmail(email);
    const { tokenHash } = await hosted.project.lastMailTo(email);
    expect((await byLink.auth.verifyOtp({ token_hash: tokenHash, type: 'recovery' })).error).toBeNull();
    await byPassword.auth.signInWithPassword({ email, password });
    await client.auth.refreshSession();
    expect(await Promise.all([client, byCode, byLink, byPassword].map(statusOf))).toEqual([200, 200, 200, 200]);
  });

  it('lists sessions with device and place, and ends the others’ tokens at once', async () => {
    const { client, email, token } = await signedUp();
    const phone = hosted.project.client({
      global: { headers: { 'user-agent': 'Mozilla/5.0 (Android 15; Mobile; rv:140.0) Gecko/140.0 Firefox/140.0' } },
    });
    await phone.auth.signInWithPassword({ email, password });
    const { items } = (await ask('GET', '/v1/account/sessions', token)).body;
    expect(items).toMatchObject([
      { current: true, address: '127.0.0.1' },
      { current: false, device: { kind: 'mobile', browser: 'Firefox', system: 'Android' } },
    ]);
    expect(await statusOf(phone)).toBe(200);
    await client.auth.signOut({ scope: 'others' });
    await expect.poll(async () => statusOf(phone), { timeout: 5_000 }).toBe(401);
    expect(await statusOf(client)).toBe(200);
  });

  it('keeps whoever lacks the second factor out of an organization that asks for one; recovery codes count', async () => {
    const { client, email } = await signedUp();
    await secondFactor(client);
    const codes = hosted.project.client({ auth: { experimental: { recoveryCodes: true } } });
    const { data } = await client.auth.getSession();
    await codes.auth.setSession({
      access_token: data.session?.access_token ?? '',
      refresh_token: data.session?.refresh_token ?? '',
    });
    const made = await codes.auth.mfa.recoveryCodes.generate();
    const set = await ask('PUT', '/v1/organization/sign-in-policy', await tokenOf(client), { mfaRequired: true });
    expect(set.status).toBe(200);
    const half = hosted.project.client({ auth: { experimental: { recoveryCodes: true } } });
    await half.auth.signInWithPassword({ email, password });
    expect(await ask('GET', '/v1/contacts', await tokenOf(half))).toMatchObject({
      status: 403,
      body: { code: 'mfa_required' },
    });
    expect((await half.auth.mfa.recoveryCodes.verify({ code: made.data?.codes[0] ?? '' })).error).toBeNull();
    expect(await statusOf(half)).toBe(200);
  });

  it('sends invitations itself, which lead to Kith and are accepted there', async () => {
    const [owner, guest] = [await signedUp(), await signedUp()];
    const wish = { email: guest.email, role: 'viewer' };
    expect((await ask('POST', '/v1/invitations', owner.token, wish)).status).toBe(201);
    const find = async () => (await readOutbox(hosted.home)).find(({ to }) => to?.[0]?.address === guest.email);
    await expect.poll(find).toBeTruthy();
    const link = new RegExp(`${hosted.url}/#/invitation/(\\S+)`).exec((await find())?.text ?? '');
    expect((await ask('POST', '/v1/invitations/accept', guest.token, { token: link?.[1] })).status).toBe(200);
    expect((await ask('GET', '/v1/me', guest.token)).body.organizations).toMatchObject([
      { role: 'owner' },
      { role: 'viewer' },
    ]);
  });

  it('tells of changes over the project’s Realtime, to whoever may know', async () => {
    const [ann, bob] = [await signedUp(), await signedUp()];
    const id = (await ask('GET', '/v1/me', ann.token)).body.organizations[0]?.id;
    const listen = async ({ client }: { client: SupabaseClient }) => {
      await client.realtime.setAuth();
      const channel = client.channel(`org:${id}:contacts`, { config: { private: true } });
      return { heard: nextBroadcast(channel), status: await subscribed(channel) };
    };
    const [own, foreign] = [await listen(ann), await listen(bob)];
    expect([own.status, foreign.status]).toEqual(['SUBSCRIBED', expect.stringMatching(/Unauthorized/)]);
    await ask('POST', '/v1/contacts', ann.token, { name: 'Ada Prospect' });
    expect(await own.heard).toMatchObject({ event: 'insert', payload: { type: 'contacts' } });
  });

  it('takes API keys and embed tokens, which hear of changes once the project has Kith’s signing key', async () => {
    const { token } = await signedUp();
    const me = (await ask('GET', '/v1/me', token)).body.organizations[0]?.id;
    const made = await ask('POST', '/v1/api-keys', token, { name: 'Sync', permissions: ['contacts.read'] });
    expect((await ask('GET', '/v1/contacts', made.body.secret)).status).toBe(200);
    const { key } = (await ask('POST', '/v1/embed-keys', token, { name: 'Page', allowedOrigins: [origin] })).body;
    const session = (await ask('POST', '/v1/embed/sessions', '', { key }, { origin })).body;
    expect((await ask('GET', '/v1/contacts', session.token, undefined, { origin })).status).toBe(200);
    const page = hosted.project.client({ realtime: { transport: PageSocket } });
    await page.realtime.setAuth(session.token);
    const channel = page.channel(`org:${me}:contacts`, { config: { private: true } });
    const heard = nextBroadcast(channel);
    expect(await subscribed(channel)).toBe('SUBSCRIBED');
    await ask('POST', '/v1/contacts', token, { name: 'Bea Prospect' });
    expect(await heard).toMatchObject({ event: 'insert' });
  });

  it('hands the project’s secret key to its administration alone', async () => {
    const { secretKey } = hosted.project.deps.keys;
    const { token } = await signedUp();
    const shown = await hosted.ask('POST', '/v1/account/pairing-codes', { token });
    const { code } = Answer.parse(await shown.json());
    expect((await hosted.ask('POST', '/v1/pairing', { body: { code } })).status).toBe(200);
    expect(new Set(bearers)).toEqual(new Set(['/auth/v1/admin/generate_link']));
    for (const path of ['/.well-known/kith.json', '/openapi.json', '/', '/health/ready']) {
      expect(await (await hosted.ask('GET', path)).text(), path).not.toContain(secretKey);
    }
  });
});
