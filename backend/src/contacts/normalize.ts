// Owns the one form in which a contact point is compared. Nothing is guessed: two addresses are the same only when their
// channel says so.
import { domainToASCII } from 'node:url';
import { parsePhoneNumberFromString } from 'libphonenumber-js/min';
import type { PointKind } from './schema.ts';

export type Normalized = { ok: true; value: string } | { ok: false; message: string };

const good = (value: string): Normalized => ({ ok: true, value });
const bad = (message: string): Normalized => ({ ok: false, message });

/** Normalises what a person wrote. */
export function normalizePoint(kind: PointKind, written: string): Normalized {
  const result = normalizers[kind](written.normalize('NFC').trim());
  return result.ok && result.value.length > 2000 ? bad('Is too long.') : result;
}

const normalizers: Record<PointKind, (written: string) => Normalized> = {
  email: normalizeEmail,
  phone: normalizePhone,
  telegram: normalizeTelegram,
  linkedin: normalizeLinkedin,
  url: normalizeUrl,
};

/**
 * RFC 5321 §4.5.3.1: 64 octets before the @, 254 in all. Case before the @ could matter (§2.4) but nowhere does. Dots and
 * `+tags` stay: that they mean nothing is one provider's rule.
 */
function normalizeEmail(written: string): Normalized {
  const [, local = '', domain = ''] = /^(?:mailto:)?([^\s@<>()[\]\\,;:"]+)@([^\s@]+)$/i.exec(written) ?? [];
  const host = hostName(domain);
  const dots = local.startsWith('.') || local.endsWith('.') || local.includes('..');
  if (local === '' || host === null || dots || Buffer.byteLength(local) > 64 || local.length + host.length > 253) {
    return bad('Write an email address such as ada@acme.example.');
  }
  return good(`${local.toLowerCase()}@${host}`);
}

/** RFC 1035 §2.3.4 lengths, RFC 5890 letters; null when it is no host name with a dot. */
export function hostName(written: string): string | null {
  const host = domainToASCII(written.toLowerCase());
  const label = '[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?';
  return host.length <= 253 && new RegExp(`^${label}(?:\\.${label})+$`).test(host) ? host : null;
}

/** E.164. "Possible" and not "valid": metadata is always behind the number plans. */
function normalizePhone(written: string): Normalized {
  const number = written.replace(/^tel:/i, '');
  const parsed = number.startsWith('+') ? parsePhoneNumberFromString(number) : undefined;
  return parsed?.isPossible()
    ? good(parsed.number)
    : bad('Write a phone number with + and the country code, such as +49 30 1234567.');
}

/** Usernames: core.telegram.org/method/account.checkUsername (4 to 32 of a-z 0-9 _). Links: core.telegram.org/api/links. */
function normalizeTelegram(written: string): Normalized {
  const name = written
    .replace(/^(https?:\/\/)?(www\.)?(t\.me|telegram\.me|telegram\.dog)\/(s\/)?/i, '')
    .replace(/^https?:\/\/web\.telegram\.org\/[akz]\/#/i, '')
    .replace(/^tg:(\/\/)?resolve\?domain=/i, '')
    .replace(/^tg:(\/\/)?user\?id=/i, '')
    .replace(/[?/].*$/, '')
    .replace(/^@/, '')
    .toLowerCase();
  if (/^-?[1-9]\d{0,18}$/.test(name)) return good(name);
  return /^[a-z][a-z0-9_]{3,31}$/.test(name)
    ? good(name)
    : bad('Write a Telegram @username, a t.me link or a numeric id.');
}

/** Profile addresses: linkedin.com/help/linkedin/answer/a542685 (slug of 3 to 100 letters or digits, any script). */
function normalizeLinkedin(written: string): Normalized {
  const [, ofAddress] = /^(?:https?:\/\/)?(?:[a-z0-9-]+\.)?linkedin\.com\/in\/([^/?#]+)/i.exec(written) ?? [];
  const slug = decode(ofAddress ?? written)
    ?.normalize('NFC')
    .toLowerCase();
  return slug !== undefined && /^[\p{L}\p{M}\p{N}\p{S}_-]{3,100}$/u.test(slug)
    ? good(slug)
    : bad('Write a LinkedIn profile address such as https://www.linkedin.com/in/ada-prospect, or what follows /in/.');
}

function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

/** WHATWG URL parsing; then https, no fragment, no slash at the end. */
function normalizeUrl(written: string): Normalized {
  const problem = bad('Write a web address such as https://acme.example/team.');
  const whole = /^[a-z][a-z0-9+.-]*:\/\//i.test(written) ? written : `https://${written}`;
  if (/\s/.test(written) || !URL.canParse(whole)) return problem;
  const url = new URL(whole);
  if (!/^https?:$/.test(url.protocol) || url.username !== '' || url.password !== '') return problem;
  if (hostName(url.hostname) === null) return problem;
  return good(`https://${url.host}${url.pathname.replace(/\/+$/, '')}${url.search}`);
}

/** The name of a contact of whom only a contact point is known. */
export function nameFromPoint(kind: PointKind, normalized: string): string {
  if (kind === 'url') return normalized.replace(/^https:\/\//, '');
  if (kind !== 'telegram') return normalized;
  return /^-?\d+$/.test(normalized) ? `Telegram ${normalized}` : `@${normalized}`;
}
