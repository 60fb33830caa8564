// Owns how many requests a minute are taken from whom, and the headers that say so.
//
// Headers: RateLimit and RateLimit-Policy of draft-ietf-httpapi-ratelimit-headers-10, and Retry-After of RFC 9110.
import { AppError } from '../errors.ts';
import type { Counters } from '../limits/counters.ts';
import type { Actor } from './context.ts';

/** Seconds in which the limits count. */
const span = 60;

/** Whose requests are counted: those without a good credential by address, those of the surface for sign-in by what they ask for. */
export type LimitName =
  | 'address'
  | 'user'
  | 'key'
  | 'embed'
  | 'organization'
  | 'auth'
  | 'realtime'
  | 'sign_up'
  | 'sign_in'
  | 'mail'
  | 'verify';

export interface Taken {
  name: LimitName;
  limit: number;
  remaining: number;
  /** Seconds until the count begins anew. */
  resets: number;
}

export interface RateLimits {
  /** Counts a request. @param limit another limit than the install's. @throws AppError `too_many_requests`. */
  take(name: LimitName, id: string, limit?: number): Promise<Taken>;
}

/** What a limit is in relation to that of one person. */
const share: Record<LimitName, number> = {
  address: 0.5,
  user: 1,
  key: 1,
  embed: 1,
  organization: 10,
  auth: 0.25,
  realtime: 1,
  sign_up: 0.01,
  sign_in: 0.025,
  mail: 0.025,
  verify: 0.025,
};

/** @param perMinute requests of one person or key a minute. */
export function createRateLimits(counters: Counters, perMinute: number): RateLimits {
  return {
    async take(name, id, limit = Math.ceil(perMinute * share[name])) {
      const counted = await counters.count(`${name} ${id}`, span);
      const resets = Math.max(1, Math.ceil(counted.resets / 1000));
      const taken = { name, limit, remaining: Math.max(0, limit - counted.count), resets };
      if (counted.count > limit) throw tooMany(taken);
      return taken;
    },
  };
}

/** For installs that limit elsewhere. */
export const noRateLimits: RateLimits = {
  take: async (name) => ({ name, limit: 0, remaining: 0, resets: 0 }),
};

/** Whom a request of this actor counts for, the tightest first. A key that pages hold is many visitors: each counts alone. */
export function countedFor(actor: Actor, address: string | null): [LimitName, string][] {
  if (actor.kind === 'user') return [['user', actor.id]];
  if (actor.kind === 'embed') return [['embed', `${actor.id}:${address ?? ''}`]];
  return [
    ['key', actor.id],
    ['organization', actor.claims.kith_key.organization_id],
  ];
}

/** The headers that say how much is left. */
export function rateLimitHeaders({ name, limit, remaining, resets }: Taken): Record<string, string> {
  if (limit === 0) return {};
  return { 'ratelimit-policy': `"${name}";q=${limit};w=${span}`, ratelimit: `"${name}";r=${remaining};t=${resets}` };
}

const tooMany = (taken: Taken) =>
  new AppError('too_many_requests', `Too many requests. Go on in ${taken.resets} seconds.`, {
    headers: { 'retry-after': String(taken.resets), ...rateLimitHeaders(taken) },
  });
