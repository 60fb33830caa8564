// Owns where the install's secret key is kept, and its change for another: KITH_SECRET_KEY, or files of the data folder.
import { randomBytes } from 'node:crypto';
import { copyFile, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Env } from '../env.ts';
import { StartError } from '../errors.ts';
import { readIfThere } from '../read-if-there.ts';
import { createSecretBox, keyBytes, type SecretBox } from './secret-box.ts';

type KeySettings = Pick<Env, 'KITH_SECRET_KEY' | 'KITH_SECRET_KEY_BEFORE' | 'home'>;

const pathOf = (home: string) => join(home, 'secret-key');
/** Holds the key before, while secrets are being sealed anew. */
const beforePathOf = (home: string) => join(home, 'secret-key.before');
const makeKey = () => `${randomBytes(keyBytes).toString('base64url')}\n`;

/** Takes the key of the settings, or the data folder's, made at first run. @throws StartError when a key is damaged. */
export async function loadSecretBox({
  KITH_SECRET_KEY,
  KITH_SECRET_KEY_BEFORE,
  home,
}: KeySettings): Promise<SecretBox> {
  const now = KITH_SECRET_KEY ?? (await readOrMake(pathOf(home)));
  const before = KITH_SECRET_KEY_BEFORE ?? (await readIfThere(beforePathOf(home)));
  return createSecretBox(decode(now, pathOf(home)), ...(before ? [decode(before, beforePathOf(home))] : []));
}

/**
 * Makes another key the present one. What the key before sealed still opens until `forgetKeyBefore`. Cut off at any point, it can
 * be called again.
 */
export async function changeKey(home: string): Promise<void> {
  const path = pathOf(home);
  const [now, before] = [await readOrMake(path), await readIfThere(beforePathOf(home))];
  // Somebody began before: that change is to be ended, not another one begun.
  if (before !== null && before.trim() !== now.trim()) return;
  await copyFile(path, beforePathOf(home));
  await writeFile(`${path}.next`, makeKey(), { mode: 0o600 });
  await rename(`${path}.next`, path);
}

/** To be called when nothing is sealed under the key before any more. */
export const forgetKeyBefore = (home: string): Promise<void> => rm(beforePathOf(home), { force: true });

async function readOrMake(path: string): Promise<string> {
  const made = makeKey();
  const isNew = await writeFile(path, made, { mode: 0o600, flag: 'wx' }).then(
    () => true,
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'EEXIST') return false;
      throw error;
    },
  );
  return isNew ? made : readFile(path, 'utf8');
}

function decode(text: string, path: string): Buffer {
  const key = Buffer.from(text.trim(), 'base64url');
  if (key.length === keyBytes) return key;
  throw new StartError(
    `${path} is damaged. Put it back from a backup; without it, secrets in the database stay sealed.`,
  );
}
