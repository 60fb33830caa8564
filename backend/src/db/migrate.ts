// Owns bringing a database to this version's schema, with the bookkeeping table of Supabase's own tool.
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Sql } from 'postgres';
import { StartError } from '../errors.ts';

const root = join(import.meta.dirname, '../../../supabase');

export interface Migration {
  /** Time stamp in the file's name: `20261121090000`. */
  version: string;
  name: string;
  text: string;
}

/** The app's migrations in order. @param folder another folder, for tests. */
export async function readMigrations(folder = join(root, 'migrations')): Promise<Migration[]> {
  const files = (await readdir(folder)).filter((file) => file.endsWith('.sql')).sort();
  return Promise.all(
    files.map(async (file) => {
      const [, version, name] = /^(\d{14})_(\w+)\.sql$/.exec(file) ?? [];
      if (!version || !name) throw new StartError(`${file} is not named <14 digits>_<topic>.sql.`);
      return { version, name, text: await readFile(join(folder, file), 'utf8') };
    }),
  );
}

/**
 * Gives plain Postgres what a Supabase project has: roles, `auth` and `realtime`. Skips what has been applied unchanged.
 * @param superuser connection as superuser. @param password what `authenticator` and `kith_owner` log in with.
 */
export async function applyEmbeddedShim(superuser: Sql, password: string): Promise<void> {
  const folder = join(root, 'embedded');
  const files = (await readdir(folder)).filter((file) => file.endsWith('.sql')).sort();
  const texts = await Promise.all(files.map((file) => readFile(join(folder, file), 'utf8')));
  const hash = createHash('sha256').update(texts.join('\n')).digest('hex');
  await superuser`create schema if not exists kith_embedded`;
  await superuser`create table if not exists kith_embedded.applied (hash text primary key, at timestamptz not null default now())`;
  const [applied] = await superuser`select from kith_embedded.applied where hash = ${hash}`;
  if (applied) return;
  await superuser.begin(async (tx) => {
    for (const text of texts) await tx.unsafe(text).simple();
    await tx`insert into kith_embedded.applied (hash) values (${hash})`;
  });
  for (const role of ['authenticator', 'kith_owner']) {
    await superuser.unsafe(`alter role ${role} password '${password.replaceAll("'", "''")}'`);
  }
}

/**
 * Applies the migrations that are missing, each in a transaction with its row in the bookkeeping table.
 * @param owner connection that owns the app's schemas; no superuser is needed.
 * @returns the names of the migrations that ran.
 * @throws StartError when the database holds migrations that this version does not know (a newer Kith wrote it),
 *   or when one fails; then nothing of that one stays.
 */
export async function migrate(owner: Sql, migrations: Migration[]): Promise<string[]> {
  await owner`create schema if not exists supabase_migrations`;
  await owner`create table if not exists supabase_migrations.schema_migrations
    (version text not null primary key, statements text[], name text)`;
  const missing = await missingMigrations(owner, migrations);
  for (const migration of missing) await apply(owner, migration);
  return missing.map(({ name }) => name);
}

/**
 * The migrations that a database lacks; it changes nothing.
 * @throws StartError when a newer version wrote the database.
 */
export async function missingMigrations(sql: Sql, migrations: Migration[]): Promise<Migration[]> {
  const [kept] =
    await sql`select from pg_tables where schemaname = 'supabase_migrations' and tablename = 'schema_migrations'`;
  if (!kept) return migrations;
  const rows = await sql<{ version: string }[]>`select version from supabase_migrations.schema_migrations`;
  const applied = new Set(rows.map((row) => row.version));
  refuseUnknown(applied, migrations);
  return migrations.filter(({ version }) => !applied.has(version));
}

function refuseUnknown(applied: Set<string>, migrations: Migration[]): void {
  const known = new Set(migrations.map(({ version }) => version));
  const unknown = [...applied].filter((version) => !known.has(version));
  if (unknown.length === 0) return;
  throw new StartError(
    `A newer version of Kith wrote this data (it holds the migration ${unknown.sort().at(-1)}, which this version does ` +
      'not know). Nothing was changed. Start the newer version, or use another KITH_HOME.',
  );
}

async function apply(owner: Sql, { version, name, text }: Migration): Promise<void> {
  try {
    await owner.begin(async (tx) => {
      await tx.unsafe(text).simple();
      await tx`insert into supabase_migrations.schema_migrations (version, name, statements)
        values (${version}, ${name}, ${[text]})`;
    });
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new StartError(`The migration ${basename(name)} (${version}) failed: ${reason}. Nothing of it was kept.`, {
      cause,
    });
  }
}
