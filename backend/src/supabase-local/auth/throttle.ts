// Owns slowing down: who guesses codes waits longer each time, and one address gets a bounded number of mails.
// Counts live in memory; what must outlive a restart is counted with each token in the database.
import { createMailBudget, createMemory } from '../../mail/mail-budget.ts';
import { AuthError } from './errors.ts';

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;

export interface Throttle {
  /** Counts an attempt before it is made, so that attempts at once count too. @throws AuthError 429 with the time to wait. */
  spend(key: string): void;
  /** Forgets the attempts of somebody who got it right. */
  forget(key: string): void;
}

export interface GuessThrottle extends Throttle {
  /** Milliseconds until an attempt is taken; 0: it is taken now. */
  waitOf(key: string): number;
  /** Takes back one attempt. */
  refund(key: string): void;
}

/** Guesses: the first are free, then the wait doubles from a second up to fifteen minutes. An hour without one clears. */
export function createGuessThrottle(now: () => Date, free = 5): GuessThrottle {
  const longest = 15 * minute;
  const counts = createMemory<{ guesses: number; openAt: number; at: number }>();
  const knownAt = (key: string, at: number) => {
    const found = counts.get(key);
    return found && at - found.at < hour ? found : null;
  };
  const waitOf = (key: string) => {
    const at = now().getTime();
    return Math.max(0, (knownAt(key, at)?.openAt ?? 0) - at);
  };
  return {
    waitOf,
    spend(key) {
      const wait = waitOf(key);
      if (wait > 0) throw tooMany('over_request_rate_limit', wait);
      const at = now().getTime();
      const known = knownAt(key, at);
      const guesses = (known?.guesses ?? 0) + 1;
      const pause = guesses < free ? 0 : Math.min(longest, second * 2 ** (guesses - free));
      counts.set(key, { guesses, openAt: at + pause, at });
    },
    refund(key) {
      const known = counts.get(key);
      if (known) counts.set(key, { ...known, guesses: known.guesses - 1, openAt: 0 });
    },
    forget: (key) => counts.delete(key),
  };
}

/** Mails: five to one address at once, then one a minute. */
export function createMailThrottle(now: () => Date): Throttle {
  const budget = createMailBudget(now);
  return {
    spend(key) {
      const wait = budget.take(key);
      if (wait > 0) throw tooMany('over_email_send_rate_limit', wait);
    },
    forget: budget.forget,
  };
}

/** @param milliseconds to wait. */
export function tooMany(code: string, milliseconds: number): AuthError {
  const seconds = Math.ceil(milliseconds / second);
  const message = `For security purposes, you can only request this after ${seconds} seconds.`;
  return new AuthError(429, code, message, {}, { 'retry-after': String(seconds) });
}
