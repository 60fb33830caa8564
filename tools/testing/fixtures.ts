// Owns what browser tests stand on: the running Kith, and a fresh person with an organization of their own.
import { randomUUID } from 'node:crypto';
import { createKithClient, discoverInstall, type KithClient, unwrap } from '@kith/sdk';
import { test as base, expect } from '@playwright/test';
import { createClient } from '@supabase/supabase-js';

export interface Kith {
  url: string;
  intranetUrl: string;
  /** Its data folder, where mails are written to `outbox/`. */
  home: string;
}

export interface Account {
  email: string;
  password: string;
  organizationId: string;
  /** Access token, valid for an hour. */
  token: string;
  api: KithClient;
}

/** Signs a new person up with unmodified supabase-js. Each owns a new organization. */
export async function createAccount(url: string): Promise<Account> {
  const install = await discoverInstall(url);
  const supabase = createClient(install.supabaseUrl, install.publishableKey, {
    auth: { persistSession: false, autoRefreshToken: false },
  });
  const [email, password] = [`person-${randomUUID()}@people.example`, `pass-${randomUUID()}`];
  const { data, error } = await supabase.auth.signUp({ email, password });
  if (error || !data.session) throw error ?? new Error('Sign-up gave no session');
  const token = data.session.access_token;
  const api = createKithClient({ apiUrl: install.apiUrl, getToken: async () => token });
  const me = await unwrap(api.GET('/v1/me'));
  const [organization] = me.organizations;
  if (!organization) throw new Error('The new person got no organization');
  return { email, password, organizationId: organization.id, token, api };
}

const setting = (name: string) => {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: run the tests through playwright.config.ts`);
  return value;
};

export const test = base.extend<{ account: Account }, { kith: Kith }>({
  kith: [
    async ({ browserName: _ }, use) => {
      await use({
        url: setting('KITH_TEST_URL'),
        intranetUrl: setting('KITH_TEST_INTRANET_URL'),
        home: setting('KITH_TEST_HOME'),
      });
    },
    { scope: 'worker' },
  ],
  account: async ({ kith }, use) => {
    await use(await createAccount(kith.url));
  },
});

export { expect };
