// Owns reading sums of money as people and programs write them.

export interface Amount {
  /** In units of the currency, not in cents. */
  value: number;
  /** ISO 4217, when the cell names it. */
  currency: string | null;
}

const signs: Record<string, string> = {
  $: 'USD',
  '€': 'EUR',
  '£': 'GBP',
  '₽': 'RUB',
  '¥': 'JPY',
  '₴': 'UAH',
  '₸': 'KZT',
};

/** Reads `1,234.50`, `1.234,50 €`, `USD 12`, `12 000 ₽`; null when it is no sum. */
export function parseAmount(written: string): Amount | null {
  const text = written.replace(/[\s\u00A0\u202F']/g, '');
  const currency = /[A-Z]{3}/.exec(text)?.[0] ?? signs[/[$€£₽¥₴₸]/.exec(text)?.[0] ?? ''] ?? null;
  const number = text.replace(/[A-Z]{3}|[$€£₽¥₴₸]|руб\.?/gi, '');
  if (!/^\d+([.,]\d+)*$/.test(number)) return null;
  const value = Number(plain(number));
  return Number.isFinite(value) ? { value, currency } : null;
}

/** The last mark parts off the fraction, unless three digits follow it alone. */
function plain(number: string): string {
  const marks = number.match(/[.,]/g) ?? [];
  const last = Math.max(number.lastIndexOf('.'), number.lastIndexOf(','));
  const digitsAfter = number.length - last - 1;
  const same = new Set(marks).size === 1;
  if (marks.length === 0) return number;
  if (same && (marks.length > 1 || digitsAfter === 3)) return number.replace(/[.,]/g, '');
  return `${number.slice(0, last).replace(/[.,]/g, '')}.${number.slice(last + 1)}`;
}
