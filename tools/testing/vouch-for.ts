// Owns letting a person's address count as proven, as a mail does, without ending how they sign in.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { unwrap } from '@kith/sdk';
import { createClient } from '@supabase/supabase-js';
import type { Account } from './fixtures.ts';

/** The install's secret key vouches for the address. @param kith where it answers, and its data folder. */
export async function vouchFor(kith: { url: string; home: string }, person: Account): Promise<void> {
  const keys: unknown = JSON.parse(await readFile(join(kith.home, 'keys.json'), 'utf8'));
  const secretKey = String(Reflect.get(Object(keys), 'secretKey'));
  const { auth } = createClient(kith.url, secretKey, { auth: { persistSession: false } });
  const { user } = await unwrap(person.api.GET('/v1/me'));
  const { error } = await auth.admin.updateUserById(user?.id ?? '', { email_confirm: true });
  if (error) throw error;
}
