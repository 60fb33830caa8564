import { Secret } from 'otpauth';
import { describe, expect, it } from 'vitest';
import { newTotp, stepOf } from './totp.ts';

/** The secret of RFC 6238, appendix B. */
const secret = Secret.fromLatin1('12345678901234567890').base32;
const at = (seconds: number) => new Date(seconds * 1000);

describe('time-based codes', () => {
  it.each([
    [59, '287082'],
    [1_111_111_109, '081804'],
    [1_111_111_111, '050471'],
    [1_234_567_890, '005924'],
    [2_000_000_000, '279037'],
    [20_000_000_000, '353130'],
  ])('are those of RFC 6238 at second %i', (seconds, code) => {
    expect(stepOf(secret, code, at(seconds))).toBe(Math.floor(seconds / 30));
  });

  it('may be one step early or late, and no more', () => {
    expect([-60, -30, 0, 30, 60].map((off) => stepOf(secret, '005924', at(1_234_567_890 + off)))).toEqual([
      null,
      41_152_263,
      41_152_263,
      41_152_263,
      null,
    ]);
  });

  it.each(['', '5924', ' 005924', '0059240', '00592a', '٠٠٥٩٢٤'])('are six digits, unlike "%s"', (code) => {
    expect(stepOf(secret, code, at(1_234_567_890))).toBeNull();
  });

  it('come from secrets that never repeat, shown as a QR code that any page can embed', () => {
    const [first, second] = [newTotp('Kith', 'ada@people.example'), newTotp('Kith', 'ada@people.example')];
    expect(first.secret).toMatch(/^[A-Z2-7]{32}$/);
    expect(first.secret).not.toBe(second.secret);
    expect(first.uri).toMatch(/^otpauth:\/\/totp\/Kith:ada%40people\.example\?issuer=Kith&secret=[A-Z2-7]{32}&/);
    expect(first.qr_code).toMatch(/^<svg [^>]*viewBox=/);
    // Clients put it into a data address as it is, where a hash sign would end it.
    expect(first.qr_code).not.toMatch(/#|<script|href/);
  });
});
