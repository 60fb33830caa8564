// Owns the one way to tenant data: a transaction in the caller's name, so that row-level security decides. Begin, claims
// and role are sent together with the first query: one round trip.
import type { ReservedSql, Sql } from 'postgres';
import type { Origin } from '../audit/source.ts';
import type { Claims, KeyClaims } from '../tokens/claims.ts';
import { inBackground, longestStatement } from './pool.ts';
import { together } from './together.ts';

/** What carries queries in a caller's name. Use it as a template tag: tx`select …`. */
export type Tx = Sql;

/** The claims of a caller who is nobody yet. */
export const anonymous = { role: 'anon' } as const;
export type Caller = Claims | KeyClaims | typeof anonymous;

/** Where a transaction is to act, and what the caller needs to be allowed there. */
export interface Acting {
  /** Null: the one joined first, else the embed key's. */
  organization: string | null;
  permission: string;
}

/**
 * Runs reads as the caller. The answer does not wait for the commit, which cannot change it.
 * @param acting left out: in no organization.
 * @throws what `actIn` throws, before what `run` throws.
 */
export async function readAs<T>(sql: Sql, claims: Caller, run: (tx: Tx) => Promise<T>, acting?: Acting): Promise<T> {
  const tx = await sql.reserve();
  const setup = enterRead(tx, claims, acting);
  try {
    const [, result] = await together([setup, run(tx)]);
    inBackground(sql, leave(tx, 'commit'));
    return result;
  } catch (error) {
    inBackground(sql, leave(tx, 'rollback'));
    throw error;
  }
}

/**
 * Runs writes as the caller: all or nothing.
 * @param origin what the audit log says of where the changes came from; left out: the system itself.
 */
export async function writeAs<T>(sql: Sql, claims: Caller, run: (tx: Tx) => Promise<T>, origin?: Origin): Promise<T> {
  const tx = await sql.reserve();
  const setup = enterWrite(tx, claims, origin);
  try {
    const [result] = await Promise.all([run(tx), setup]);
    await tx`commit`;
    tx.release();
    return result;
  } catch (error) {
    await leave(tx, 'rollback');
    throw error;
  }
}

/** What tells a transaction who asks, for the head of a select. */
export const callerOf = (tx: Tx, claims: Caller) => tx`
  set_config('request.jwt.claims', ${JSON.stringify(claims)}, true),
  set_config('role', ${claims.role === 'authenticated' ? 'authenticated' : 'anon'}, true)`;

/** How long each further statement of the transaction may run, for the head of a select. @param ms milliseconds. */
export const patienceOf = (tx: Tx, ms: number) => tx`set_config('statement_timeout', ${String(ms)}, true)`;

/**
 * A read's plan is kept: with the parameters at hand Postgres would plan each call anew, which takes longer than most reads. The
 * gate takes its row from those settings, so it runs after them.
 */
async function enterRead(tx: Tx, claims: Caller, acting?: Acting): Promise<void> {
  const settings = tx`select ${callerOf(tx, claims)}, ${patienceOf(tx, longestStatement)},
    set_config('plan_cache_mode', 'force_generic_plan', true)`;
  await Promise.all([
    tx`begin read only`,
    acting
      ? tx`select app.act_in(${acting.organization}, ${acting.permission}) from (${settings}) as caller`
      : settings,
  ]);
}

async function enterWrite(tx: Tx, claims: Caller, origin?: Origin): Promise<void> {
  const caller = tx`${callerOf(tx, claims)}, ${patienceOf(tx, longestStatement)}`;
  await Promise.all([
    tx`begin`,
    origin
      ? tx`select ${caller}, set_config('kith.source', ${origin.source}, true),
          set_config('kith.request_id', ${origin.requestId}, true)`
      : tx`select ${caller}`,
  ]);
}

/** Ends the transaction and gives the connection back. A connection that cannot even end is broken: the pool drops it. */
async function leave(tx: ReservedSql, end: 'commit' | 'rollback'): Promise<void> {
  await (end === 'commit' ? tx`commit` : tx`rollback`).then(
    () => tx.release(),
    () => tx.release(),
  );
}
