// Owns telling clients where this install answers, and whether it can.
import type { z } from 'zod';
import type { Deps } from '../deps.ts';
import type { Answer } from '../http/answer.ts';
import { version } from '../http/openapi.ts';
import type { WellKnown } from './schema.ts';

/** What `/.well-known/kith.json` says. */
export const describeInstall = ({ env, keys, apiUrl, supabaseUrl, giveSession }: Deps): z.infer<typeof WellKnown> => ({
  name: 'Kith',
  version,
  apiUrl,
  supabaseUrl,
  publishableKey: env.SUPABASE_PUBLISHABLE_KEY ?? keys.publishableKey,
  pairing: giveSession !== null,
  passwordLength: env.SUPABASE_URL ? null : env.KITH_PASSWORD_LENGTH,
});

/** Longest that the database may take to answer, in milliseconds. */
const patience = 2_000;

/** Asks what the API needs. 503 names what does not answer. */
export async function checkReady({ sql, log }: Deps): Promise<Answer> {
  const late = new Promise<never>((_, reject) => {
    setTimeout(() => reject(new Error(`No answer in ${patience} ms`)), patience).unref();
  });
  try {
    await Promise.race([sql`select 1`, late]);
    return { status: 200, json: JSON.stringify({ status: 'ok', checks: { database: 'ok' } }) };
  } catch (err) {
    log.warn({ err }, 'the database does not answer');
    return { status: 503, json: JSON.stringify({ status: 'unavailable', checks: { database: 'unavailable' } }) };
  }
}
