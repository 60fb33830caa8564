// Owns finding an install from the address that a person typed.

import { KithError } from './errors.ts';
import type { components } from './generated/schema.ts';

export type Install = components['schemas']['WellKnown'];

/**
 * Reads `/.well-known/kith.json` of a server.
 * @param address what a person typed: `crm.example`, `localhost:8787` or a whole URL.
 * @throws KithError `bad_address` (not a web address), `unreachable`, `not_kith` (something else answers there).
 */
export async function discoverInstall(address: string, fetchOne: typeof fetch = globalThis.fetch): Promise<Install> {
  const origin = originOf(address);
  let response: Response;
  try {
    response = await fetchOne(new URL('/.well-known/kith.json', origin));
  } catch (cause) {
    throw new KithError('unreachable', `No server answers at ${origin}.`, { cause });
  }
  const install: unknown = response.ok ? await response.json().catch(() => null) : null;
  if (!isInstall(install))
    throw new KithError('not_kith', `The server at ${origin} is not Kith.`, { status: response.status });
  return install;
}

function originOf(address: string): string {
  const typed = address.trim();
  const local = /^(localhost|127\.|\[::1\])/.test(typed);
  const whole = /^https?:\/\//i.test(typed) ? typed : `${local ? 'http' : 'https'}://${typed}`;
  if (typed === '' || !URL.canParse(whole)) throw new KithError('bad_address', `“${typed}” is not a web address.`);
  return new URL(whole).origin;
}

function isInstall(value: unknown): value is Install {
  return (
    typeof value === 'object' &&
    value !== null &&
    ['name', 'version', 'apiUrl', 'supabaseUrl', 'publishableKey'].every(
      (key) => typeof Reflect.get(value, key) === 'string',
    )
  );
}
