// Names what the verbs and routes of auth are given.
import type { Deps } from '../../deps.ts';
import type { Caller } from './api-key.ts';

export interface AuthContext {
  deps: Deps;
  /** Seconds that an access token lives. */
  accessTokenLifetime: number;
}

/** What the routes find on a request. */
export interface AuthEnv {
  Variables: { caller: Caller };
}
