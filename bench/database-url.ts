// Owns finding the database of a Kith that a benchmark started.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Privileged address of an embedded database. Its Kith must run. @param home its data folder. */
export async function databaseUrl(home: string): Promise<string> {
  const read = (name: string) => readFile(join(home, name), 'utf8');
  const [password, port] = await Promise.all([read('db-password'), read('db-port')]);
  return `postgres://postgres:${password}@127.0.0.1:${port}/kith`;
}
