// Owns the visitor of an embedded page, for whom the page's own server vouches: a JWT (RFC 7519) signed with HS256 under the secret of
// the embed key, good once and for a short while.
import { createHash, randomBytes } from 'node:crypto';
import { errors, jwtVerify } from 'jose';
import { z } from 'zod';
import { normalizePoint } from '../contacts/normalize.ts';
import { anonymous, writeAs } from '../db/tenant.ts';
import type { Deps } from '../deps.ts';
import { AppError } from '../errors.ts';

/** Seconds by which the clocks of the two servers may differ. */
const skew = 60;
/** Seconds that a token may be good for: it is made for one page view. */
const longest = 600;

const Vouched = z.object({
  email: z.string().max(320),
  iat: z.number(),
  exp: z.number(),
  /** Tells the tokens of one visitor apart. */
  jti: z.string().min(8).max(200),
});

/** Makes the secret of a key: what the page's server signs with. */
export const newIdentitySecret = (): string => `whs_${randomBytes(32).toString('base64url')}`;

/** What the sealed secret of a key is sealed for. */
export const purposeOfIdentity = (embedKeyId: string): string => `embed-identity:${embedKeyId}`;

interface Voucher {
  embedKeyId: string;
  /** As the database keeps it. */
  sealed: string;
  token: string;
}

/**
 * Reads who looks, and uses the token up.
 * @returns the visitor's address, normalised.
 * @throws AppError `identity_refused`: not signed by the page's server, over, not begun, too long, or used before.
 */
export async function readVisitor(deps: Deps, { embedKeyId, sealed, token }: Voucher): Promise<string> {
  const secret = new TextEncoder().encode(deps.secrets.open(sealed, purposeOfIdentity(embedKeyId)));
  const { payload } = await jwtVerify(token, secret, {
    algorithms: ['HS256'],
    clockTolerance: skew,
    currentDate: deps.now(),
    requiredClaims: ['exp', 'iat', 'jti'],
  }).catch((cause: unknown) => {
    throw refused(
      cause instanceof errors.JWTExpired ? 'it is over' : 'it is not signed with the secret of this key',
      cause,
    );
  });
  const vouched = Vouched.safeParse(payload);
  if (!vouched.success) throw refused('it needs email, iat, exp and jti');
  const { email, iat, exp, jti } = vouched.data;
  const now = deps.now().getTime() / 1000;
  if (exp - iat > longest) throw refused(`it may be good for ${longest} seconds at most`);
  if (iat > now + skew) throw refused('it was made in the future');
  const visitor = normalizePoint('email', email);
  if (!visitor.ok) throw refused('its email is not an address');
  const hash = createHash('sha256').update(jti).digest();
  const until = new Date((exp + skew) * 1000);
  const [row] = await writeAs(
    deps.sql,
    anonymous,
    (tx) => tx<{ first: boolean }[]>`select app.use_embed_identity(${embedKeyId}, ${hash}, ${until}) as first`,
  );
  if (!row?.first) throw refused('it was used before');
  return visitor.value;
}

const refused = (why: string, cause?: unknown) =>
  new AppError('identity_refused', `The page’s server must say who looks. Its token was refused: ${why}.`, { cause });
