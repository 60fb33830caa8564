// Owns as whom the database runs. Postgres refuses root, so root needs another user who can reach the binaries and the
// data; where a folder above is closed to that user, a user namespace lets root look like somebody else to Postgres.
import { execFile, spawnSync } from 'node:child_process';
import { chown } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { promisify } from 'node:util';
import { StartError } from '../../errors.ts';

const run = promisify(execFile);

export interface RunAs {
  /** Words to put before a command. */
  prefix: string[];
  /** Identity to start it under, when it is not ours. */
  identity: { uid: number; gid: number } | null;
}

const ourselves: RunAs = { prefix: [], identity: null };

/**
 * Chooses who runs the database and hands them the data folder.
 * @param dataDir folder of the cluster; exists already. @param binary one of the Postgres binaries.
 * @throws StartError when root finds nobody who can reach both.
 */
export async function chooseRunAs(dataDir: string, binary: string): Promise<RunAs> {
  if (process.platform === 'win32' || userInfo().uid !== 0) return ourselves;
  const identity = await databaseUser();
  if (identity && canReach(identity, dataDir, binary)) {
    await chown(dataDir, identity.uid, identity.gid);
    return { prefix: [], identity };
  }
  const prefix = ['unshare', '--user', '--map-user=65534', '--map-group=65534'];
  if (spawnSync(prefix[0] ?? '', [...prefix.slice(1), binary, '--version']).status === 0) {
    await chown(dataDir, 0, 0);
    return { prefix, identity: null };
  }
  throw new StartError(
    `You are root, and Postgres does not run as root. The user it would run as cannot reach ${dataDir} or ${binary}. ` +
      'Run Kith as an ordinary user, or move it and KITH_HOME to a folder that other users may enter.',
  );
}

async function databaseUser(): Promise<RunAs['identity']> {
  const found = (await idOf('postgres')) ?? (await idOf('nobody'));
  return found;
}

async function idOf(name: string): Promise<RunAs['identity']> {
  try {
    const [uid, gid] = await Promise.all([run('id', ['-u', name]), run('id', ['-g', name])]);
    return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
  } catch {
    return null;
  }
}

function canReach(identity: { uid: number; gid: number }, dataDir: string, binary: string): boolean {
  const runs = spawnSync(binary, ['--version'], identity).status === 0;
  const enters = spawnSync('test', ['-x', dataDir.replace(/\/[^/]*\/?$/, '') || '/'], identity).status === 0;
  return runs && enters;
}
