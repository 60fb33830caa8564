// Owns slowing down who guesses passwords. Each place has a count of its own for an account. All strangers together share
// one for the account, and one for their network over all accounts: both are nothing to a device or network that signed
// in before, so nobody can shut the owner out there. Mails to sign in by are not counted here at all.
import type { Counters } from '../../limits/counters.ts';
import { tooMany } from './throttle.ts';

export interface SignInAttempt {
  /** Address of the account, whether there is one or not. */
  email: string;
  network: string;
  /** The device or network that signed in to the account before; null for a stranger. */
  knownAs: string | null;
}

export interface SignInThrottle {
  /** Counts an attempt before the password is looked at. @throws AuthError 429 with the time to wait. */
  spend(attempt: SignInAttempt): Promise<void>;
  /** Takes back what an attempt with the right password counted. */
  refund(attempt: SignInAttempt): Promise<void>;
}

/** Free attempts: of one place at one account, of all strangers at one account, of a network at all accounts. */
const free = { place: 5, account: 20, network: 100 };

export function createSignInThrottle(counters: Counters): SignInThrottle {
  const placeOf = ({ email, network, knownAs }: SignInAttempt) => `place ${email} ${knownAs ?? network}`;
  const ofStrangers = ({ email, network, knownAs }: SignInAttempt) =>
    knownAs === null ? { account: `account ${email}`, network: `network ${network}` } : null;
  return {
    async spend(attempt) {
      const strangers = ofStrangers(attempt);
      const wait = await counters.attempt([
        { key: placeOf(attempt), free: free.place },
        ...(strangers
          ? [
              { key: strangers.account, free: free.account },
              { key: strangers.network, free: free.network },
            ]
          : []),
      ]);
      if (wait > 0) throw tooMany('over_request_rate_limit', wait);
    },
    async refund(attempt) {
      await Promise.all([
        counters.forget([placeOf(attempt)]),
        counters.refund(Object.values(ofStrangers(attempt) ?? {})),
      ]);
    },
  };
}
