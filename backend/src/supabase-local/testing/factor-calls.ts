// Owns what tests of second factors do with supabase-js: people with a factor and without, and their codes.
import type { SupabaseClient } from '@supabase/supabase-js';
import { TOTP } from 'otpauth';
import { expect } from 'vitest';
import type { TestSurface } from './test-surface.ts';

const password = 'correct horse';
/** How long a code of an app lasts, in milliseconds. */
export const step = 30_000;
let people = 0;

/** Calls of the surface, which is there once the tests run. */
export function factorCalls(surface: () => TestSurface) {
  const codeOf = (secret: string) =>
    TOTP.generate({ secret: secretOf(secret), timestamp: surface().deps.now().getTime() });
  const secretOf = (base32: string) => new TOTP({ secret: base32 }).secret;
  const wrong = (code: string) => (code === '000000' ? '000001' : '000000');

  async function signedUp() {
    const email = `p${++people}@people.example`;
    const client = surface().client();
    const { data } = await client.auth.signUp({ email, password });
    return { client, email, userId: data.user?.id ?? '' };
  }
  async function enrolled(client: SupabaseClient, friendlyName = 'Phone') {
    const { data, error } = await client.auth.mfa.enroll({ factorType: 'totp', friendlyName });
    if (error) throw error;
    return { factorId: data.id, secret: data.totp.secret, data };
  }
  /** A person with a verified factor, in its session of aal2. */
  async function secured() {
    const person = await signedUp();
    const factor = await enrolled(person.client);
    const code = codeOf(factor.secret);
    const { error } = await person.client.auth.mfa.challengeAndVerify({ factorId: factor.factorId, code });
    expect(error).toBeNull();
    surface().advance(2 * step);
    return { ...person, ...factor, code };
  }
  async function signIn(email: string) {
    const client = surface().client();
    expect((await client.auth.signInWithPassword({ email, password })).error).toBeNull();
    return client;
  }
  const claimsOf = async (client: SupabaseClient) => (await client.auth.getClaims()).data?.claims;
  const levels = async (client: SupabaseClient) => {
    const { data } = await client.auth.mfa.getAuthenticatorAssuranceLevel();
    return [data?.currentLevel, data?.nextLevel];
  };
  return { codeOf, wrong, signedUp, enrolled, secured, signIn, claimsOf, levels };
}
