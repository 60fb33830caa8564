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
import type { SessionWatch } from './session-watch.ts';
import { createVerifiedTokens } from './verified-tokens.ts';

export interface Tokens {
  /** Signs an access token. `lifetime` is in seconds. */
  sign(
    claims: JWTPayload & { sub: string; role: string },
    lifetime: number,
  ): Promise<{ token: string; expiresAt: Date }>;
  /** Verifies a token alone, for those who look at its session themselves. @throws as `verify`. */
  read(token: string): Promise<Claims>;
  /** Verifies a token, and that its session was not ended. @throws AppError `token_expired` or `unauthenticated`. */
  verify(token: string): Promise<Claims>;
  /** The `iss` of every token: `<supabaseUrl>/auth/v1`. */
  issuer: string;
}

const audience = 'authenticated';
const longestToken = 8_192;
/** How far ahead the clock of whoever signs may be, in seconds. */
const ahead = 60;

interface TokenOptions {
  keys: InstallKeys;
  /** Address of the Supabase surface, ours or a project's. */
  supabaseUrl: string;
  /** On a Supabase project, how to ask it: people's tokens are signed there and verified by its published keys. */
  hosted: LibraryFetch | false;
  /** Knows which sessions were ended. */
  sessions: SessionWatch;
  now: () => Date;
}

export function createTokens({ keys, supabaseUrl, hosted, sessions, now }: TokenOptions): Tokens {
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

  async function read(token: string): Promise<Claims> {
    if (token.length > longestToken) throw new AppError('unauthenticated', 'The access token is too long to be one.');
    const known = verified.recall(token);
    if (known) return known;
    try {
      const rules = { algorithms: ['ES256'], issuer, audience, currentDate: now() };
      const { payload } = await jwtVerify(token, keyFor, rules);
      const claims = Claims.parse(payload);
      if (claims.iat > now().getTime() / 1000 + ahead) throw new errors.JWTInvalid('"iat" is in the future');
      verified.remember(token, claims);
      return claims;
    } catch (cause) {
      if (cause instanceof errors.JWTExpired) {
        throw new AppError('token_expired', 'The session has expired. Renew it and try again.', { cause });
      }
      throw new AppError('unauthenticated', 'The access token is not valid here. Sign in again.', { cause });
    }
  }

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
    read,
    async verify(token) {
      const claims = await read(token);
      const { session_id: session } = claims;
      if (session === undefined || sessions.knows(session) || (await sessions.lives(session))) return claims;
      throw new AppError('unauthenticated', 'This session was ended. Sign in again.');
    },
  };
}
