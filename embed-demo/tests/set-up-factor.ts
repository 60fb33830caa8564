// Owns giving a person a second factor, with unmodified supabase-js.
import { discoverInstall } from '@kith/sdk';
import { createClient } from '@supabase/supabase-js';
import type { Account } from '../../tools/testing/fixtures.ts';
import { totpOf } from '../../tools/testing/totp.ts';

/** @returns the factor's secret. The code of now is used up: the next one is a step ahead. */
export async function setUpFactor(url: string, { email, password }: Account): Promise<string> {
  const install = await discoverInstall(url);
  const { auth } = createClient(install.supabaseUrl, install.publishableKey, {
    auth: { persistSession: false, autoRefreshToken: false },
  });
  const signedIn = await auth.signInWithPassword({ email, password });
  if (signedIn.error) throw signedIn.error;
  const { data, error } = await auth.mfa.enroll({ factorType: 'totp' });
  if (error) throw error;
  const proven = await auth.mfa.challengeAndVerify({ factorId: data.id, code: totpOf(data.totp.secret) });
  if (proven.error) throw proven.error;
  return data.totp.secret;
}
