// Owns telling a device that signed in before: a signed cookie, which opens nothing and only gives it a count of its own
// when others guess at the same account.
import { randomBytes } from 'node:crypto';
import type { Context } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import type { AuthContext } from './context.ts';

const name = 'kith-device';
/** Seconds that browsers keep a cookie at most (RFC 6265bis). */
const lifetime = 400 * 24 * 3600;

export const deviceIn = (c: Context): string | null => getCookie(c, name)?.slice(0, 200) ?? null;

/** The name of a device that has signed this user in before; null for others. */
export function knownDevice({ deps }: AuthContext, userId: string, device: string | null): string | null {
  const [id = '', keyId = '', mac = ''] = device?.split('.') ?? [];
  return id && deps.secrets.isSigned(id, purpose(userId), { keyId, mac }) ? id : null;
}

/** Lets the device of somebody who has just signed in be known. */
export function rememberDevice(ctx: AuthContext, c: Context, userId: string): void {
  if (knownDevice(ctx, userId, deviceIn(c))) return;
  const { secrets, apiUrl } = ctx.deps;
  const id = randomBytes(16).toString('base64url');
  setCookie(c, name, `${id}.${secrets.keyId}.${secrets.sign(id, purpose(userId))}`, {
    path: '/auth/v1',
    httpOnly: true,
    sameSite: 'Strict',
    secure: apiUrl.startsWith('https:'),
    maxAge: lifetime,
  });
}

const purpose = (userId: string) => `device of ${userId}`;
