// Owns how amounts are typed and read: integer minor units and a currency.
import { minorDigits } from '@kith/sdk/words';

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
