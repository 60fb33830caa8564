// Owns long reads as the caller: one snapshot, row by row, in a transaction that lasts until the last row was taken.
import type { Sql } from 'postgres';
import type { Claims, KeyClaims } from '../tokens/claims.ts';
import { callerOf, type Tx } from './tenant.ts';

/** Yields what `run` yields. Ends the transaction also when the consumer stops early. */
export async function* streamAs<T>(
  sql: Sql,
  claims: Claims | KeyClaims,
  run: (tx: Tx) => AsyncIterable<T>,
): AsyncGenerator<T> {
  const tx = await sql.reserve();
  try {
    await Promise.all([tx`begin isolation level repeatable read, read only`, tx`select ${callerOf(tx, claims)}`]);
    yield* run(tx);
  } finally {
    // Nothing was written. A connection that cannot even end is broken: the pool drops it.
    await tx`rollback`.catch(() => undefined);
    tx.release();
  }
}
