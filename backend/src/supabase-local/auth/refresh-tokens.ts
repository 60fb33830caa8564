// Owns refresh tokens. They are kept as SHA-256 only. The next one is derived from the one before and the install's
// secret, so that a repeated refresh gets the very same child again without the server ever storing it.
import { createHash, createHmac, hkdfSync, randomBytes } from 'node:crypto';

/** Makes the first token of a session. */
export const firstToken = (): string => randomBytes(32).toString('base64url');

/** What the database keeps of a token. */
export const hashToken = (token: string): Buffer => createHash('sha256').update(token).digest();

/** The one token that may replace this one. @param secretKey the install's secret key. */
export function nextToken(secretKey: string, token: string): string {
  const key = Buffer.from(hkdfSync('sha256', secretKey, '', 'kith refresh tokens', 32));
  return createHmac('sha256', key).update(token).digest('base64url');
}
