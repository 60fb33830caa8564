// Owns what an error is called in front of people: what happened, and what to do about it.
import type { Words } from '@kith/sdk/words';
import type { KitKey } from './words.ts';

/** The stable code of an error of ours, whichever bundle threw it. */
export function codeOf(error: unknown): string {
  const code: unknown = typeof error === 'object' && error !== null ? Reflect.get(error, 'code') : undefined;
  return typeof code === 'string' ? code : 'unexpected';
}

const signedOut: [KitKey, KitKey] = ['signedOut', 'signedOutDo'];
const phrases: Record<string, [title: KitKey, advice: KitKey]> = {
  unreachable: ['unreachable', 'unreachableDo'],
  origin_not_allowed: ['originNotAllowed', 'originNotAllowedDo'],
  embed_key_unknown: ['keyUnknown', 'keyUnknownDo'],
  no_session: ['noSession', 'noSessionDo'],
  unauthenticated: signedOut,
  token_expired: signedOut,
  forbidden: ['forbidden', 'forbiddenDo'],
};

/** Title and advice for an error. */
export function explain(error: unknown, t: Words<KitKey>): { title: string; advice: string } {
  const code = codeOf(error);
  const [title, advice] = phrases[code] ?? ['failed', 'failedDo'];
  return { title: t(title), advice: t(advice, { origin: location.origin, code }) };
}
