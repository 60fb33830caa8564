// Owns getting from settings to a migrated database with its two pools: the tenants' and the privileged one.
import { join } from 'node:path';
import type { Sql } from 'postgres';
import type { Env } from '../env.ts';
import { StartError } from '../errors.ts';
import { type Cluster, openCluster } from './embedded/cluster.ts';
import { applyEmbeddedShim, migrate, readMigrations } from './migrate.ts';
import { connect, connectReader, endPool } from './pool.ts';

export interface Database {
  /** Connections for tenant transactions. */
  sql: Sql;
  /** Connections for single reads of people who reach everything; null where they do not work. */
  reader: Sql | null;
  /** Privileged connections. */
  admin: Sql;
  /** Names of the migrations that were applied now. */
  migrated: string[];
  close(): Promise<void>;
}

const database = 'kith';

export interface OpenOptions {
  /** False leaves the schema as it is. */
  migrate: boolean;
  /** True stops an embedded server that was running already, too: for the one program that serves. */
  takeOver: boolean;
}

/** Opens the embedded database, or the one DATABASE_URL names, and migrates it. @throws StartError in plain words. */
export async function openDatabase(
  env: Env,
  options: OpenOptions = { migrate: true, takeOver: false },
): Promise<Database> {
  return env.DATABASE_URL ? openExternal(env.DATABASE_URL, options) : openEmbedded(env, options);
}

async function openEmbedded(env: Env, options: OpenOptions): Promise<Database> {
  const cluster = await openCluster({ dataDir: join(env.home, 'postgres'), port: env.KITH_DB_PORT });
  const leave = () => (cluster.wasRunning && !options.takeOver ? Promise.resolve() : cluster.stop());
  try {
    await createDatabase(cluster, database);
    const migrated = options.migrate ? await prepareEmbedded(cluster, database) : [];
    const sql = connect(cluster.url(database, 'authenticator'));
    const admin = connect(cluster.url(database));
    const reader = options.migrate ? await connectReader(cluster.url(database, 'authenticator')) : null;
    const close = async () => {
      await Promise.all([endPool(sql), endPool(admin), reader && endPool(reader)]);
      await leave();
    };
    return { sql, reader, admin, migrated, close };
  } catch (error) {
    await leave();
    throw error;
  }
}

/** Makes a database of an embedded cluster unless it exists. */
export async function createDatabase(cluster: Cluster, name: string, template = 'template1'): Promise<void> {
  const server = connect(cluster.url('postgres'), 1);
  try {
    const [found] = await server`select from pg_database where datname = ${name}`;
    if (!found) await server`create database ${server(name)} template ${server(template)}`;
  } finally {
    await server.end();
  }
}

/** Applies the shim and the migrations to a database of an embedded cluster. */
export async function prepareEmbedded(cluster: Cluster, name: string): Promise<string[]> {
  const superuser = connect(cluster.url(name), 1);
  const owner = connect(cluster.url(name, 'kith_owner'), 1);
  try {
    await applyEmbeddedShim(superuser, cluster.password);
    return await migrate(owner, await readMigrations());
  } finally {
    await Promise.all([superuser.end(), owner.end()]);
  }
}

async function openExternal(url: string, options: OpenOptions): Promise<Database> {
  const admin = connect(url);
  try {
    if (!options.migrate) return { sql: admin, reader: null, admin, migrated: [], close: () => endPool(admin) };
    const [auth] = await admin`select from pg_namespace where nspname = 'auth'`;
    if (!auth) await applyEmbeddedShim(admin, decodeURIComponent(new URL(url).password));
    const migrated = await migrate(admin, await readMigrations());
    const reader = await connectReader(url);
    const close = async () => {
      await Promise.all([endPool(admin), reader && endPool(reader)]);
    };
    return { sql: admin, reader, admin, migrated, close };
  } catch (cause) {
    await endPool(admin, 1);
    if (cause instanceof StartError) throw cause;
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new StartError(`The database of DATABASE_URL could not be used: ${reason}`, { cause });
  }
}
