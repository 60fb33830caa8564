// Owns the secret in an invitation's link, and what is kept of it.
import { createHash, randomBytes } from 'node:crypto';

/** 256 random bits, in base64url. */
export const newToken = (): string => randomBytes(32).toString('base64url');

/** SHA-256: no more is kept, and with 256 random bits there is nothing to try. */
export const hashOfToken = (token: string): Buffer => createHash('sha256').update(token).digest();
