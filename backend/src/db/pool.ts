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

const settings = { application_name: 'kith', TimeZone: 'UTC' };

/** What every pool has. */
const common = { onnotice: () => undefined, types: { date: times } };

/** Opens a pool. @param url connection address. @param max most connections. */
export const connect = (url: string, max = poolSize): Sql => postgres(url, { ...common, max, connection: settings });

/** How long a statement of a request may run, in milliseconds: whoever asked has gone by then. */
export const longestStatement = 30_000;

/** Settings of connections that may only read, and keep the plans of what they read. */
export const reading = {
  ...settings,
  plan_cache_mode: 'force_generic_plan',
  default_transaction_read_only: true,
  statement_timeout: longestStatement,
};

/**
 * Opens a pool for reads as `kith_reader`. Null where the database does not have the role, or a pooler in between does not pass
 * settings on.
 */
export async function connectReader(url: string, max = poolSize): Promise<Sql | null> {
  const pool = oneAtATime(url, max, { ...reading, role: 'kith_reader' });
  const works = await readsOnly(pool).catch(() => false);
  if (works) return pool;
  await pool.end({ timeout: 1 });
  return null;
}

/** A pool that sends one statement at a time over each connection, so that none waits behind a slow one. */
export function oneAtATime(url: string, max: number, connection: Partial<postgres.ConnectionParameters>): Sql {
  // The driver takes max_pipeline, though its types do not name it.
  const options = { ...common, max, max_pipeline: 0, connection };
  return postgres(url, options);
}

async function readsOnly(pool: Sql): Promise<boolean> {
  const [row] = await pool<{ works: boolean }[]>`
    select current_user = 'kith_reader' and current_setting('default_transaction_read_only') = 'on'
      and current_setting('plan_cache_mode') = 'force_generic_plan' and auth.uid() is null
      and app.reading_at('contacts.read') is null as works`;
  return row?.works ?? false;
}

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
