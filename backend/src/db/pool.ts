// Owns pools of connections: opening them, and ending them only after the transactions that still end in the background.
import postgres, { type Sql } from 'postgres';

/** Four to eight connections serve two cores best; more make Postgres slower. */
const poolSize = 8;
const leaving = new WeakMap<Sql, Set<Promise<void>>>();

/** Opens a pool. @param url connection address. @param max most connections. */
export const connect = (url: string, max = poolSize): Sql =>
  postgres(url, { max, onnotice: () => undefined, connection: { application_name: 'kith', TimeZone: 'UTC' } });

/** Remembers work on the pool that nobody waits for. */
export function inBackground(sql: Sql, work: Promise<void>): void {
  const works = leaving.get(sql) ?? new Set();
  leaving.set(sql, works);
  works.add(work);
  void work.finally(() => works.delete(work));
}

/** Ends a pool; queries under way get `seconds` to finish. */
export async function endPool(sql: Sql, seconds = 5): Promise<void> {
  await Promise.allSettled(leaving.get(sql) ?? []);
  await sql.end({ timeout: seconds });
}
