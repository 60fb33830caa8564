// Owns how amounts are told and read: integer minor units and a currency.
import type { Language } from '@kith/sdk/words';

/** How many digits a currency has after the point: 2 for EUR, 0 for JPY. */
export function minorDigits(currency: string): number {
  return new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;
}

/**
 * An amount as people write it.
 * @param short leaves out cents, and shortens millions: for sums. Else cents are told only where there are any.
 */
export function moneyText(amount: number, currency: string, language: Language, short = false): string {
  const units = amount / 10 ** minorDigits(currency);
  const brief = short && units >= 100_000;
  const digits = short || Number.isInteger(units) ? { maximumFractionDigits: brief ? 1 : 0 } : {};
  return new Intl.NumberFormat(language, {
    style: 'currency',
    currencyDisplay: 'narrowSymbol',
    currency,
    ...(brief ? { notation: 'compact' as const } : {}),
    ...digits,
  }).format(units);
}

/** The number for a text field: `12500.5`. */
export const amountText = (amount: number, currency: string): string => String(amount / 10 ** minorDigits(currency));

/** Minor units of what somebody typed: spaces, and a comma or a point before the cents. Null when it is no amount. */
export function readAmount(text: string, currency: string): number | null {
  const plain = text.replace(/[\s\u00a0\u202f']/g, '');
  const groups = /^(\d{1,3}(?:[.,]\d{3})+)(?:[.,](\d{1,2}))?$/.exec(plain);
  const parts = groups ? [groups[1]?.replace(/[.,]/g, ''), groups[2]] : /^(\d+)(?:[.,](\d*))?$/.exec(plain)?.slice(1);
  if (!parts) return null;
  const amount = Math.round(Number(`${parts[0]}.${parts[1] || '0'}`) * 10 ** minorDigits(currency));
  return Number.isSafeInteger(amount) ? amount : null;
}
