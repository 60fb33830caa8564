// Owns the install's own keys: one ES256 signing key and two API keys, made at first run and kept with mode 0600.
import { randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type CryptoKey, calculateJwkThumbprint, exportJWK, generateKeyPair, importJWK, type JWK } from 'jose';
import { z } from 'zod';
import { StartError } from '../errors.ts';
import { readIfThere } from '../read-if-there.ts';

const StoredKeys = z.object({
  privateJwk: z.looseObject({
    kty: z.literal('EC'),
    crv: z.literal('P-256'),
    d: z.string(),
    x: z.string(),
    y: z.string(),
  }),
  publishableKey: z.string().startsWith('sb_publishable_'),
  secretKey: z.string().startsWith('sb_secret_'),
});

export interface InstallKeys {
  /** Key id: the RFC 7638 thumbprint. */
  kid: string;
  privateKey: CryptoKey;
  publicKey: CryptoKey;
  /** The public key as `/.well-known/jwks.json` shows it. */
  publicJwk: JWK;
  /** Names an anonymous browser client. Not secret. */
  publishableKey: string;
  /** Names a server client; never to be sent from a browser. */
  secretKey: string;
}

/** Reads `keys.json` of the data folder, or makes it. @throws StartError when the file is damaged. */
export async function loadKeys(home: string): Promise<InstallKeys> {
  const path = join(home, 'keys.json');
  const text = await readIfThere(path);
  return prepare(text === null ? await createKeys(path) : parse(path, text));
}

function parse(path: string, text: string) {
  try {
    return StoredKeys.parse(JSON.parse(text));
  } catch (cause) {
    throw new StartError(`${path} is damaged. Put it back from a backup; deleting it signs everybody out.`, { cause });
  }
}

async function createKeys(path: string) {
  const { privateKey } = await generateKeyPair('ES256', { extractable: true });
  const stored = StoredKeys.parse({
    privateJwk: await exportJWK(privateKey),
    publishableKey: `sb_publishable_${randomBytes(24).toString('base64url')}`,
    secretKey: `sb_secret_${randomBytes(24).toString('base64url')}`,
  });
  await writeFile(path, JSON.stringify(stored, null, 2), { mode: 0o600, flag: 'wx' });
  return stored;
}

async function prepare({ privateJwk, publishableKey, secretKey }: z.infer<typeof StoredKeys>): Promise<InstallKeys> {
  const { d: _private, ...bare } = privateJwk;
  const kid = await calculateJwkThumbprint(bare);
  const publicJwk: JWK = { ...bare, kid, alg: 'ES256', use: 'sig', key_ops: ['verify'] };
  return {
    kid,
    privateKey: await importEcKey(privateJwk),
    publicKey: await importEcKey(publicJwk),
    publicJwk,
    publishableKey,
    secretKey,
  };
}

async function importEcKey(jwk: JWK): Promise<CryptoKey> {
  const key = await importJWK(jwk, 'ES256');
  if (key instanceof Uint8Array) throw new TypeError('An EC key cannot import as bytes');
  return key;
}
