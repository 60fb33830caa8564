// Owns how an API key is written: `sk_live_` or `sk_test_`, 43 characters of 256 random bits, 6 of a checksum. Secret scanners know
// it by its beginning, and a slip of the hand is noticed without asking the database.
import { createHash, randomBytes } from 'node:crypto';
import { crc32 } from 'node:zlib';

export type KeyMode = 'live' | 'test';

const digits = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const [bodyLength, sumLength, shownLength] = [43, 6, 12] as const;
const form = new RegExp(`^(sk_(?:live|test)_[0-9A-Za-z]{${bodyLength}})([0-9A-Za-z]{${sumLength}})$`);

/** Makes a key. */
export function newKey(mode: KeyMode): string {
  const body = `sk_${mode}_${inBase62(BigInt(`0x${randomBytes(32).toString('hex')}`), bodyLength)}`;
  return body + checksum(body);
}

/** Tells whether a text can be a key at all: written as one, with the right checksum. */
export function isKey(text: string): boolean {
  const [, body, sum] = form.exec(text) ?? [];
  return body !== undefined && checksum(body) === sum;
}

/** What the database keeps of a key. */
export const hashOfKey = (key: string): Buffer => createHash('sha256').update(key).digest();

/** What lists show of a key, to tell it from others. */
export const prefixOf = (key: string): string => key.slice(0, shownLength);

/** CRC-32 (ISO 3309) of the key before it, in base 62. */
const checksum = (body: string) => inBase62(BigInt(crc32(body)), sumLength);

function inBase62(number: bigint, length: number): string {
  let text = '';
  for (let rest = number; rest > 0n; rest /= 62n) text = digits.charAt(Number(rest % 62n)) + text;
  return text.padStart(length, '0');
}
