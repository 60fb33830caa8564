// Owns dropping what has served: answers kept for replays, offers to undo, jobs that ended long ago.
import type { Sql } from 'postgres';
import { inBatches, type SweepCtx } from './sweep.ts';

const aMinute = 60_000;
const anHour = 60 * aMinute;
const aDay = 24 * anHour;

interface Expiring {
  table: string;
  column: string;
  /** How long after the time in the column, in milliseconds. */
  after: number;
}

const expiring: Expiring[] = [
  // A client that still repeats a write after two days has lost its queue.
  { table: 'idempotency_keys', column: 'created_at', after: 2 * aDay },
  // They hold what people wrote, so they go soon after they end.
  { table: 'undo_offers', column: 'expires_at', after: anHour },
  { table: 'pairing_codes', column: 'created_at', after: 10 * aMinute },
  { table: 'embed_identity_uses', column: 'expires_at', after: 0 },
  { table: 'exports', column: 'expires_at', after: 0 },
  { table: 'jobs', column: 'finished_at', after: 30 * aDay },
];

/** Drops expired rows of every organization. */
export async function dropExpired({ deps, signal }: SweepCtx): Promise<number> {
  let all = 0;
  for (const { table, column, after } of expiring) {
    const before = new Date(deps.now().getTime() - after);
    all += await inBatches(signal, (limit) => dropBatch(deps.admin, { table: `app.${table}`, column, before, limit }));
  }
  return all;
}

interface Dropping {
  table: string;
  column: string;
  before: Date;
  limit: number;
}

/** Drops some rows of a table whose time is over. @returns how many. */
export async function dropBatch(sql: Sql, { table, column, before, limit }: Dropping): Promise<number> {
  const { count } = await sql`
    delete from ${sql(table)} where ctid = any(array(
      select ctid from ${sql(table)} where ${sql(column)} < ${before} limit ${limit} for update skip locked))`;
  return count;
}
