// Owns the codes that pair an extension: eight characters, easily read out and typed.
import { createHmac, hkdfSync, randomInt } from 'node:crypto';
import type { InstallKeys } from '../tokens/keys.ts';

/** Without letters that read as digits or as each other. Eight of them are 40 random bits. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** Milliseconds that a code is good for; the database counts the same (app.take_pairing_code). */
export const lifetime = 600_000;

/** Makes a code, in two groups of four. */
export function newPairingCode(): string {
  const letters = Array.from({ length: 8 }, () => alphabet[randomInt(alphabet.length)]).join('');
  return `${letters.slice(0, 4)}-${letters.slice(4)}`;
}

/** Case, spaces and look-alikes do not matter. A plain hash of 40 bits would soon be undone, so it takes a key. */
export function hashPairingCode({ secretKey }: InstallKeys, code: string): Buffer {
  const plain = code.toUpperCase().replace(/[\s-]/g, '').replaceAll('O', '0').replace(/[IL]/g, '1');
  const key = Buffer.from(hkdfSync('sha256', secretKey, '', 'kith pairing codes', 32));
  return createHmac('sha256', key).update(plain).digest();
}
