// Owns time-based codes (RFC 6238): a new secret with its QR code, and which time step a code belongs to.
import { Secret, TOTP } from 'otpauth';
import { renderSVG } from 'uqr';

/** What every authenticator app understands. */
const kind = { algorithm: 'SHA1', digits: 6, period: 30 };
/** Steps that a clock may be off, each way. */
const slack = 1;

/** Makes a secret. @param label names the account in the app. @param issuer names this install there. */
export function newTotp(issuer: string, label: string) {
  const totp = new TOTP({ ...kind, issuer, label, secret: new Secret({ size: 20 }) });
  const uri = totp.toString();
  return { secret: totp.secret.base32, uri, qr_code: renderSVG(uri, { ecc: 'M', border: 4 }) };
}

/** The time step of a code; null for a code that is wrong now. Compares in constant time. */
export function stepOf(secret: string, code: string, now: Date): number | null {
  const timestamp = now.getTime();
  const totp = new TOTP({ ...kind, secret: Secret.fromBase32(secret) });
  const delta = /^\d{6}$/.test(code) ? totp.validate({ token: code, timestamp, window: slack }) : null;
  return delta === null ? null : TOTP.counter({ period: kind.period, timestamp }) + delta;
}
