// Owns building what every part of the backend is given, from the settings.
import { openDatabase } from '../db/open-database.ts';
import type { Deps } from '../deps.ts';
import type { Env } from '../env.ts';
import { createCounters } from '../limits/create-counters.ts';
import { createLog } from '../log/create-log.ts';
import { createMailer } from '../mail/create-mailer.ts';
import { libraryFetch } from '../outbound/library-fetch.ts';
import { createOutbound } from '../outbound/outbound.ts';
import { createProjectSessions } from '../pairing/project-session.ts';
import { loadSecretBox } from '../secrets/load-secret-box.ts';
import { giveOwnSession } from '../supabase-local/auth/give-own-session.ts';
import { loadKeys } from '../tokens/keys.ts';
import { watchSessions } from '../tokens/session-watch.ts';
import { createTokens } from '../tokens/tokens.ts';

/** Work to undo at the end, the last first. */
export type Cleanup = (() => Promise<void>)[];

/** Undoes everything, the last first; each once, however often it is called. */
export async function undo(cleanup: Cleanup): Promise<void> {
  for (const step of cleanup.splice(0).reverse()) await step();
}

/** Opens the database and the rest. @param port where this process answers, if it does. */
export async function buildDeps(env: Env, port: number, cleanup: Cleanup): Promise<Deps> {
  const database = await openDatabase(env, { migrate: true, takeOver: true });
  cleanup.push(() => database.close());
  const apiUrl = env.PUBLIC_URL?.replace(/\/$/, '') ?? `http://localhost:${port}`;
  const supabaseUrl = env.SUPABASE_URL?.replace(/\/$/, '') ?? apiUrl;
  const [keys, secrets] = await Promise.all([loadKeys(env.home), loadSecretBox(env)]);
  const now = () => new Date();
  const log = createLog(env.LOG_LEVEL);
  const { sql, reader, admin } = database;
  const outbound = createOutbound(env.KITH_ALLOW_PRIVATE_ADDRESSES);
  cleanup.push(() => outbound.close());
  const hosted = env.SUPABASE_URL !== undefined && libraryFetch(outbound.operator, { mostBytes: 100_000 });
  const sessions = await watchSessions({ admin, log });
  cleanup.push(() => sessions.close());
  const tokens = createTokens({ keys, supabaseUrl, hosted, sessions, now });
  const counters = await createCounters(env, log, now);
  cleanup.push(() => counters.close());
  const mailer = createMailer(env);
  const ofProject = hosted && env.SUPABASE_SECRET_KEY ? createProjectSessions(hosted, env.SUPABASE_SECRET_KEY) : null;
  return {
    env,
    log,
    now,
    sql,
    reader,
    admin,
    mailer,
    counters,
    outbound,
    keys,
    secrets,
    tokens,
    sessions,
    giveSession: hosted ? ofProject : giveOwnSession,
    apiUrl,
    supabaseUrl,
  };
}
