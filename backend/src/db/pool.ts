// Owns pools of connections: opening them, and ending them only after the transactions that still end in the background.
import postgres, { type Sql } from 'postgres';

/** Four to eight connections serve two cores best; more make Postgres slower. */
const poolSize = 8;
const leaving = new WeakMap<Sql, Set<Promise<void>>>();

/** Times go to Postgres as they are written. The driver would read a text into a Date and lose what is below a millisecond: the
 * cursor of a list would then pass over rows that came in together. */
const times = {
  to: 1184,
  from: [1082, 1114, 1184],
  serialize: (time: Date | string) => (time instanceof Date ? time.toISOString() : time),
  parse: (text: string) => new Date(text),
};

/** Opens a pool. @param url connection address. @param max most connections. */
export const connect = (url: string, max = poolSize): Sql =>
  postgres(url, {
    max,
    onnotice: () => undefined,
    types: { date: times },
    connection: { application_name: 'kith', TimeZone: 'UTC' },
  });

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
