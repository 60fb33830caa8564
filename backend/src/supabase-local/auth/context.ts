// Names what the verbs and routes of auth are given, and builds it.
import type { Deps } from '../../deps.ts';
import type { Caller } from './api-key.ts';
import { createOidcClients, type OidcClients } from './oidc-clients.ts';
import { createSignInThrottle, type SignInThrottle } from './sign-in-throttle.ts';
import {
  type CodeThrottle,
  createCodeThrottle,
  createGuessThrottle,
  createMailThrottle,
  type MailThrottle,
  type Throttle,
} from './throttle.ts';

export interface AuthContext {
  deps: Deps;
  /** Seconds that an access token lives. */
  accessTokenLifetime: number;
  /** Slows down guessing of codes by somebody who is signed in. */
  guesses: Throttle;
  /** Slows down guessing of codes to sign in by. */
  codes: CodeThrottle;
  /** Slows down guessing of passwords. */
  signIns: SignInThrottle;
  /** Bounds the mails to one address. */
  mails: MailThrottle;
  /** Other providers that people may sign in with. */
  oidc: OidcClients;
  /**
   * Does work that no answer waits for, so that the time of an answer tells nothing. What fails is logged.
   * @param what names the work in the log.
   */
  later(what: string, work: () => Promise<void>): void;
  /** Waits for all work done later. */
  settled(): Promise<void>;
}

/** What the routes find on a request. */
export interface AuthEnv {
  Variables: { caller: Caller };
}

export function createAuthContext(deps: Deps, accessTokenLifetime: number): AuthContext {
  const underWay = new Set<Promise<void>>();
  return {
    deps,
    accessTokenLifetime,
    guesses: createGuessThrottle(deps.counters),
    codes: createCodeThrottle(deps.counters),
    signIns: createSignInThrottle(deps.counters),
    mails: createMailThrottle(deps.counters),
    oidc: createOidcClients(deps.env.oidcProviders, deps.outbound.operator),
    later(what, work) {
      const done = work().catch((err: unknown) => deps.log.error({ err, what }, 'work in the background failed'));
      underWay.add(done);
      void done.finally(() => underWay.delete(done));
    },
    settled: async () => {
      await Promise.all(underWay);
    },
  };
}
