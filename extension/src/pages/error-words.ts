// Owns plain words for what can go wrong while setting up.
import { AskError } from '../messages/ask.ts';
import { say, type WordKey } from '../words/words.ts';

const byCode: Record<string, WordKey> = {
  bad_address: 'badAddress',
  unreachable: 'noServer',
  not_kith: 'notKith',
  invalid_credentials: 'wrongPassword',
  pairing_code_invalid: 'wrongCode',
  over_request_rate_limit: 'tooMany',
  too_many_requests: 'tooMany',
  mfa_verification_failed: 'wrongFactor',
  mfa_challenge_expired: 'wrongFactor',
};

/** Whether whoever signs in has a second factor to give yet. */
export const isFactorNeeded = (error: unknown) => error instanceof AskError && error.code === 'second_factor_needed';

/** One sentence about a failed set-up step. Errors of our own making are thrown on. */
export function errorWords(error: unknown): string {
  if (!(error instanceof AskError)) throw error;
  const key = byCode[error.code];
  return key === undefined ? say('failed', { reason: error.message }) : say(key);
}
