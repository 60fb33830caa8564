import { describe, expect, it } from 'vitest';
import { cleanCell } from './clean-cell.ts';
import { cleanDomain } from './clean-domain.ts';
import { parseAmount } from './parse-amount.ts';
import { parseDate } from './parse-date.ts';
import { parsePhone } from './parse-phone.ts';
import { splitEmails, splitPhones, splitTags } from './split-values.ts';

describe('days', () => {
  it.each([
    ['2026-12-24', '2026-12-24'],
    ['2026-12-24T23:59:00Z', '2026-12-24'],
    ['2026/12/24', '2026-12-24'],
    ['20261224', '2026-12-24'],
    ['24.12.2026', '2026-12-24'],
    ['3.4.2026', '2026-04-03'],
    ['24/12/2026', '2026-12-24'],
    ['12/24/2026', '2026-12-24'],
    ['5/5/26', '2026-05-05'],
    ['05 Nov 2026', '2026-11-05'],
    ['November 5th, 2026', '2026-11-05'],
    ['5 ноября 2026 г.', '2026-11-05'],
    ['29.02.2028', '2028-02-29'],
  ])('%s is %s', (written, value) => {
    expect(parseDate(written, null)).toEqual({ ok: true, value });
  });

  it('that could be two are told, unless somebody says which', () => {
    expect(parseDate('03/04/2026', null)).toEqual({ ok: false, ambiguous: true });
    expect(parseDate('03/04/2026', 'dmy')).toEqual({ ok: true, value: '2026-04-03' });
    expect(parseDate('03/04/2026', 'mdy')).toEqual({ ok: true, value: '2026-03-04' });
  });

  it.each(['', 'soon', '31.02.2026', '2026-13-01', '5 Octember 2026', '--02-03'])('%j is none', (written) => {
    expect(parseDate(written, null)).toEqual({ ok: false, ambiguous: false });
  });
});

describe('phone numbers', () => {
  it.each([
    ['+44 20 7946 0018', null, '+442079460018'],
    ['0044 20 7946 0018', null, '+442079460018'],
    ['020 7946 0018', 'GB', '+442079460018'],
    ['8 (495) 123-45-67', 'RU', '+74951234567'],
    ['tel:+49-30-1234567', null, '+49301234567'],
    ['020 7946 0018', null, null],
    ['call me', 'GB', null],
  ] as const)('%s in %s is %s', (written, country, number) => {
    expect(parsePhone(written, country)).toBe(number);
  });
});

describe('sums', () => {
  it.each([
    ['1,234.50', 1234.5, null],
    ['1.234,50 €', 1234.5, 'EUR'],
    ['USD 12', 12, 'USD'],
    ['12 000 ₽', 12_000, 'RUB'],
    ['1,234', 1234, null],
    ['1.234.567', 1_234_567, null],
    ['0,5', 0.5, null],
    ['$12,500', 12_500, 'USD'],
  ])('%s is %d %s', (written, value, currency) => {
    expect(parseAmount(written)).toEqual({ value, currency });
  });
  it.each(['', 'much', '-5', '1..2'])('%j is none', (written) => {
    expect(parseAmount(written)).toBeNull();
  });
});

describe('cells', () => {
  it('give several addresses', () => {
    expect(splitEmails('Ada Prospect <ada@acme.example>, bo@brick.example')).toEqual([
      'ada@acme.example',
      'bo@brick.example',
    ]);
    expect(splitEmails('a@a.example ::: b@b.example; c@c.example\nd@d.example e@e.example')).toHaveLength(5);
    expect(splitEmails('not an address')).toEqual(['not an address']);
  });

  it('give several numbers, and keep the slash behind an area code', () => {
    expect(splitPhones('+49 30 1, +49 30 2 ::: 030/12345')).toEqual(['+49 30 1', '+49 30 2', '030/12345']);
    expect(splitPhones('+49 30 1 +49 30 2')).toEqual(['+49 30 1', '+49 30 2']);
  });

  it('give tags without those that a program keeps for itself', () => {
    expect(splitTags('Suppliers ::: * myContacts, Friends')).toEqual(['Suppliers', 'Friends']);
  });

  it('lose what spreadsheets put around a value, and nothing else', () => {
    expect(cleanCell(" '+49 30 1 ")).toBe('+49 30 1');
    expect(cleanCell('="0123"')).toBe('0123');
    expect(cleanCell('=1+1')).toBe('=1+1');
    expect(cleanCell("'tis")).toBe("'tis");
  });

  it('give domains', () => {
    expect(cleanDomain('https://www.Acme.example/team?x=1')).toBe('acme.example');
    expect(cleanDomain('пример.example')).toBe('xn--e1afmkfd.example');
    expect(cleanDomain('no domain')).toBeNull();
  });
});
