// Owns slowing down who guesses passwords. Each place has a count of its own for an account. All strangers together share
// one for the account, and one for their network over all accounts: both are nothing to a device or network that signed
// in before, so nobody can shut the owner out there. Mails to sign in by are not counted here at all.
import { createGuessThrottle, tooMany } from './throttle.ts';

export interface SignInAttempt {
  /** Address of the account, whether there is one or not. */
  email: string;
  network: string;
  /** The device or network that signed in to the account before; null for a stranger. */
  knownAs: string | null;
}

export interface SignInThrottle {
  /** Counts an attempt before the password is looked at. @throws AuthError 429 with the time to wait. */
  spend(attempt: SignInAttempt): void;
  /** Takes back what an attempt with the right password counted. */
  refund(attempt: SignInAttempt): void;
}

/** Free attempts: of one place at one account, of all strangers at one account, of a network at all accounts. */
const free = { place: 5, account: 20, network: 100 };

export function createSignInThrottle(now: () => Date): SignInThrottle {
  // Apart, so that many places cannot push the counts of accounts out of memory.
  const places = createGuessThrottle(now, free.place);
  const accounts = createGuessThrottle(now, free.account);
  const networks = createGuessThrottle(now, free.network);
  const counts = ({ email, network, knownAs }: SignInAttempt) => [
    { throttle: places, key: `${email} ${knownAs ?? network}` },
    ...(knownAs === null
      ? [
          { throttle: accounts, key: email },
          { throttle: networks, key: network },
        ]
      : []),
  ];
  return {
    spend(attempt) {
      const all = counts(attempt);
      const wait = Math.max(...all.map(({ throttle, key }) => throttle.waitOf(key)));
      if (wait > 0) throw tooMany('over_request_rate_limit', wait);
      for (const { throttle, key } of all) throttle.spend(key);
    },
    refund(attempt) {
      for (const { throttle, key } of counts(attempt)) {
        if (throttle === places) throttle.forget(key);
        else throttle.refund(key);
      }
    },
  };
}
