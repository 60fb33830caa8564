// Owns who is signed in to which server: supabase-js over extension storage, renewed on demand, one renewal at a time.
import { createKithClient, discoverInstall, type Install, KithError, type TokenWanted, unwrap } from '@kith/sdk';
import { createClient, type Factor, type SupabaseClient, type User } from '@supabase/supabase-js';
import { browser } from 'wxt/browser';
import * as z from 'zod/mini';
import { storedItem } from './stored-item.ts';

const Account = z.object({
  apiUrl: z.string(),
  supabaseUrl: z.string(),
  publishableKey: z.string(),
  userId: z.string(),
  email: z.string(),
  /** False after a renewal failed: the account is remembered so that waiting work finds its owner. */
  signedIn: z.boolean(),
});
export type Account = z.infer<typeof Account>;

const account = storedItem<Account | null>('account', z.nullable(Account), null);
const sessionKey = 'session';
/** Milliseconds that a renewal may take before the server counts as unreachable. */
const patience = 5_000;
/** The same while pairing: the server may have to ask a Supabase project first. */
const pairingPatience = 20_000;
/** Seconds before its end from which a token is renewed first. */
const margin = 60;

const storage = {
  getItem: async (key: string) => {
    const value: unknown = (await browser.storage.local.get(key))[key];
    return typeof value === 'string' ? value : null;
  },
  setItem: (key: string, value: string) => browser.storage.local.set({ [key]: value }),
  removeItem: (key: string) => browser.storage.local.remove(key),
};

let made: { url: string; client: SupabaseClient } | null = null;

function supabase(where: { supabaseUrl: string; publishableKey: string }): SupabaseClient {
  if (made?.url !== where.supabaseUrl)
    made = {
      url: where.supabaseUrl,
      client: createClient(where.supabaseUrl, where.publishableKey, {
        auth: {
          storage,
          storageKey: sessionKey,
          persistSession: true,
          autoRefreshToken: false,
          detectSessionInUrl: false,
          flowType: 'pkce',
        },
      }),
    };
  return made.client;
}

/** The account that was last signed in, or null before the first run. */
export const currentAccount = () => account.read();

/**
 * Signs in and remembers the server.
 * @throws KithError `unreachable`, `not_kith`, `bad_address`, `invalid_credentials`, `second_factor_needed`, or the server's own code.
 */
export async function signIn(address: string, email: string, password: string): Promise<void> {
  const install = await discoverInstall(address);
  const { data, error } = await supabase(install).auth.signInWithPassword({ email, password });
  if (error !== null) throw asKithError(error);
  await arrive(install, data.user);
}

/**
 * Trades the code that the portal shows for a session of the extension's own, and remembers the server.
 * @throws KithError `unreachable`, `not_kith`, `bad_address`, `pairing_code_invalid`, `second_factor_needed`, or the
 *   server's own code.
 */
export async function pair(address: string, code: string): Promise<void> {
  const install = await discoverInstall(address);
  const trade = unwrap(createKithClient(install).POST('/v1/pairing', { body: { code } }));
  const { refreshToken } = await within(trade, pairingPatience);
  // Renewed at once: from here on only this browser holds the token, and the session is noted where it is used.
  const { data, error } = await supabase(install).auth.refreshSession({ refresh_token: refreshToken });
  if (error !== null) throw asKithError(error);
  if (data.user === null) throw new KithError('sign_in_failed', 'The server gave no session.');
  await arrive(install, data.user);
}

/**
 * Gives the second factor of somebody who has just signed in or paired, and remembers the server.
 * @throws KithError `mfa_verification_failed` for a wrong code, `session_missing`, or the server's own code.
 */
export async function giveFactor(address: string, code: string): Promise<void> {
  const install = await discoverInstall(address);
  const { auth } = supabase(install);
  const { data, error } = await auth.getUser();
  if (error !== null) throw asKithError(error);
  let refused: KithError | null = null;
  // Which of several apps the code is from, nobody is asked.
  for (const { id } of (data.user.factors ?? []).filter(isApp)) {
    const { error: wrong } = await auth.mfa.challengeAndVerify({ factorId: id, code: code.replace(/\s/g, '') });
    if (wrong === null) return remember(install, data.user);
    refused = asKithError(wrong);
    if (refused.code !== 'mfa_verification_failed') break;
  }
  throw refused ?? new KithError('session_missing', 'Sign in anew.');
}

const isApp = ({ factor_type: type, status }: Factor) => type === 'totp' && status === 'verified';

/** Goes on only with both factors, where there are two: the session is kept meanwhile, and nobody counts as signed in. */
async function arrive(install: Install, user: User): Promise<void> {
  const { data, error } = await supabase(install).auth.mfa.getAuthenticatorAssuranceLevel();
  if (error !== null) throw asKithError(error);
  if (data.nextLevel === 'aal2' && data.currentLevel !== 'aal2') {
    throw new KithError('second_factor_needed', 'Give the code of your app.');
  }
  await remember(install, user);
}

const remember = (install: Install, user: User) =>
  account.write({
    apiUrl: install.apiUrl,
    supabaseUrl: install.supabaseUrl,
    publishableKey: install.publishableKey,
    userId: user.id,
    email: user.email ?? '',
    signedIn: true,
  });

/** Signs out here. The server is told when it answers; without it the tokens are simply forgotten. */
export async function signOut(): Promise<void> {
  const known = await account.read();
  if (known !== null) await within(supabase(known).auth.signOut({ scope: 'local' })).catch(forgetTokens);
  await account.clear();
}

const forgetTokens = () => storage.removeItem(sessionKey);

let renewing: Promise<string | null> | null = null;

/**
 * The bearer token, renewed when it is about to end or when the server refused it, unless another request had that done since.
 * Null when nobody is signed in or the session has ended. @throws KithError `unreachable`.
 */
export async function accessToken({ renew, refused }: TokenWanted): Promise<string | null> {
  const known = await account.read();
  if (known?.signedIn !== true) return null;
  const stored = await storedTokens();
  const hasEnded = stored === null || stored.expires_at - margin <= Date.now() / 1000;
  const isOther = refused !== undefined && stored?.access_token !== refused;
  if (!hasEnded && (!renew || isOther)) return stored.access_token;
  renewing ??= renewToken(known, hasEnded).finally(() => {
    renewing = null;
  });
  return renewing;
}

const Tokens = z.object({ access_token: z.string(), refresh_token: z.string(), expires_at: z.number() });

/** Read without supabase-js, whose own reading would start a renewal. */
async function storedTokens() {
  const text = await storage.getItem(sessionKey);
  const parsed = Tokens.safeParse(text === null ? null : JSON.parse(text));
  return parsed.success ? parsed.data : null;
}

/** For a token that has ended, reading the session renews it; asking for a renewal as well would renew twice. */
async function renewToken(known: Account, hasEnded: boolean): Promise<string | null> {
  const { auth } = supabase(known);
  const { data, error } = hasEnded ? await within(auth.getSession()) : await within(auth.refreshSession());
  if (error === null && data.session !== null) return data.session.access_token;
  const failure = error === null ? null : asKithError(error);
  if (failure?.code === 'unreachable') throw failure;
  await account.write({ ...known, signedIn: false });
  return null;
}

/** supabase-js repeats a renewal for half a minute when nobody answers; the panel says so sooner. */
function within<T>(work: Promise<T>, longest = patience): Promise<T> {
  const { promise, reject } = Promise.withResolvers<T>();
  const timer = setTimeout(() => reject(new KithError('unreachable', 'The server did not answer.')), longest);
  return Promise.race([work, promise]).finally(() => clearTimeout(timer));
}

function asKithError(error: {
  name: string;
  message: string;
  status?: number | undefined;
  code?: string | undefined;
}): KithError {
  const isSilent = error.name === 'AuthRetryableFetchError' || error.status === 0;
  if (isSilent) return new KithError('unreachable', 'The server did not answer.', { cause: error });
  return new KithError(error.code ?? 'sign_in_failed', error.message, { status: error.status ?? 400, cause: error });
}
