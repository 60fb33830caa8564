// Owns sealing and signing with keys that live outside the database: AES-256-GCM for secrets at rest, HMAC-SHA-256 for what
// must not change unseen.
import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  hkdfSync,
  randomBytes,
  timingSafeEqual,
} from 'node:crypto';

export interface SecretBox {
  /** Names the key that seals and signs now. */
  keyId: string;
  /** Seals a secret. @param purpose what it belongs to, such as `totp:<id>`; it opens for that alone. */
  seal(secret: string, purpose: string): string;
  /** @throws when the seal is broken, or of an unknown key or another purpose. */
  open(sealed: string, purpose: string): string;
  /** Signs a text for a purpose. @returns HMAC-SHA-256, in base64url. */
  sign(text: string, purpose: string): string;
  /** Tells in constant time whether the key of that id signed the text for the purpose. */
  isSigned(text: string, purpose: string, signature: { keyId: string; mac: string }): boolean;
}

const [algorithm, version, ivBytes, tagBytes] = ['aes-256-gcm', 'v1', 12, 16] as const;

/** Length of a key, in bytes. */
export const keyBytes = 32;

/** Names a key, so that another one can take its place and both can be told apart. */
const keyIdOf = (key: Buffer): string => createHash('sha256').update(key).digest('base64url').slice(0, 8);

/** @param key seals and signs. @param before keys that still open what they sealed, until it is sealed anew. */
export function createSecretBox(key: Buffer, ...before: readonly Buffer[]): SecretBox {
  const keys = new Map([...before, key].map((one) => [keyIdOf(one), one]));
  const keyId = keyIdOf(key);
  return {
    keyId,
    seal(secret, purpose) {
      const iv = randomBytes(ivBytes);
      const cipher = createCipheriv(algorithm, key, iv).setAAD(Buffer.from(purpose));
      const sealed = Buffer.concat([iv, cipher.update(secret, 'utf8'), cipher.final(), cipher.getAuthTag()]);
      return `${version}.${keyId}.${sealed.toString('base64url')}`;
    },
    open(sealed, purpose) {
      const [itsVersion, itsKeyId = '', body = ''] = sealed.split('.');
      const itsKey = keys.get(itsKeyId);
      if (itsVersion !== version || !itsKey) throw new Error('The secret was sealed under another key');
      const bytes = Buffer.from(body, 'base64url');
      const [iv, tag] = [bytes.subarray(0, ivBytes), bytes.subarray(-tagBytes)];
      const decipher = createDecipheriv(algorithm, itsKey, iv, { authTagLength: tagBytes });
      decipher.setAAD(Buffer.from(purpose)).setAuthTag(tag);
      return Buffer.concat([decipher.update(bytes.subarray(ivBytes, -tagBytes)), decipher.final()]).toString('utf8');
    },
    sign: (text, purpose) => mac(key, text, purpose).toString('base64url'),
    isSigned(text, purpose, signature) {
      const itsKey = keys.get(signature.keyId);
      const given = Buffer.from(signature.mac, 'base64url');
      const right = mac(itsKey ?? key, text, purpose);
      return itsKey !== undefined && given.length === right.length && timingSafeEqual(given, right);
    },
  };
}

/** Each purpose signs under a key of its own (HKDF, RFC 5869), so that no signature serves another. */
function mac(key: Buffer, text: string, purpose: string): Buffer {
  const derived = Buffer.from(hkdfSync('sha256', key, '', `kith sign ${purpose}`, keyBytes));
  return createHmac('sha256', derived).update(text).digest();
}
