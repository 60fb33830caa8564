// Owns slowing down: who guesses codes waits longer each time, and one address gets a bounded number of mails. Who is
// elsewhere counts apart, so that nobody can spend what the owner needs.
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

/** Who asks for something of an address. */
export interface Asker {
  email: string;
  /** The network that they ask from, or the account that they are signed in to. */
  from: string;
}

export interface CodeThrottle {
  /**
   * Counts a guess at the codes to an address before it is looked at.
   * @returns whether so many guess at it that from each network only codes count which were asked for there.
   * @throws AuthError 429 with the time to wait.
   */
  spend(asker: Asker): Promise<{ underFire: boolean }>;
  /** Forgets the attempts of somebody who got it right. */
  forget(asker: Asker): Promise<void>;
}

/** Free guesses at the codes to one address: from one network, from one network while others guess, and from all. */
const free = { network: 5, underFire: 2, all: 20 };

/** Guesses at codes to sign in by. A network waits for its own alone, so that nobody elsewhere can keep the owner from their code. */
export function createCodeThrottle(counters: Counters): CodeThrottle {
  const keysOf = ({ email, from }: Asker) => ({
    network: `code for ${email} ${from}`,
    underFire: `besieged ${email} ${from}`,
    all: `codes ${email}`,
  });
  return {
    async spend(asker) {
      const { network, underFire, all } = keysOf(asker);
      const wait = await counters.attempt([
        { key: network, free: free.network },
        { key: all, free: free.all },
      ]);
      if (wait === 0) return { underFire: false };
      const own = await counters.attempt([
        { key: network, free: free.network },
        { key: underFire, free: free.underFire },
      ]);
      if (own > 0) throw tooMany('over_request_rate_limit', own);
      return { underFire: true };
    },
    forget(asker) {
      const { network, underFire } = keysOf(asker);
      return counters.forget([network, underFire]);
    },
  };
}

export interface MailThrottle {
  /** @throws AuthError 429 with the time to wait. */
  spend(asker: Asker): Promise<void>;
}

/** Mails to one address: five at once that one network asks for, then one a minute; of all networks together some more. */
export function createMailThrottle(counters: Counters): MailThrottle {
  return {
    async spend({ email, from }) {
      const wait =
        (await counters.take(`mail ${email} ${from}`, { burst: 5, every: 60_000 })) ||
        (await counters.take(`mails ${email}`, { burst: 20, every: 30_000 }));
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
