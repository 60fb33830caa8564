// Lets pg-boss use our own pool of connections, and our one connection that listens.
import type { Db } from 'pg-boss';
import type { Sql } from 'postgres';

/** Postgres settles the type of a parameter that is sent as this one: the text is read as whatever is wanted there. */
const unknownType = 705;
/** Scripts that open a transaction need a connection of their own. */
const opensTransaction = /^\s*begin\b/i;

/** @param sql privileged connections; pg-boss keeps a schema of its own. */
export function pgBossDatabase(sql: Sql): Db {
  return {
    executeSql: async (text, values = []) => {
      if (opensTransaction.test(text)) return runReserved(sql, text);
      if (values.length === 0) return { rows: flat(await sql.unsafe(text).simple()) };
      const parameters = values.map((value) => sql.typed(asText(value), unknownType));
      return { rows: flat(await sql.unsafe(text, parameters)) };
    },
    listen: async (channel, onNotification, onReconnect) => {
      const { unlisten } = await sql.listen(channel, onNotification, onReconnect);
      return { close: unlisten };
    },
  };
}

async function runReserved(sql: Sql, text: string): Promise<{ rows: unknown[] }> {
  const connection = await sql.reserve();
  try {
    return { rows: flat(await connection.unsafe(text).simple()) };
  } catch (error) {
    await connection`rollback`;
    throw error;
  } finally {
    connection.release();
  }
}

/** The rows of all statements of a script, as if they were one's. */
const flat = (result: readonly unknown[]): unknown[] => (result.some(Array.isArray) ? result.flat() : [...result]);

/** Writes a value as Postgres reads it. */
function asText(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return `{${value.map(element).join(',')}}`;
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

function element(value: unknown): string {
  if (Array.isArray(value)) return asText(value) ?? 'null';
  const text = asText(value);
  return text === null ? 'null' : `"${text.replaceAll(/["\\]/g, '\\$&')}"`;
}
