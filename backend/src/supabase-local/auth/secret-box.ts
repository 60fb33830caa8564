// Owns sealing secrets at rest: AES-256-GCM under the install's key, which lives outside the database.
import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Env } from '../../env.ts';
import { StartError } from '../../errors.ts';

export interface SecretBox {
  /** Seals a secret. @param purpose what it belongs to, such as `totp:<id>`; it opens for that alone. */
  seal(secret: string, purpose: string): string;
  /** @throws when the seal is broken, or of another key or purpose. */
  open(sealed: string, purpose: string): string;
}

const [algorithm, version, keyBytes, ivBytes, tagBytes] = ['aes-256-gcm', 'v1', 32, 12, 16] as const;

/** Takes the key of KITH_SECRET_KEY, or the data folder's, made at first run. @throws StartError when it is damaged. */
export async function loadSecretBox({ KITH_SECRET_KEY, home }: Pick<Env, 'KITH_SECRET_KEY' | 'home'>) {
  const path = join(home, 'secret-key');
  const key = Buffer.from(KITH_SECRET_KEY ?? (await readOrMake(path)), 'base64url');
  if (key.length === keyBytes) return createSecretBox(key);
  throw new StartError(
    `${path} is damaged. Put it back from a backup; without it, secrets in the database stay sealed.`,
  );
}

async function readOrMake(path: string): Promise<string> {
  const made = `${randomBytes(keyBytes).toString('base64url')}\n`;
  const isNew = await writeFile(path, made, { mode: 0o600, flag: 'wx' }).then(
    () => true,
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'EEXIST') return false;
      throw error;
    },
  );
  return (isNew ? made : await readFile(path, 'utf8')).trim();
}

/** @param key 32 bytes. */
export function createSecretBox(key: Buffer): SecretBox {
  // Names the key, so that another one can take its place later and both can be told apart.
  const keyId = createHash('sha256').update(key).digest('base64url').slice(0, 8);
  return {
    seal(secret, purpose) {
      const iv = randomBytes(ivBytes);
      const cipher = createCipheriv(algorithm, key, iv).setAAD(Buffer.from(purpose));
      const sealed = Buffer.concat([iv, cipher.update(secret, 'utf8'), cipher.final(), cipher.getAuthTag()]);
      return `${version}.${keyId}.${sealed.toString('base64url')}`;
    },
    open(sealed, purpose) {
      const [itsVersion, itsKey, body = ''] = sealed.split('.');
      if (itsVersion !== version || itsKey !== keyId) throw new Error('The secret was sealed under another key');
      const bytes = Buffer.from(body, 'base64url');
      const [iv, tag] = [bytes.subarray(0, ivBytes), bytes.subarray(-tagBytes)];
      const decipher = createDecipheriv(algorithm, key, iv, { authTagLength: tagBytes });
      decipher.setAAD(Buffer.from(purpose)).setAuthTag(tag);
      return Buffer.concat([decipher.update(bytes.subarray(ivBytes, -tagBytes)), decipher.final()]).toString('utf8');
    },
  };
}
