// Names what the verbs of auth are given.
import type { Deps } from '../../deps.ts';

export interface AuthContext {
  deps: Deps;
  /** Seconds that an access token lives. */
  accessTokenLifetime: number;
}
