// Owns what a value of each type of field may be, and the one form in which it is kept.
import { z } from 'zod';
import { isCurrency } from '../deals/currency.ts';
import type { FieldOption, FieldType } from './schema.ts';

export type Checked = { ok: true; value: unknown } | { ok: false; message: string };

const good = (value: unknown): Checked => ({ ok: true, value });
const bad = (message: string): Checked => ({ ok: false, message });
const limit = 1_000_000_000_000_000;

export const Money = z.object({ amount: z.number().int().min(-limit).max(limit), currency: z.string() });
export const PersonRef = z.object({ type: z.enum(['contact', 'member']), id: z.uuid() });
export type PersonRef = z.infer<typeof PersonRef>;
const Day = z.iso.date();

/** Checks one value; null and what is as good as empty become null: no value. */
export function checkValue({ type, options }: { type: FieldType; options: FieldOption[] }, value: unknown): Checked {
  if (value === null || value === '' || (Array.isArray(value) && value.length === 0)) return good(null);
  return checks[type](value, options);
}

const checks: Record<FieldType, (value: unknown, options: FieldOption[]) => Checked> = {
  text: checkText,
  url: checkUrl,
  number: checkNumber,
  money: checkMoney,
  date: (value) => (Day.safeParse(value).success ? good(value) : bad('Write a day such as 2026-12-24.')),
  select: (value, options) => {
    const key = optionKey(value, options);
    return key === null ? bad('Choose one of the options.') : good(key);
  },
  multi_select: checkSeveral,
  person: (value) => {
    const person = PersonRef.safeParse(value);
    return person.success ? good(person.data) : bad('Name a contact or a member: {type, id}.');
  },
};

function checkText(value: unknown): Checked {
  if (typeof value !== 'string') return bad('Write text.');
  const text = value.normalize('NFC').trim();
  if (text === '') return good(null);
  return text.length <= 10_000 ? good(text) : bad('Is longer than 10,000 characters.');
}

function checkUrl(value: unknown): Checked {
  const problem = bad('Write a web address such as https://acme.example/team.');
  if (typeof value !== 'string') return problem;
  const written = value.trim();
  const whole = /^[a-z][a-z0-9+.-]*:/i.test(written) ? written : `https://${written}`;
  if (written.length > 2000 || /\s/.test(written) || !URL.canParse(whole)) return problem;
  const { protocol, hostname, username, href } = new URL(whole);
  return /^https?:$/.test(protocol) && hostname.includes('.') && username === '' ? good(href) : problem;
}

function checkNumber(value: unknown): Checked {
  if (typeof value !== 'number' || !Number.isFinite(value)) return bad('Write a number.');
  return Math.abs(value) <= limit ? good(value) : bad('Is out of range: up to 1,000,000,000,000,000.');
}

function checkMoney(value: unknown): Checked {
  const money = Money.safeParse(value);
  if (!money.success) return bad('Write {amount, currency}, the amount in minor units up to 1,000,000,000,000,000.');
  const currency = money.data.currency.trim().toUpperCase();
  return isCurrency(currency)
    ? good({ amount: money.data.amount, currency })
    : bad('The currency is not one of ISO 4217.');
}

function checkSeveral(value: unknown, options: FieldOption[]): Checked {
  if (!Array.isArray(value)) return bad('Choose from the options: a list.');
  const keys = value.map((one) => optionKey(one, options));
  return keys.includes(null) ? bad('Choose from the options only.') : good([...new Set(keys)]);
}

/** Options are named by key, or as people see them. */
function optionKey(value: unknown, options: FieldOption[]): string | null {
  if (typeof value !== 'string') return null;
  const written = value.trim().toLowerCase();
  const found =
    options.find(({ key }) => key === value) ?? options.find(({ label }) => label.toLowerCase() === written);
  return found?.key ?? null;
}
