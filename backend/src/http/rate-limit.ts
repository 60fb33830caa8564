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
  | 'members'
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
  /** False where nothing is limited. */
  counts: boolean;
  /** Counts a request. @param limit another limit than the install's. @throws AppError `too_many_requests`. */
  take(name: LimitName, id: string, limit?: number): Promise<Taken>;
}

/**
 * What a limit is in relation to that of one person. Keys and members of an organization count together, and its keys are refused
 * first: however busy they are, a fifth is left to the members. No member alone comes near to what is for all.
 */
const share: Record<LimitName, number> = {
  address: 0.5,
  user: 1,
  key: 1,
  embed: 1,
  organization: 20,
  members: 25,
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
    counts: true,
    async take(name, id, limit = Math.ceil(perMinute * share[name])) {
      const shown = name === 'members' ? 'organization' : name;
      const counted = await counters.count(`${shown} ${id}`, span);
      const resets = Math.max(1, Math.ceil(counted.resets / 1000));
      const taken: Taken = { name: shown, limit, remaining: Math.max(0, limit - counted.count), resets };
      if (counted.count > limit) throw tooMany(taken);
      return taken;
    },
  };
}

/** For installs that limit elsewhere. */
export const noRateLimits: RateLimits = {
  counts: false,
  take: async (name) => ({ name, limit: 0, remaining: 0, resets: 0 }),
};

/**
 * Whom a request of this actor counts for, whoever it counts for alone first: what is over one's own limit takes nothing from the others.
 * A key that pages hold is many visitors: each counts alone, and none for the organization, which strangers could use up.
 * @param place organization that a person acts in.
 */
export function countedFor(actor: Actor, address: string | null, place: string | null): [LimitName, string][] {
  if (actor.kind === 'embed') return [['embed', `${actor.id}:${address ?? ''}`]];
  if (actor.kind === 'user')
    return place === null
      ? [['user', actor.id]]
      : [
          ['user', actor.id],
          ['members', place],
        ];
  return [
    ['key', actor.id],
    ['organization', actor.claims.kith_key.organization_id],
  ];
}

/** The one that runs out first. */
export const tightest = (one: Taken | undefined, other: Taken): Taken =>
  one !== undefined && one.remaining <= other.remaining ? one : other;

/** The headers that say how much is left. */
export function rateLimitHeaders({ name, limit, remaining, resets }: Taken): Record<string, string> {
  if (limit === 0) return {};
  return { 'ratelimit-policy': `"${name}";q=${limit};w=${span}`, ratelimit: `"${name}";r=${remaining};t=${resets}` };
}

const tooMany = (taken: Taken) =>
  new AppError('too_many_requests', `Too many requests. Go on in ${taken.resets} seconds.`, {
    headers: { 'retry-after': String(taken.resets), ...rateLimitHeaders(taken) },
  });
