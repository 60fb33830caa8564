// Owns remembering which access tokens were found good: checking a signature takes longer than many reads.
import type { Claims } from './claims.ts';

const most = 5_000;
/** Signing keys may be withdrawn, so a token is checked again after this many milliseconds. */
const trusted = 60_000;

export interface VerifiedTokens {
  /** The claims of a token that was found good lately and has not expired since. */
  recall(token: string): Claims | undefined;
  remember(token: string, claims: Claims): void;
}

/** @param now the present: what expires does so by it. */
export function createVerifiedTokens(now: () => Date): VerifiedTokens {
  // A Map keeps the order in which tokens came: the first is the one to forget.
  const known = new Map<string, { claims: Claims; until: number }>();
  return {
    recall(token) {
      const found = known.get(token);
      if (!found) return undefined;
      if (now().getTime() < found.until) return found.claims;
      known.delete(token);
      return undefined;
    },
    remember(token, claims) {
      if (known.size >= most) known.delete(known.keys().next().value ?? '');
      known.set(token, { claims, until: Math.min(claims.exp * 1000, now().getTime() + trusted) });
    },
  };
}
