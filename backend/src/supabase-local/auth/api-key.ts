// Owns who calls: which of the install's API keys came along, compared in constant time, and which bearer token.
import { createHash, timingSafeEqual } from 'node:crypto';
import type { InstallKeys } from '../../tokens/keys.ts';
import { AuthError } from './errors.ts';

export type ApiRole = 'anon' | 'service_role';

export interface Caller {
  role: ApiRole;
  /** A person's access token; null when the bearer is only an API key. */
  bearer: string | null;
}

export type ApiKeys = ReturnType<typeof createApiKeys>;

/** Prepares the check of API keys. */
export function createApiKeys(keys: InstallKeys) {
  const publishable = digest(keys.publishableKey);
  const secret = digest(keys.secretKey);

  /** The role of a key, or null when it is none of ours. */
  function roleOf(presented: string): ApiRole | null {
    const given = digest(presented);
    const isPublishable = timingSafeEqual(given, publishable);
    const isSecret = timingSafeEqual(given, secret);
    if (isSecret) return 'service_role';
    return isPublishable ? 'anon' : null;
  }

  /** Reads key and bearer of a request. @param queryKey the key, where it came in the URL. @throws AuthError 401. */
  function resolve(headers: Headers, queryKey?: string): Caller {
    const bearer = /^bearer\s+(\S+)$/i.exec(headers.get('authorization') ?? '')?.[1] ?? null;
    const isKey = bearer?.startsWith('sb_') ?? false;
    refuseSecretOfPage(headers, queryKey);
    const presented = headers.get('apikey') ?? queryKey ?? (isKey ? bearer : null);
    if (!presented) throw new AuthError(401, 'no_api_key', 'No API key came along. Send it as the header `apikey`.');
    const role = roleOf(presented);
    if (!role) throw new AuthError(401, 'invalid_api_key', 'The API key is not one of this install.');
    return { role, bearer: isKey || bearer === presented ? null : bearer };
  }

  return { roleOf, resolve };
}

const digest = (text: string) => createHash('sha256').update(text).digest();

/**
 * Whoever can open a page can read the keys in it, so none may send a secret key: wherever it stands, beside whatever other key, and
 * whether it is this install's or another's. @throws AuthError 401 `secret_key_in_browser`.
 */
export function refuseSecretOfPage(headers: Headers, queryKey?: string): void {
  const sent = [headers.get('apikey'), headers.get('authorization'), queryKey];
  if (!isBrowser(headers) || !sent.some((text) => text?.includes('sb_secret_'))) return;
  throw new AuthError(401, 'secret_key_in_browser', 'The secret key must never be sent from a browser.');
}

/** Node's own fetch sends Sec-Fetch-Mode, so that one tells nothing. */
function isBrowser(headers: Headers): boolean {
  if (headers.has('origin') || headers.has('sec-fetch-site') || headers.has('sec-fetch-dest')) return true;
  return headers.get('user-agent')?.startsWith('Mozilla/') ?? false;
}
