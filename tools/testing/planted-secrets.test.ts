import { execFile } from 'node:child_process';
import { createHmac, randomUUID } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { createKithClient, discoverInstall, unwrap } from '@kith/sdk';
import { createClient } from '@supabase/supabase-js';
import PostalMime from 'postal-mime';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { root } from '../lib/commands.ts';
import { buildFrontEnds, frontEnds } from '../lib/front-ends.ts';
import { startHostedKith } from './hosted-kith.ts';
import { type RunningKith, startKith } from './kith.ts';
import { totpOf } from './totp.ts';

const run = promisify(execFile);

/** Names of the files under a folder that hold a text, at whatever place. */
async function filesWith(
  folder: string,
  text: string,
  leftOut: readonly string[],
  how: '-F' | '-E' = '-F',
): Promise<string[]> {
  const excluded = leftOut.map((name) => `--exclude-dir=${name}`);
  const { stdout } = await run('grep', ['-rla', how, ...excluded, '--', text, folder], { maxBuffer: 1e7 }).catch(
    (error: { code: number; stdout: string }) => {
      // grep ends with 1 when it found nothing.
      if (error.code === 1) return { stdout: '' };
      throw error;
    },
  );
  return stdout.split('\n').filter(Boolean);
}

/** Without a mail server, the outbox is where a mail's secrets belong. */
const isOfMail = (name: string) => name === 'token of a mail' || name === 'token of an invitation';

/** Opens a session of a page. @returns its token. */
async function tokenOfSession(url: string, origin: string, body: { key: string; identity?: string }): Promise<string> {
  const begun = await fetch(`${url}/v1/embed/sessions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin },
    body: JSON.stringify(body),
  });
  expect(begun.ok).toBe(true);
  return String(Reflect.get(Object(await begun.json()), 'token'));
}

/** What a page's server says of who looks: a JWT by HS256. */
function identityOf(secret: string): string {
  const now = Math.floor(Date.now() / 1000);
  const claims = { email: 'cara@client.example', jti: randomUUID(), iat: now, exp: now + 300 };
  const signed = [{ alg: 'HS256' }, claims]
    .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
    .join('.');
  return `${signed}.${createHmac('sha256', secret).update(signed).digest('base64url')}`;
}

/** The first of the codes of somebody new with an authenticator app. */
async function recoveryCode(url: string, publishableKey: string): Promise<string> {
  const { auth } = createClient(url, publishableKey, { auth: { persistSession: false, autoRefreshToken: false } });
  await auth.signUp({ email: `safe-${randomUUID()}@people.example`, password: `pass-${randomUUID()}` });
  const { data: factor } = await auth.mfa.enroll({ factorType: 'totp' });
  if (factor?.type !== 'totp') throw new Error('No authenticator app was enrolled');
  const { data } = await auth.mfa.challengeAndVerify({ factorId: factor.id, code: totpOf(factor.totp.secret) });
  const made = await fetch(`${url}/auth/v1/factors/recovery-codes`, {
    method: 'POST',
    headers: {
      apikey: publishableKey,
      authorization: `Bearer ${data?.access_token}`,
      'content-type': 'application/json',
    },
    body: '{}',
  });
  const [first = ''] = String(Reflect.get(Object(await made.json()), 'codes')).split(',');
  return first;
}

describe('secrets that people and servers hold', { timeout: 60_000 }, () => {
  let kith: RunningKith;
  /** Another Kith, to which the first is a Supabase project. */
  let hosted: RunningKith;
  /** The project's secret key, in the settings of the other. */
  let ofProject = '';
  const planted: Record<string, string> = {};
  /** What was answered to requests that carried secrets and failed. */
  const answers: string[] = [];
  const refused = async (path: string, headers: Record<string, string> = {}, body?: object) => {
    const sent = body && { method: 'POST', body: JSON.stringify(body) };
    const answer = await fetch(`${kith.url}${path}`, {
      headers: { 'content-type': 'application/json', ...headers },
      redirect: 'manual',
      ...sent,
    });
    expect(answer.status).toBeGreaterThanOrEqual(300);
    answers.push(`${answer.headers.get('location') ?? ''} ${await answer.text()}`);
  };
  /** The part of a mail to an address that opens something. */
  const inMail = async (address: string, pattern: RegExp) => {
    const texts = async () => {
      const folder = join(kith.home, 'outbox');
      const names = (await readdir(folder).catch(() => [])).filter((name) => name.endsWith('.eml'));
      return Promise.all(names.map(async (name) => PostalMime.parse(await readFile(join(folder, name)))));
    };
    const found = async () =>
      (await texts()).find(({ to }) => to?.[0]?.address === address)?.text?.match(pattern)?.[1] ?? '';
    return vi.waitFor(async () => {
      const secret = await found();
      expect(secret).not.toBe('');
      return secret;
    }, 20_000);
  };
  beforeAll(async () => {
    planted['secret of an OpenID client'] = `oidc-${randomUUID()}`;
    const provider = {
      ISSUER: 'http://127.0.0.1:9',
      CLIENT_ID: 'kith',
      CLIENT_SECRET: planted['secret of an OpenID client'],
    };
    const ofProvider = Object.entries(provider).map(([name, value]) => [`KITH_OIDC_ACME_${name}`, value]);
    kith = await startKith({ env: { LOG_LEVEL: 'debug', ...Object.fromEntries(ofProvider) } });
    const install = await discoverInstall(kith.url);
    const supabase = createClient(install.supabaseUrl, install.publishableKey, {
      auth: { persistSession: false, autoRefreshToken: false },
    });
    const [email, password] = [`person-${randomUUID()}@people.example`, `pass-${randomUUID()}`];
    planted['password'] = password;
    const { data } = await supabase.auth.signUp({ email, password });
    const token = data.session?.access_token ?? '';
    planted['access token'] = token;
    planted['refresh token'] = data.session?.refresh_token ?? '';
    await supabase.auth.signInWithPassword({ email, password: `${password}-wrong` });
    await supabase.auth.refreshSession();
    const factor = await supabase.auth.mfa.enroll({ factorType: 'totp' });
    planted['secret of an authenticator app'] = factor.data?.type === 'totp' ? factor.data.totp.secret : '';
    const api = createKithClient({ apiUrl: install.apiUrl, getToken: async () => token });
    const key = await unwrap(api.POST('/v1/api-keys', { body: { name: 'Sync', permissions: ['contacts.read'] } }));
    planted['API key'] = key.secret ?? '';
    const origin = 'https://sample.example';
    const pages = { name: 'Sample', allowedOrigins: [origin] };
    const shown = await unwrap(api.POST('/v1/embed-keys', { body: pages }));
    planted['token of an embedded page'] = await tokenOfSession(kith.url, origin, { key: shown.key });
    const clients = { ...pages, name: 'Clients', identified: true };
    const known = await unwrap(api.POST('/v1/embed-keys', { body: clients }));
    planted['identity secret'] = known.identitySecret ?? '';
    planted['identity of a visitor'] = identityOf(planted['identity secret']);
    const visitor = { key: known.key, identity: planted['identity of a visitor'] };
    planted['token of a visitor'] = await tokenOfSession(kith.url, origin, visitor);
    planted['recovery code'] = await recoveryCode(kith.url, install.publishableKey);
    const byKey = createKithClient({ apiUrl: install.apiUrl, getToken: async () => planted['API key'] ?? '' });
    await unwrap(byKey.GET('/v1/contacts'));
    // What fails is logged at more length than what works.
    await refused('/v1/companies', { authorization: `Bearer ${planted['API key']}` });
    await refused('/v1/contacts', { authorization: `Bearer ${planted['API key']}x` });
    await refused(`/v1/contacts?apikey=${planted['API key']}`);
    await refused('/v1/contacts', { authorization: `Bearer ${token}x` });
    await refused('/v1/contacts', { authorization: `Bearer ${planted['token of an embedded page']}` });
    await refused(
      '/auth/v1/token?grant_type=password',
      { apikey: install.publishableKey },
      { email, password, phone: password },
    );
    await refused('/auth/v1/authorize?provider=acme');
    await api.POST('/v1/invitations', { body: { email: 'cara@people.example', role: 'member' } });
    await supabase.auth.resetPasswordForEmail(email);
    planted['token of an invitation'] = await inMail('cara@people.example', /#\/invitation\/(\S+)/);
    planted['token of a mail'] = await inMail(email, /[?&]token=([^&\s]+)/);
    await refused(`/auth/v1/verify?type=signup&token=${planted['token of a mail']}`);
    planted['install’s secret key'] = (await readFile(join(kith.home, 'secret-key'), 'utf8')).trim();
    planted['database password'] = (await readFile(join(kith.home, 'db-password'), 'utf8')).trim();
    planted['password of the mail server'] = `smtp-${randomUUID()}`;
    const SMTP_URL = `smtp://kith:${planted['password of the mail server']}@127.0.0.1:9`;
    hosted = await startHostedKith(kith, { LOG_LEVEL: 'debug', SMTP_URL });
    const atHosted = createKithClient({ apiUrl: hosted.url, getToken: async () => token });
    planted['pairing code'] = (await unwrap(atHosted.POST('/v1/account/pairing-codes'))).code;
    const paired = await unwrap(atHosted.POST('/v1/pairing', { body: { code: planted['pairing code'] ?? '' } }));
    planted['refresh token of the extension'] = paired.refreshToken;
    // The mail server does not answer, which is logged.
    await atHosted.POST('/v1/invitations', { body: { email: 'dora@people.example', role: 'member' } });
    await vi.waitFor(() => expect(hosted.output()).toContain('the mail of an invitation was not taken'), 20_000);
    const keys: unknown = JSON.parse(await readFile(join(kith.home, 'keys.json'), 'utf8'));
    ofProject = String(Reflect.get(Object(keys), 'secretKey'));
    await hosted.stop();
    await kith.stop();
  }, 90_000);
  afterAll(() => Promise.all([kith.remove(), hosted.remove()]));

  it('were all planted', () => {
    for (const [name, secret] of Object.entries(planted)) expect(secret.length, name).toBeGreaterThan(8);
    expect(kith.output()).toContain('/v1/contacts');
  });

  it('stand in no line or file of a Kith that holds the secret key of a Supabase project', async () => {
    expect(ofProject).toContain('sb_secret_');
    expect(hosted.output()).toContain('/v1/pairing');
    for (const [name, secret] of Object.entries({ ...planted, ofProject })) {
      expect(hosted.output().includes(secret), name).toBe(false);
    }
    expect(await filesWith(hosted.home, ofProject, [])).toEqual([]);
  });

  it('stand in no log line', () => {
    for (const [name, secret] of Object.entries(planted)) expect(kith.output().includes(secret), name).toBe(false);
  });

  it('stand in no answer to a request that failed', () => {
    expect(answers.length).toBeGreaterThan(5);
    for (const [name, secret] of Object.entries(planted)) expect(answers.join('\n').includes(secret), name).toBe(false);
  });

  it('stand in nothing that browsers are given', { timeout: 300_000 }, async () => {
    await buildFrontEnds(() => undefined);
    const built = frontEnds.map(({ folder, output }) => join(root, folder, output));
    // That searching finds what is there.
    for (const folder of built) expect(await filesWith(folder, 'kith', []), folder).not.toEqual([]);
    for (const [name, secret] of Object.entries({ ...planted, ofProject })) {
      for (const folder of built) expect(await filesWith(folder, secret, []), name).toEqual([]);
    }
    // Nor of any other install, by their forms.
    const form = 'sb_secret_[A-Za-z0-9_-]{20,}|sk_(live|test)_[A-Za-z0-9_-]{20,}';
    for (const name of ['API key', 'ofProject']) expect({ ...planted, ofProject }[name]).toMatch(new RegExp(form));
    for (const folder of built) expect(await filesWith(folder, form, [], '-E'), folder).toEqual([]);
  });

  it('stand in no file of the database, which is what a backup holds', async () => {
    for (const [name, secret] of Object.entries(planted)) {
      expect(await filesWith(join(kith.home, 'postgres'), secret, []), name).toEqual([]);
    }
    // That searching finds what is there.
    expect(await filesWith(join(kith.home, 'postgres'), '@people.example', [])).not.toEqual([]);
  });

  it('stand in no other file than their own', async () => {
    const own = [join(kith.home, 'secret-key'), join(kith.home, 'db-password')];
    for (const [name, secret] of Object.entries(planted)) {
      const found = await filesWith(kith.home, secret, ['postgres', ...(isOfMail(name) ? ['outbox'] : [])]);
      expect(
        found.filter((file) => !own.includes(file)),
        name,
      ).toEqual([]);
    }
  });
});
