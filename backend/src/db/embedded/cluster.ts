// Owns the embedded Postgres cluster: makes it once, starts it or takes over one that is still running, stops it cleanly.
import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { access, chmod, chown, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir, totalmem } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { StartError } from '../../errors.ts';
import { type Binaries, findBinaries } from './binaries.ts';
import { freePort, portIsFree } from './ports.ts';
import { chooseRunAs, type RunAs } from './run-as.ts';

const run = promisify(execFile);
const majorVersion = '17';

export interface ClusterOptions {
  /** Folder of the cluster's files; the password is kept beside it. */
  dataDir: string;
  /** Port to listen on; by default a free one, kept for the next start when it is still free. */
  port?: number | undefined;
  /** Extra settings, such as `fsync=off` for tests. */
  settings?: string[];
}

export interface Cluster {
  port: number;
  password: string;
  /** True when the server ran before it was opened: another program's, or left by one that was killed. */
  wasRunning: boolean;
  /** Connection address of a database and role of this cluster. */
  url(database: string, role?: string): string;
  /** Stops the server and waits until it has. */
  stop(): Promise<void>;
}

interface Server {
  options: ClusterOptions;
  binaries: Binaries;
  runAs: RunAs;
}

/** Opens the cluster. @throws StartError in plain words: port taken, files of another version, no space, no rights. */
export async function openCluster(options: ClusterOptions): Promise<Cluster> {
  const binaries = await findBinaries();
  await mkdir(options.dataDir, { recursive: true });
  const server: Server = { options, binaries, runAs: await chooseRunAs(options.dataDir, binaries.initdb) };
  const password = await ensureCluster(server);
  await refuseOtherVersion(options.dataDir);
  const running = await runningPort(server);
  const port = running ?? (await start(server));
  return {
    port,
    wasRunning: running !== null,
    password,
    url: (database, role = 'postgres') => `postgres://${role}:${password}@127.0.0.1:${port}/${database}`,
    stop: async () => {
      await control(server, ['stop', '-m', 'fast', '-w', '-t', '30']);
    },
  };
}

const passwordPath = (dataDir: string) => join(dirname(dataDir), 'db-password');

async function ensureCluster(server: Server): Promise<string> {
  const { dataDir } = server.options;
  if (await exists(join(dataDir, 'PG_VERSION'))) {
    return readFile(passwordPath(dataDir), 'utf8').catch((cause) => {
      throw new StartError(`${passwordPath(dataDir)} is missing. Without it the database cannot be opened.`, { cause });
    });
  }
  const password = randomBytes(24).toString('base64url');
  await writeFile(passwordPath(dataDir), password, { mode: 0o600 });
  await initialise(server, password);
  return password;
}

async function initialise(server: Server, password: string): Promise<void> {
  const { dataDir } = server.options;
  const locales = ['C.UTF-8', 'en_US.UTF-8', 'C'];
  let failure: unknown;
  // lc-ctype decides which letters trigram search sees; C would leave Cyrillic out, and not every system has C.UTF-8.
  for (const ctype of locales) {
    try {
      await initdb(server, password, ctype);
      return;
    } catch (error) {
      failure = error;
      await rm(dataDir, { recursive: true, force: true });
      await mkdir(dataDir, { recursive: true });
      await chooseRunAs(dataDir, server.binaries.initdb);
    }
  }
  throw new StartError(`The database could not be made in ${dataDir}:\n${textOf(failure)}`, { cause: failure });
}

async function initdb(server: Server, password: string, ctype: string): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'kith-'));
  const file = join(folder, 'password');
  try {
    await writeFile(file, password, { mode: 0o600 });
    const { identity } = server.runAs;
    if (identity) await Promise.all([folder, file].map((path) => chown(path, identity.uid, identity.gid)));
    await command(server, server.binaries.initdb, [
      `--pgdata=${server.options.dataDir}`,
      '--username=postgres',
      '--auth=scram-sha-256',
      `--pwfile=${file}`,
      '--encoding=UTF8',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--locale=C',
      `--lc-ctype=${ctype}`,
      '--no-instructions',
    ]);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function refuseOtherVersion(dataDir: string): Promise<void> {
  const found = (await readFile(join(dataDir, 'PG_VERSION'), 'utf8')).trim();
  if (found === majorVersion) return;
  throw new StartError(
    `The data in ${dataDir} belongs to Postgres ${found}; this Kith brings Postgres ${majorVersion}. ` +
      'Nothing was changed. Use the Kith version that made it, or another KITH_HOME.',
  );
}

/** The port of a server that runs on these files, after a hard kill of the program that started it; else null. */
async function runningPort(server: Server): Promise<number | null> {
  const status = await control(server, ['status']).then(
    () => true,
    () => false,
  );
  if (!status) return null;
  const lines = (await readFile(join(server.options.dataDir, 'postmaster.pid'), 'utf8')).split('\n');
  const port = Number(lines[3]);
  if (server.options.port && server.options.port !== port) {
    await control(server, ['stop', '-m', 'fast', '-w', '-t', '30']);
    return null;
  }
  return port;
}

async function start(server: Server): Promise<number> {
  const { dataDir, settings = [] } = server.options;
  const port = await choosePort(server.options);
  const log = join(dataDir, 'server.log');
  await rm(log, { force: true });
  const options = [
    `-p ${port}`,
    ...['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'max_connections=100', ...sizes(), ...settings].map(
      (setting) => `-c ${setting}`,
    ),
  ].join(' ');
  try {
    await control(server, ['start', '-w', '-t', '60', '-l', log, '-o', options]);
  } catch (cause) {
    const reason = await readFile(log, 'utf8').catch(() => textOf(cause));
    throw new StartError(`The database did not start:\n${reason.trim().split('\n').slice(-5).join('\n')}`, { cause });
  }
  await writeFile(join(dirname(dataDir), 'db-port'), String(port));
  return port;
}

/**
 * Postgres comes set for the smallest machines. A sixteenth of the memory holds pages, between 128 and 512 MB; and checkpoints come by
 * time rather than in the middle of an import: after one, each page is written to the log as a whole again.
 */
function sizes(): string[] {
  const pages = Math.round(Math.min(512, Math.max(128, totalmem() / 2 ** 20 / 16)));
  return [`shared_buffers=${pages}MB`, 'max_wal_size=2GB', 'checkpoint_timeout=10min', 'wal_compression=on'];
}

async function choosePort({ dataDir, port }: ClusterOptions): Promise<number> {
  if (port) {
    if (await portIsFree(port)) return port;
    throw new StartError(
      `Port ${port} for the database is taken by another program. Set KITH_DB_PORT to a free one, or leave it out.`,
    );
  }
  const kept = Number(await readFile(join(dirname(dataDir), 'db-port'), 'utf8').catch(() => '0'));
  return kept > 0 && (await portIsFree(kept)) ? kept : freePort();
}

/**
 * How the C library of Linux keeps memory, in bytes: up to 8 MB that a connection has freed stay its own. Else each long answer hands its
 * memory back and has the next one cleared for it, which took a tenth of a board's time.
 */
const memory = {
  MALLOC_TRIM_THRESHOLD_: '8388608',
  MALLOC_MMAP_THRESHOLD_: '4194304',
  MALLOC_TOP_PAD_: '1048576',
};

const control = (server: Server, args: string[]) =>
  command(server, server.binaries.pg_ctl, [...args, '-D', server.options.dataDir]);

async function command(server: Server, binary: string, args: string[]): Promise<string> {
  await ensureExecutable(binary);
  const [program = binary, ...before] = [...server.runAs.prefix, binary];
  const identity = server.runAs.identity ?? {};
  const { stdout } = await run(program, [...before, ...args], {
    ...identity,
    cwd: '/',
    env: { LC_MESSAGES: 'C', TZ: 'UTC', ...memory },
  });
  return stdout;
}

async function ensureExecutable(binary: string): Promise<void> {
  await access(binary, 1).catch(() => chmod(binary, 0o755));
}

const exists = (path: string) =>
  access(path).then(
    () => true,
    () => false,
  );

const textOf = (error: unknown) =>
  error instanceof Error ? String(Reflect.get(error, 'stderr') || error.message) : String(error);
