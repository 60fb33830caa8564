// Owns what becomes of a value when its field gets another type, and reading values from text, as imports do.
import { checkValue, Money } from './check-value.ts';
import type { FieldOption, FieldType } from './schema.ts';

export interface Shape {
  type: FieldType;
  options: FieldOption[];
  /** Currency of amounts that name none. */
  currency?: string | undefined;
}

export interface Converted {
  /** Null: it has no form in the new type. */
  value: unknown;
  /** False when a part of it is gone. */
  whole: boolean;
}

/** Converts one value that is there. */
export function convertValue(value: unknown, from: Shape, to: Shape): Converted {
  if (from.type === to.type || (from.type === 'select' && to.type === 'multi_select')) return reshape(value, from, to);
  if (from.type === 'money' && to.type === 'number') {
    const money = Money.safeParse(value);
    return { value: money.success ? majorUnits(money.data) : null, whole: false };
  }
  if (from.type === 'multi_select' && to.type === 'select') {
    const [first, ...others] = textsOf(value, from);
    return { value: parseText(first ?? '', to), whole: others.length === 0 };
  }
  const text = textsOf(value, from).join(', ');
  return { value: parseText(text, to), whole: saysAll(text, to) };
}

/** Whether a text says no more than the value that is read from it. */
function saysAll(text: string, { type, currency }: Shape): boolean {
  const written = text.trim();
  if (type === 'date') return written.length === '2026-12-24'.length;
  if (type === 'number') return isPlainNumber(written);
  if (type !== 'money') return true;
  const { number = '', currency: named } = moneyParts(written, currency) ?? {};
  const amount = (numberIn(number) ?? 0) * 10 ** (named === undefined ? 0 : digitsOf(named));
  return isPlainNumber(number) && Math.abs(amount - Math.round(amount)) < 1e-6;
}

/** Zeros in front and a plus are part of what some numbers are: of telephones, of articles. So are more digits than are counted exactly. */
const isPlainNumber = (text: string) => !/^(?:\+|-?0\d)/.test(text) && text.replaceAll(/\D/g, '').length <= 15;

/** Options are matched by key first, then by label. */
function reshape(value: unknown, from: Shape, to: Shape): Converted {
  const list = to.type === 'multi_select' && !Array.isArray(value) ? [value] : value;
  const checked = checkValue(to, list);
  if (checked.ok) return { value: checked.value, whole: true };
  const found = textsOf(value, from).map((text) => parseText(text, { ...to, type: 'select' }));
  const left = found.filter((one) => one !== null);
  const kept = to.type === 'multi_select' ? left : left[0];
  return { value: left.length === 0 ? null : (kept ?? null), whole: left.length === found.length };
}

/** What a person would read. Persons have no text of their own. */
export function textsOf(value: unknown, { type, options }: Shape): string[] {
  if (type === 'person') return [];
  if (type === 'money') {
    const money = Money.safeParse(value);
    return money.success ? [`${majorUnits(money.data)} ${money.data.currency}`] : [];
  }
  const label = (key: unknown) => options.find((option) => option.key === key)?.label ?? String(key);
  if (type === 'select') return [label(value)];
  if (type === 'multi_select') return Array.isArray(value) ? value.map(label) : [];
  return [String(value)];
}

/** Reads a value of the type from text; null when the text is none. */
export function parseText(text: string, to: Shape): unknown {
  const checked = checkValue(to, readText(text.trim(), to));
  return checked.ok ? checked.value : null;
}

function readText(text: string, { type, currency }: Shape): unknown {
  if (text === '') return null;
  if (type === 'number') return numberIn(text);
  if (type === 'money') return moneyIn(text, currency);
  if (type === 'date') return /^(\d{4}-\d{2}-\d{2})(?:[T ]\d{2}:\d{2}.*)?$/.exec(text)?.[1];
  if (type === 'multi_select')
    return text
      .split(/[,;]/)
      .map((one) => one.trim())
      .filter((one) => one !== '');
  return text;
}

/** 1250, 1,250.50, 1 250,50: the last mark is the decimal one, unless three digits follow it and it stands alone. */
function numberIn(text: string): number | undefined {
  const digits = text.replaceAll(/[\s'’\u00a0\u202f_]/g, '');
  if (!/^[+-]?\d[\d.,]*$/.test(digits)) return undefined;
  const marks = digits.match(/[.,]/g) ?? [];
  const last = marks.at(-1);
  const once = marks.filter((mark) => mark === last).length === 1;
  const thousands = last === ',' && marks.length === 1 && /,\d{3}$/.test(digits);
  if (last === undefined || !once || thousands) return Number(digits.replaceAll(/[.,]/g, ''));
  const [whole = '', fraction = ''] = [
    digits.slice(0, digits.lastIndexOf(last)),
    digits.slice(digits.lastIndexOf(last) + 1),
  ];
  return Number(`${whole.replaceAll(/[.,]/g, '')}.${fraction}`);
}

function moneyIn(text: string, fallback: string | undefined): unknown {
  const { number = '', currency } = moneyParts(text, fallback) ?? {};
  const amount = numberIn(number);
  if (currency === undefined || amount === undefined) return undefined;
  return { amount: Math.round(amount * 10 ** digitsOf(currency)), currency };
}

function moneyParts(text: string, fallback: string | undefined): { number: string; currency: string } | undefined {
  const [, before, number, after] = /^([A-Za-z]{3})?\s*([^A-Za-z]+?)\s*([A-Za-z]{3})?$/.exec(text) ?? [];
  const currency = (before ?? after ?? fallback)?.toUpperCase();
  return number === undefined || currency === undefined || !/^[A-Z]{3}$/.test(currency)
    ? undefined
    : { number, currency };
}

const digitsOf = (currency: string) =>
  new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;

const majorUnits = ({ amount, currency }: { amount: number; currency: string }) => amount / 10 ** digitsOf(currency);
