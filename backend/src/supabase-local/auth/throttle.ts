// Owns slowing down: who guesses codes waits longer each time, and one address gets a bounded number of mails.
// What must outlive a restart is counted with each token in the database.
import type { Counters } from '../../limits/counters.ts';
import { AuthError } from './errors.ts';

export interface Throttle {
  /** Counts an attempt before it is made, so that attempts at once count too. @throws AuthError 429 with the time to wait. */
  spend(key: string): Promise<void>;
  /** Forgets the attempts of somebody who got it right. */
  forget(key: string): Promise<void>;
}

/** Guesses of codes: the first are free, then the wait grows. */
export function createGuessThrottle(counters: Counters, free = 5): Throttle {
  const keyOf = (key: string) => `code ${key}`;
  return {
    async spend(key) {
      const wait = await counters.attempt([{ key: keyOf(key), free }]);
      if (wait > 0) throw tooMany('over_request_rate_limit', wait);
    },
    forget: (key) => counters.forget([keyOf(key)]),
  };
}

/** Mails: five to one address at once, then one a minute. */
export function createMailThrottle(counters: Counters): Pick<Throttle, 'spend'> {
  return {
    async spend(address) {
      const wait = await counters.take(`mail ${address}`, { burst: 5, every: 60_000 });
      if (wait > 0) throw tooMany('over_email_send_rate_limit', wait);
    },
  };
}

/** @param milliseconds to wait. */
export function tooMany(code: string, milliseconds: number): AuthError {
  const seconds = Math.ceil(milliseconds / 1000);
  const message = `For security purposes, you can only request this after ${seconds} seconds.`;
  return new AuthError(429, code, message, {}, { 'retry-after': String(seconds) });
}
