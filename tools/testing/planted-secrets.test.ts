import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { createKithClient, discoverInstall, unwrap } from '@kith/sdk';
import { createClient } from '@supabase/supabase-js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startHostedKith } from './hosted-kith.ts';
import { type RunningKith, startKith } from './kith.ts';

const run = promisify(execFile);

/** Names of the files under a folder that hold a text, at whatever place. */
async function filesWith(folder: string, text: string, leftOut: readonly string[]): Promise<string[]> {
  const excluded = leftOut.map((name) => `--exclude-dir=${name}`);
  const { stdout } = await run('grep', ['-rlaF', ...excluded, '--', text, folder], { maxBuffer: 1e7 }).catch(
    (error: { code: number; stdout: string }) => {
      // grep ends with 1 when it found nothing.
      if (error.code === 1) return { stdout: '' };
      throw error;
    },
  );
  return stdout.split('\n').filter(Boolean);
}

describe('secrets that people and servers hold', { timeout: 60_000 }, () => {
  let kith: RunningKith;
  /** Another Kith, to which the first is a Supabase project. */
  let hosted: RunningKith;
  /** The project's secret key, in the settings of the other. */
  let ofProject = '';
  const planted: Record<string, string> = {};
  beforeAll(async () => {
    kith = await startKith({ env: { LOG_LEVEL: 'debug' } });
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
    const embed = { name: 'Portal', allowedOrigins: ['https://portal.example'], identified: true };
    planted['identity secret'] = (await unwrap(api.POST('/v1/embed-keys', { body: embed }))).identitySecret ?? '';
    const byKey = createKithClient({ apiUrl: install.apiUrl, getToken: async () => planted['API key'] ?? '' });
    await unwrap(byKey.GET('/v1/contacts'));
    // What fails is logged at more length than what works.
    await byKey.GET('/v1/companies');
    await fetch(`${kith.url}/v1/contacts`, { headers: { authorization: `Bearer ${planted['API key']}x` } });
    await fetch(`${kith.url}/v1/contacts?apikey=${planted['API key']}`);
    planted['install’s secret key'] = (await readFile(join(kith.home, 'secret-key'), 'utf8')).trim();
    planted['database password'] = (await readFile(join(kith.home, 'db-password'), 'utf8')).trim();
    hosted = await startHostedKith(kith, { LOG_LEVEL: 'debug' });
    const shown = createKithClient({ apiUrl: hosted.url, getToken: async () => token });
    planted['pairing code'] = (await unwrap(shown.POST('/v1/account/pairing-codes'))).code;
    const paired = await unwrap(shown.POST('/v1/pairing', { body: { code: planted['pairing code'] ?? '' } }));
    planted['refresh token of the extension'] = paired.refreshToken;
    const keys: unknown = JSON.parse(await readFile(join(kith.home, 'keys.json'), 'utf8'));
    ofProject = String(Reflect.get(Object(keys), 'secretKey'));
    await hosted.stop();
    await kith.stop();
  });
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
      const found = await filesWith(kith.home, secret, ['postgres']);
      expect(
        found.filter((file) => !own.includes(file)),
        name,
      ).toEqual([]);
    }
  });
});
