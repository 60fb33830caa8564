// Owns finding programs that tests need beside Node, and installing a package of the system for them.
import { existsSync } from 'node:fs';
import { userInfo } from 'node:os';
import { delimiter, join } from 'node:path';
import { runLine } from './commands.ts';

export interface Program {
  path: string;
  /** Where it was found. */
  from: string;
}

/** @param setting names a variable that says where it is. @throws when that names nothing. */
export function findProgram(setting: string, names: readonly string[]): Program | null {
  const given = process.env[setting];
  if (given) {
    if (!existsSync(given)) throw new Error(`${setting} names ${given}, which does not exist.`);
    return { path: given, from: setting };
  }
  for (const folder of (process.env['PATH'] ?? '').split(delimiter)) {
    const found = names.map((name) => join(folder, name)).find((path) => existsSync(path));
    if (found) return { path: found, from: 'PATH' };
  }
  return null;
}

/** Installs a package with apt-get where that is possible. @returns whether it was tried. */
export async function installPackage(name: string): Promise<boolean> {
  if (userInfo().uid !== 0 || !existsSync('/usr/bin/apt-get')) return false;
  await runLine(`apt-get update && apt-get install -y --no-install-recommends ${name}`, {
    quiet: true,
    env: { DEBIAN_FRONTEND: 'noninteractive' },
  });
  return true;
}
