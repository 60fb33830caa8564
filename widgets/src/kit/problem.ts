// Owns what an error is called in front of people: what happened, and what to do about it.
import type { Words } from '@kith/sdk/words';
import { codeOf } from './code-of.ts';
import type { KitKey } from './words.ts';

const signedOut: [KitKey, KitKey] = ['signedOut', 'signedOutDo'];
const phrases: Record<string, [title: KitKey, advice: KitKey]> = {
  unreachable: ['unreachable', 'unreachableDo'],
  origin_not_allowed: ['originNotAllowed', 'originNotAllowedDo'],
  embed_key_unknown: ['keyUnknown', 'keyUnknownDo'],
  widget_not_named: ['notNamed', 'notNamedDo'],
  embed_session_over: signedOut,
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
