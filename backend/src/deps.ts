// Names what every part of the backend is given; built once in start/build-deps.ts.
import type { Logger } from 'pino';
import type { Sql } from 'postgres';
import type { Env } from './env.ts';
import type { Counters } from './limits/counters.ts';
import type { Mailer } from './mail/mailer.ts';
import type { Outbound } from './outbound/outbound.ts';
import type { GiveSession } from './pairing/give-session.ts';
import type { SecretBox } from './secrets/secret-box.ts';
import type { InstallKeys } from './tokens/keys.ts';
import type { SessionWatch } from './tokens/session-watch.ts';
import type { Tokens } from './tokens/tokens.ts';

export interface Deps {
  env: Env;
  log: Logger;
  /** The present. Tests inject their own. */
  now: () => Date;
  /** Connections as `authenticator`: only tenant transactions (db/tenant.ts) use them. */
  sql: Sql;
  /** Connections as `kith_reader`, for single reads of people who reach everything (db/read-at-once.ts); null where there are none. */
  reader: Sql | null;
  /** Privileged connections: only auth and realtime of the embedded surface, the outbox relay, pairing, sweeps and migrations. */
  admin: Sql;
  mailer: Mailer;
  /** Counts requests, guesses and mails, for all processes when there is Redis. */
  counters: Counters;
  /** The only way to addresses that somebody wrote. */
  outbound: Outbound;
  keys: InstallKeys;
  /** Seals and signs under the install's secret key. */
  secrets: SecretBox;
  tokens: Tokens;
  /** Knows which sessions were ended. */
  sessions: SessionWatch;
  /** Begins a session for the extension of somebody signed in; null on a Supabase project without its secret key. */
  giveSession: GiveSession | null;
  /** Address of this API as clients see it, without a slash at the end. */
  apiUrl: string;
  /** Address of auth and realtime: `apiUrl` on the embedded surface, else the Supabase project's. */
  supabaseUrl: string;
}
