// Owns how amounts are told: integer minor units and a currency.
import type { Language } from './words.ts';

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
