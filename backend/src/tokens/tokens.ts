// Owns signing and verifying access tokens: ES256 only, issuer, audience and expiry checked. One verifier serves
// embedded and hosted installs.
import {
  createRemoteJWKSet,
  customFetch,
  errors,
  type JWTPayload,
  type JWTVerifyGetKey,
  jwtVerify,
  SignJWT,
} from 'jose';
import { AppError } from '../errors.ts';
import type { LibraryFetch } from '../outbound/library-fetch.ts';
import { Claims } from './claims.ts';
import type { InstallKeys } from './keys.ts';
import { createVerifiedTokens } from './verified-tokens.ts';

export interface Tokens {
  /** Signs an access token. `lifetime` is in seconds. */
  sign(
    claims: JWTPayload & { sub: string; role: string },
    lifetime: number,
  ): Promise<{ token: string; expiresAt: Date }>;
  /** Verifies a token. @throws AppError `token_expired` or `unauthenticated`. */
  verify(token: string): Promise<Claims>;
  /** The `iss` of every token: `<supabaseUrl>/auth/v1`. */
  issuer: string;
}

const audience = 'authenticated';
const longestToken = 8_192;

interface TokenOptions {
  keys: InstallKeys;
  /** Address of the Supabase surface, ours or a project's. */
  supabaseUrl: string;
  /** On a Supabase project, how to ask it: people's tokens are signed there and verified by its published keys. */
  hosted: LibraryFetch | false;
  now: () => Date;
}

export function createTokens({ keys, supabaseUrl, hosted, now }: TokenOptions): Tokens {
  const issuer = `${supabaseUrl}/auth/v1`;
  const verified = createVerifiedTokens(now);
  const remote = hosted
    ? createRemoteJWKSet(new URL(`${issuer}/.well-known/jwks.json`), { [customFetch]: hosted })
    : null;
  const keyFor: JWTVerifyGetKey = async (header, token) => {
    if (header.kid === keys.kid) return keys.publicKey;
    if (remote) return remote(header, token);
    throw new errors.JWKSNoMatchingKey();
  };

  return {
    issuer,
    async sign(claims, lifetime) {
      const issuedAt = Math.floor(now().getTime() / 1000);
      const token = await new SignJWT(claims)
        .setProtectedHeader({ alg: 'ES256', kid: keys.kid, typ: 'JWT' })
        .setIssuer(issuer)
        .setAudience(audience)
        .setIssuedAt(issuedAt)
        .setExpirationTime(issuedAt + lifetime)
        .sign(keys.privateKey);
      return { token, expiresAt: new Date((issuedAt + lifetime) * 1000) };
    },
    async verify(token) {
      if (token.length > longestToken) throw new AppError('unauthenticated', 'The access token is too long to be one.');
      const known = verified.recall(token);
      if (known) return known;
      try {
        const { payload } = await jwtVerify(token, keyFor, {
          algorithms: ['ES256'],
          issuer,
          audience,
          currentDate: now(),
        });
        const claims = Claims.parse(payload);
        verified.remember(token, claims);
        return claims;
      } catch (cause) {
        if (cause instanceof errors.JWTExpired) {
          throw new AppError('token_expired', 'The session has expired. Renew it and try again.', { cause });
        }
        throw new AppError('unauthenticated', 'The access token is not valid here. Sign in again.', { cause });
      }
    },
  };
}
