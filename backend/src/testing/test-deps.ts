// Owns what a test file stands on: its own database copied from the template, and deps over it.
import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { inject } from 'vitest';
import { connect, connectReader, endPool } from '../db/pool.ts';
import type { Deps } from '../deps.ts';
import { readEnv } from '../env.ts';
import { createMemoryCounters } from '../limits/memory-counters.ts';
import { createMailer } from '../mail/create-mailer.ts';
import { createOutbound } from '../outbound/outbound.ts';
import { loadSecretBox } from '../secrets/load-secret-box.ts';
import { giveOwnSession } from '../supabase-local/auth/give-own-session.ts';
import type { Claims } from '../tokens/claims.ts';
import { loadKeys } from '../tokens/keys.ts';
import { watchSessions } from '../tokens/session-watch.ts';
import { createTokens } from '../tokens/tokens.ts';
import { templateName } from './global-setup.ts';

export interface TestDeps extends Deps {
  close(): Promise<void>;
}

/** Makes deps over a fresh database. @param apiUrl address to put into tokens, when the test listens on one. */
export async function createTestDeps(apiUrl = 'http://kith.test'): Promise<TestDeps> {
  const { port, password } = inject('cluster');
  const name = `kith_${randomBytes(6).toString('hex')}`;
  const url = (database: string, role: string) => `postgres://${role}:${password}@127.0.0.1:${port}/${database}`;
  const server = connect(url('postgres', 'postgres'), 1);
  await server`create database ${server(name)} template ${server(templateName)}`;
  await server.end();

  const home = await mkdtemp(join(tmpdir(), 'kith-home-'));
  const sql = connect(url(name, 'authenticator'), 6);
  const reader = await connectReader(url(name, 'authenticator'), 4);
  const admin = connect(url(name, 'postgres'), 6);
  const keys = await loadKeys(home);
  const now = () => new Date();
  const outbound = createOutbound([]);
  const log = pino({ level: 'silent' });
  const sessions = await watchSessions({ admin, log });
  const env = readEnv({ KITH_HOME: home, LOG_LEVEL: 'silent', KITH_RATE_LIMIT: '0' });
  return {
    env,
    mailer: createMailer(env),
    log,
    now,
    sql,
    reader,
    admin,
    outbound,
    counters: createMemoryCounters(now),
    keys,
    secrets: await loadSecretBox(env),
    sessions,
    tokens: createTokens({ keys, supabaseUrl: apiUrl, hosted: false, sessions, now }),
    giveSession: giveOwnSession,
    apiUrl,
    supabaseUrl: apiUrl,
    close: async () => {
      await sessions.close();
      await Promise.all([endPool(sql), reader && endPool(reader), endPool(admin), outbound.close()]);
      await rm(home, { recursive: true, force: true });
    },
  };
}

export interface TestPerson {
  userId: string;
  organizationId: string;
  email: string;
  claims: Claims;
  /** Bearer token. */
  token: string;
}

/** Makes a user, who owns a new organization unless `organizationId` and `role`, built-in or the id of a custom one, put them into another. */
export async function createPerson(deps: Deps, place?: { organizationId: string; role: string }): Promise<TestPerson> {
  const email = `person-${randomUUID()}@people.example`;
  const [user] = await deps.admin<{ id: string }[]>`insert into auth.users (email) values (${email}) returning id`;
  if (!user) throw new Error('The user was not inserted');
  const [own] = await deps.admin<{ organizationId: string }[]>`
    select organization_id as "organizationId" from app.memberships where user_id = ${user.id}`;
  if (!own) throw new Error('The user got no organization');
  if (place) {
    await deps.admin`update app.memberships set organization_id = ${place.organizationId}, role = ${place.role}
      where user_id = ${user.id}`;
  }
  const signed = { sub: user.id, role: 'authenticated', email, aal: 'aal1' };
  const { token } = await deps.tokens.sign(signed, 3600);
  const claims = await deps.tokens.verify(token);
  return { userId: user.id, organizationId: place?.organizationId ?? own.organizationId, email, claims, token };
}
