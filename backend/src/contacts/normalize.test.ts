import { describe, expect, it } from 'vitest';
import { nameFromPoint, normalizePoint } from './normalize.ts';
import type { PointKind } from './schema.ts';

const good: [PointKind, string, string][] = [
  ['email', ' Ada@Acme.Example ', 'ada@acme.example'],
  ['email', 'mailto:ada+news@acme.example', 'ada+news@acme.example'],
  ['email', 'a.d.a@gmail.example', 'a.d.a@gmail.example'],
  ['email', "o'neill@acme.example", "o'neill@acme.example"],
  ['email', 'ada@bücher.example', 'ada@xn--bcher-kva.example'],
  ['email', 'пётр@пример.example', 'пётр@xn--e1afmkfd.example'],
  ['phone', '+49 (30) 123-4567', '+49301234567'],
  ['phone', 'tel:+1-202-555-0100', '+12025550100'],
  ['phone', '+7 912 345-67-89', '+79123456789'],
  ['telegram', '@Ada_Prospect', 'ada_prospect'],
  ['telegram', 'https://t.me/Ada_Prospect?start=1', 'ada_prospect'],
  ['telegram', 't.me/s/ada_prospect/12', 'ada_prospect'],
  ['telegram', 'tg://resolve?domain=ada_prospect', 'ada_prospect'],
  ['telegram', 'https://web.telegram.org/a/#1001', '1001'],
  ['telegram', '1001', '1001'],
  ['telegram', '-1001234567890', '-1001234567890'],
  ['linkedin', 'https://www.linkedin.com/in/Ada-Prospect/', 'ada-prospect'],
  ['linkedin', 'https://de.linkedin.com/in/ada-prospect?trk=x#top', 'ada-prospect'],
  ['linkedin', 'linkedin.com/in/ada-prospect/de', 'ada-prospect'],
  ['linkedin', 'ADA-prospect-123', 'ada-prospect-123'],
  ['linkedin', 'https://www.linkedin.com/in/%D0%B0%D0%B4%D0%B0-1', 'ада-1'],
  ['url', 'Acme.Example', 'https://acme.example'],
  ['url', 'http://ACME.example:80/Team/#people', 'https://acme.example/Team'],
  ['url', 'https://acme.example/?a=1', 'https://acme.example?a=1'],
];

const wrong: [PointKind, string][] = [
  ['email', 'ada'],
  ['email', 'ada@acme'],
  ['email', 'ada@@acme.example'],
  ['email', 'ada prospect@acme.example'],
  ['email', '.ada@acme.example'],
  ['email', 'ada..p@acme.example'],
  ['email', 'ada@-acme.example'],
  ['email', 'Ada <ada@acme.example>'],
  ['email', `${'a'.repeat(65)}@acme.example`],
  ['phone', '030 1234567'],
  ['phone', '+49'],
  ['phone', 'call me'],
  ['telegram', 'ada prospect'],
  ['telegram', '@ab'],
  ['telegram', 'https://t.me/+AbCdEf123'],
  ['telegram', '0'],
  ['linkedin', 'https://www.linkedin.com/company/acme'],
  ['linkedin', 'https://evil.example/in/ada'],
  ['linkedin', 'https://www.linkedin.com/in/%E0%A4%A'],
  ['linkedin', 'ab'],
  ['url', 'javascript:alert(1)'],
  ['url', 'ftp://acme.example'],
  ['url', 'https://ada:secret@acme.example'],
  ['url', 'not a url'],
  ['url', 'localhost'],
];

describe('a contact point', () => {
  it.each(good)('%s %s is compared as %s', (kind, written, normalized) => {
    expect(normalizePoint(kind, written)).toEqual({ ok: true, value: normalized });
  });

  it.each(good)('%s %s normalises to something that normalises to itself', (kind, written) => {
    const once = normalizePoint(kind, written);
    if (!once.ok) throw new Error(once.message);
    expect(normalizePoint(kind, once.value)).toEqual(once);
  });

  it.each(wrong)('%s %s is refused with words on what to write', (kind, written) => {
    expect(normalizePoint(kind, written)).toEqual({ ok: false, message: expect.stringMatching(/^Write /) });
  });

  it('is too long when its normal form would not fit a column', () => {
    const written = `https://acme.example/${'ы'.repeat(1000)}`;
    expect(normalizePoint('url', written)).toEqual({ ok: false, message: 'Is too long.' });
  });

  it('gives a name to a contact who has no other', () => {
    expect(nameFromPoint('telegram', '1001')).toBe('Telegram 1001');
    expect(nameFromPoint('telegram', 'ada_prospect')).toBe('@ada_prospect');
    expect(nameFromPoint('url', 'https://acme.example/team')).toBe('acme.example/team');
    expect(nameFromPoint('email', 'ada@acme.example')).toBe('ada@acme.example');
  });
});
