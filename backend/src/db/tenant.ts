// Owns the one way to tenant data: a transaction in the caller's name, so that row-level security decides. Begin, claims
// and role are sent together with the first query: one round trip.
import type { ReservedSql, Sql } from 'postgres';
import type { Claims } from '../tokens/claims.ts';
import { inBackground } from './pool.ts';

/** A connection inside a caller's transaction. Use it as a template tag: tx`select …`. */
export type Tx = ReservedSql;

/** The claims of a caller who is nobody yet. */
export const anonymous = { role: 'anon' } as const;
type Caller = Claims | typeof anonymous;

/** Runs reads as the caller. The answer does not wait for the commit, which cannot change it. */
export async function readAs<T>(sql: Sql, claims: Caller, run: (tx: Tx) => Promise<T>): Promise<T> {
  const tx = await sql.reserve();
  const setup = enter(tx, claims, 'begin read only');
  try {
    const [result] = await Promise.all([run(tx), setup]);
    inBackground(sql, leave(tx, 'commit'));
    return result;
  } catch (error) {
    inBackground(sql, leave(tx, 'rollback'));
    throw error;
  }
}

/** Runs writes as the caller: all or nothing. */
export async function writeAs<T>(sql: Sql, claims: Caller, run: (tx: Tx) => Promise<T>): Promise<T> {
  const tx = await sql.reserve();
  const setup = enter(tx, claims, 'begin');
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

async function enter(tx: Tx, claims: Caller, begin: 'begin' | 'begin read only'): Promise<void> {
  await Promise.all([
    begin === 'begin' ? tx`begin` : tx`begin read only`,
    tx`select set_config('request.jwt.claims', ${JSON.stringify(claims)}, true),
      set_config('role', ${claims.role === 'authenticated' ? 'authenticated' : 'anon'}, true)`,
  ]);
}

/** Ends the transaction and gives the connection back. A connection that cannot even end is broken: the pool drops it. */
async function leave(tx: Tx, end: 'commit' | 'rollback'): Promise<void> {
  await (end === 'commit' ? tx`commit` : tx`rollback`).then(
    () => tx.release(),
    () => tx.release(),
  );
}
